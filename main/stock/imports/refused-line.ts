/** What stands against posting a line, as a problem of its row: what was expected in which cell. */
import type { Refusal } from '#model/contract/refusal.ts';
import type { Text } from '#model/contract/text.ts';
import type { CellProblem, FileRow } from '../../exchange-table.ts';

const EXPECTED: Readonly<Record<string, (value: (name: string) => string | number) => Text>> = {
  'stock.below-zero': (value) => ({ zh: `不超过当时可用的 ${value('available')} ${value('unit')}`, en: `at most the ${value('available')} ${value('unit')} on hand by then` }),
  'stock.place-short': (value) => ({ zh: `不超过 ${value('place')} 当时的 ${value('available')} ${value('unit')}`, en: `at most the ${value('available')} ${value('unit')} at ${value('place')} by then` }),
  'stock.too-large': () => ({ zh: '更小的数量；合计超出范围', en: 'a smaller quantity; the sum is out of range' }),
  'quota.short': (value) => ({ zh: `不超过本工作站配额余量 ${value('free')} ${value('unit')}`, en: `at most what this workstation’s quota has left, ${value('free')} ${value('unit')}` }),
  'location.not-here': () => ({ zh: '本机构在用的库位', en: 'a location of this office that is in use' }),
  'lot.missing': () => ({ zh: '批次号；该物料按批次管理', en: 'a lot; the item is kept by lots' }),
  'lot.expired': (value) => ({ zh: `当天未过期的批次；它的有效期至 ${value('expiry')}`, en: `a lot that had not expired that day; it is good until ${value('expiry')}` }),
  'expiry.missing': () => ({ zh: '有效期；该物料有保质期', en: 'a day; the item has a shelf life' }),
  'serial.missing': () => ({ zh: '序列号；该物料按序列号管理', en: 'a serial number; the item is kept by them' }),
  'serial.one': () => ({ zh: '1；按序列号管理的物料每行一件', en: '1; an item kept by serial numbers has one piece a row' }),
  'serial.on-hand': (value) => ({ zh: `不在库的序列号；它在 ${value('office')}`, en: `a serial number that is not on hand; it is at ${value('office')}` }),
};

/** Index of the row, in the lines that were judged, and what was wrong with it. */
export interface RefusedRow {
  readonly index: number;
  readonly problem: CellProblem;
}

export function refusedRow({ reason, values, field }: Refusal, rows: readonly FileRow[]): RefusedRow {
  const [, position = '0', cell = 'quantity'] = /^lines\.(\d+)\.(\w+)$/.exec(field ?? '') ?? [];
  const index = Number(position);
  const valueOf = (name: string): string | number => {
    const value = values[name] ?? '';
    return typeof value === 'object' ? value.zh : value;
  };
  const expected = EXPECTED[reason]?.(valueOf) ?? { zh: `可以入账的内容（${reason}）`, en: `what can be posted (${reason})` };
  return { index, problem: { field: cell, expected, found: rows[index]?.values[cell] ?? '' } };
}
