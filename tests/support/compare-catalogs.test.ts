import { describe, expect, test } from 'vitest';
import { compareCatalogs } from './compare-catalogs.ts';

const allowed = { same: new Set(['Excel', '中文']) };
const compare = (zh: Parameters<typeof compareCatalogs>[0], en: Parameters<typeof compareCatalogs>[1]): string[] => compareCatalogs(zh, en, allowed);

describe('two catalogues', () => {
  test('agree', () => {
    expect(compare({ a: { b: '共 {{count}} 行', c: 'Excel', d: '{{a}}/{{b}}' } }, { a: { b: '{{count}} rows', c: 'Excel', d: '{{a}}/{{b}}' } })).toEqual([]);
  });

  test('lack a key on either side', () => {
    expect(compare({ a: { b: '甲', c: '乙' } }, { a: { b: 'A', d: 'B' } })).toEqual(['en a.c: missing', 'zh-CN a.d: missing']);
  });

  test('have plural forms of one key', () => {
    expect(compare({ rows_other: '{{count}} 行' }, { rows_one: 'one row', rows_other: '{{count}} rows' })).toEqual([]);
  });

  test('differ in placeholders', () => {
    expect(compare({ a: '{{office}} 自 {{time}}' }, { a: '{{office}} since {{tome}}' })).toEqual(['zh-CN a: lacks {{tome}}', 'en a: lacks {{time}}']);
  });

  test('hold nothing, the untranslated, or Chinese in English', () => {
    expect(compare({ a: ' ', b: 'Sync now', c: '中文', d: '同步' }, { a: 'x', b: 'Sync now', c: '中文', d: '同步' })).toEqual([
      'zh-CN a: empty',
      'b: the same in both languages: Sync now',
      'en d: holds Chinese: 同步',
    ]);
  });
});
