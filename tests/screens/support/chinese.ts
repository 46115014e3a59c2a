/** Which Chinese words on an English screen are the sample's data, and which are texts of ours left untranslated. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zhCN } from '../../../renderer/i18n/zh-CN/index.ts';
import { flatten } from '../../support/compare-catalogs.ts';

const SAMPLE = path.resolve(import.meta.dirname, '../../../resources/sample');
const han = /\p{Script=Han}/u;
/** Names that the sample gives in code, and the languages' own names. */
const NAMES = ['远山商贸', '示例', '上海总部', '北京分公司', '广州分公司', '张伟', '期初', '采购补货', '中文', '分合', '远山物业'];
/** Longer texts are what people wrote: articles, their excerpts, descriptions. */
const LONGEST_OF_OURS = 40;

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split('\n');
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

const plain = (line: string): string => line.replaceAll(/[*`>|]/g, '').replace(/^[\s#\-\d.[\]]+/, '').trim();

/** @returns those of the shown texts whose Chinese is not all the sample's, or that are words of our own catalogue. */
export function createForeignWords(): (shown: readonly string[]) => string[] {
  const linesOf = (file: string): string[] => stringsOf(JSON.parse(readFileSync(path.join(SAMPLE, file), 'utf8'))).map(plain);
  const names = [...NAMES, ...linesOf('people.json')];
  // A person is also shown by the last character of the name.
  const marks = names.map((name) => name.slice(-1));
  const lines = ['items.json', 'boards.json', 'articles.json', 'trade.json'].flatMap(linesOf);
  const data = new Set([...lines, ...names, ...marks].filter((line) => han.test(line)));
  const longestFirst = [...data].toSorted((left, right) => right.length - left.length);
  const ours = new Set(flatten(zhCN).values());
  const rest = (text: string): string => longestFirst.reduce((left, known) => left.replaceAll(known, ''), text);
  function isData(text: string): boolean {
    if (!han.test(text) || data.has(text)) return true;
    return !ours.has(text) && (text.length > LONGEST_OF_OURS || !han.test(rest(text)));
  }
  return (shown) => shown.filter((text) => !isData(text));
}
