/**
 * What is wrong between two languages' texts.
 *
 * 1. Both have the same keys; i18next's plural endings (`_one`, `_other`, …) count as one key.
 * 2. A text has the same {{placeholders}} in both; a singular may leave out the count.
 * 3. No text is empty.
 * 4. No text of Latin letters stands the same in both (it was left untranslated; addresses do not count), and no English text holds Chinese, unless allowed.
 */

export type Catalog = { readonly [key: string]: string | Catalog };

export interface Allowed {
  /** Whole texts that are rightly the same in both languages. */
  readonly same: ReadonlySet<string>;
}

const plural = /_(zero|one|two|few|many|other)$/;
const chinese = /\p{Script=Han}/u;

export function flatten(catalog: Catalog, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(catalog)) {
    if (typeof value === 'string') texts.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) texts.set(inner, text);
  }
  return texts;
}

/** The names in {{name}} and {{name, format}}. */
const placeholders = (text: string): Set<string> => new Set([...text.matchAll(/\{\{\s*([^},\s]+)[^}]*\}\}/g)].map(([, name]) => name ?? ''));

const byKey = (texts: ReadonlyMap<string, string>): Map<string, [string, string][]> => Map.groupBy(texts, ([key]) => key.replace(plural, ''));

function placeholdersOf(forms: readonly [string, string][]): Set<string> {
  return new Set(forms.flatMap(([, text]) => [...placeholders(text)]));
}

export function compareCatalogs(zh: Catalog, en: Catalog, allowed: Allowed): string[] {
  const problems: string[] = [];
  const zhTexts = flatten(zh);
  const enTexts = flatten(en);
  for (const [language, texts] of [['zh-CN', zhTexts], ['en', enTexts]] as const) {
    for (const [key, text] of texts) if (text.trim() === '') problems.push(`${language} ${key}: empty`);
  }

  const zhForms = byKey(zhTexts);
  const enForms = byKey(enTexts);
  for (const key of zhForms.keys()) if (!enForms.has(key)) problems.push(`en ${key}: missing`);
  for (const key of enForms.keys()) if (!zhForms.has(key)) problems.push(`zh-CN ${key}: missing`);

  for (const [key, zhGroup] of zhForms) {
    const enGroup = enForms.get(key);
    if (enGroup === undefined) continue;
    const wanted = new Set([...placeholdersOf(zhGroup), ...placeholdersOf(enGroup)]);
    for (const [language, group] of [['zh-CN', zhGroup], ['en', enGroup]] as const) {
      for (const [form, text] of group) {
        const held = placeholders(text);
        const singular = /_(zero|one|two)$/.test(form);
        for (const name of wanted) {
          if (!held.has(name) && !(singular && name === 'count')) problems.push(`${language} ${form}: lacks {{${name}}}`);
        }
      }
    }
  }

  for (const [key, text] of enTexts) {
    const words = text.replaceAll(/\{\{[^}]*\}\}|\w+:\/\/\S+/g, '');
    if (allowed.same.has(text)) continue;
    if (chinese.test(words)) problems.push(`en ${key}: holds Chinese: ${text}`);
    else if (zhTexts.get(key) === text && /[A-Za-z]{2}/.test(words)) problems.push(`${key}: the same in both languages: ${text}`);
  }
  return problems;
}
