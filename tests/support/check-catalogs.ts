/** Checks the screens' texts in both languages; part of `npm run check`. A language is `renderer/i18n/<language>.ts` or a folder of that name with an `index.ts`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compareCatalogs, flatten, type Catalog } from './compare-catalogs.ts';

const folder = path.resolve(import.meta.dirname, '../../renderer/i18n');

/** Names and signs that are rightly the same in both languages. */
const same = new Set(['Branchline', 'Branchline 分合', '中文', '简体中文', '切换到中文', 'English', 'Excel', 'CSV', 'JSON', 'PIN', 'Ctrl+K', 'Esc', 'Enter']);

async function readCatalog(language: string): Promise<Catalog> {
  const file = [`${language}.ts`, `${language}/index.ts`].map((name) => path.join(folder, name)).find((name) => existsSync(name));
  if (file === undefined) throw new Error(`renderer/i18n has no ${language}.ts and no ${language}/index.ts`);
  const module = (await import(pathToFileURL(file).href)) as Record<string, Catalog>;
  const [catalog, ...others] = module['default'] === undefined ? Object.values(module) : [module['default']];
  if (catalog === undefined || others.length > 0) throw new Error(`renderer/i18n/${language} exports ${others.length === 0 ? 'no' : 'more than one'} catalogue`);
  return catalog;
}

const [zh, en] = await Promise.all([readCatalog('zh-CN'), readCatalog('en')]);
const problems = compareCatalogs(zh, en, { same });
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log(`${flatten(zh).size} texts in two languages agree.`);
else process.exitCode = 1;
