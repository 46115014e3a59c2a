/** A text in both of the product's languages. Both are always present, so no screen falls back silently. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Text;

/**
 * Fills `{{name}}` placeholders of a text in one language.
 * A value may be a text itself. An unknown placeholder stays visible, so that a mistake is seen and not hidden.
 */
export function fillText(text: Text, language: Language, values: Readonly<Record<string, unknown>> = {}): string {
  return text[language].replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    name in values ? show(values[name], language) : whole,
  );
}

function show(value: unknown, language: Language): string {
  return isText(value) ? value[language] : String(value);
}

export function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}
