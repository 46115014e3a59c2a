import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isRefusal } from '#model/contract/refusal.ts';
import { readSampleContent } from './content.ts';

const shipped = fileURLToPath(new URL('../../../resources/sample', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'branchline-sample-'));
  cpSync(shipped, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function change(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
}

it('reads what ships with the program: 300 items, 4 boards, 40 articles, people at every office', () => {
  const content = readSampleContent(folder);
  if (isRefusal(content)) throw new Error(JSON.stringify(content.values));
  expect([content.items.length, content.boards.length, content.articles.length]).toEqual([300, 4, 40]);
  expect(new Set(content.people.map(({ office }) => office))).toEqual(new Set(['SH', 'BJ', 'GZ']));
});

it('has English names without a Chinese word', () => {
  const content = readSampleContent(folder);
  if (isRefusal(content)) throw new Error(JSON.stringify(content.values));
  expect(content.items.filter(({ nameEn }) => /[\u2e80-\u9fff]/.test(nameEn))).toEqual([]);
});

it.each([
  ['an article whose owner nobody is', (): void => change('articles.json', '"owner": "仓储主管"', '"owner": "馆长"')],
  ['a card given to nobody who is there', (): void => change('boards.json', '"responsible": "孙浩"', '"responsible": "无名"')],
  ['a barcode of two items', (): void => change('items.json', '"barcode": "6900000100073"', '"barcode": "6900000100004"')],
  ['a category that nobody supplies', (): void => change('trade.json', '"照明": "GY-03"', '"照明": "KH-01"')],
  ['a tracked item that is none', (): void => change('trade.json', '"serials": ["MHQ-01"', '"serials": ["MHQ-99"')],
  ['a shelf before its zone', (): void => change('trade.json', '"code": "A", "name"', '"code": "Z", "name"')],
  ['a file of another shape', (): void => change('people.json', '"duties"', '"tasks"')],
  ['a file cut off', (): void => writeFileSync(join(folder, 'boards.json'), '[')],
  ['a missing file', (): void => rmSync(join(folder, 'items.json'))],
])('refuses %s', (_, damage) => {
  damage();
  expect(readSampleContent(folder)).toMatchObject({ reason: 'sample.unreadable' });
});
