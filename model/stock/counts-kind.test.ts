import { describe, expect, it } from 'vitest';
import { openDocument } from '../document/open-document.ts';
import { makeStamp } from '../identity/hybrid-clock.ts';
import type { DocumentName, OfficeCode, WorkstationId } from '../identity/ids.ts';
import { COUNT_RECORD_PURPOSE, countsKind, countsName, readCountsName } from './counts-kind.ts';
import { FIRST_MS, ITEM, judge, signed, uuidOf } from './testing/sample-movements.ts';

const NOVEMBER = countsName('BJ', '2026-11');
const at = makeStamp(FIRST_MS, 0, '00000001');
const common = { id: uuidOf(1), office: 'BJ', by: 'person', workstation: 'BJ-A', at };
const plan = { ...common, record: 'plan', title: '月末盘点', scope: { of: 'all' }, blind: true };
const entry = { ...common, record: 'entry', count: uuidOf(9), item: ITEM, location: 'A-01', counted: 5000, replaces: [] };
const choice = { ...common, record: 'choice', count: uuidOf(9), entry: uuidOf(2), over: [uuidOf(3)] };
const posted = { ...common, record: 'mark', count: uuidOf(9), mark: 'posted', number: 'BJ-A-2026-000001' };

const sign = (record: typeof common): unknown => signed(COUNT_RECORD_PURPOSE, record);

function ruleFor(value: unknown, name: DocumentName = NOVEMBER): string | undefined {
  const doc = openDocument(countsKind);
  return judge(countsKind, name, doc, () => doc.getMap('records').set(uuidOf(1), value))?.rule;
}

describe('records of counts', () => {
  it.each([plan, entry, choice, posted])('[STOCK-44] stand in their office’s document: a $record', (record) => {
    expect(ruleFor(sign(record))).toBeUndefined();
    expect(ruleFor(sign(record), countsName('GZ', '2026-11'))).toBe('STOCK-44');
    expect(ruleFor(sign({ ...record, id: uuidOf(2) }))).toBe('STOCK-44');
  });

  it('[STOCK-44] are signed by a workstation of their office', () => {
    expect(ruleFor({ ...(sign(entry) as object), counted: 4000 })).toBe('STOCK-44');
    expect(ruleFor(signed('movement', entry))).toBe('STOCK-44');
    expect(ruleFor(sign({ ...entry, workstation: 'GZ-A' }))).toBe('STOCK-44');
  });

  it.each([
    ['a figure below zero', { ...entry, counted: -1 }],
    ['a fraction of a thousandth', { ...entry, counted: 0.5 }],
    ['something found after it was entered', { ...entry, observed: makeStamp(FIRST_MS + 1, 0, '00000001') }],
    ['no place', { ...entry, location: '' }],
    ['a scope of another kind', { ...plan, scope: { of: 'everything' } }],
    ['a rolling plan of nothing', { ...plan, scope: { of: 'rolling', items: [] } }],
    ['a record of another kind', { ...entry, record: 'note' }],
    ['a mark of another kind', { ...posted, mark: 'reopened' }],
    ['too much of it', { ...entry, note: '长'.repeat(9000) }],
  ])('[STOCK-44] are well-formed: not %s', (_what, record) => {
    expect(ruleFor(sign(record))).toBe('STOCK-44');
  });

  it('[STOCK-44] keep what a newer version wrote beside', () => {
    expect(ruleFor(sign({ ...entry, photo: 'later' } as typeof entry))).toBeUndefined();
  });

  it('[STOCK-44] a plan stands in the month of its stamp, an entry in that of its plan', () => {
    const december = makeStamp(Date.UTC(2026, 11, 2), 0, '00000001');
    expect(ruleFor(sign({ ...plan, at: december }))).toBe('STOCK-44');
    expect(ruleFor(sign({ ...entry, at: december }))).toBeUndefined();
  });

  it('[STOCK-44] are only added', () => {
    const doc = openDocument(countsKind);
    const records = doc.getMap('records');
    records.set(uuidOf(1), sign(entry));
    expect(judge(countsKind, NOVEMBER, doc, () => records.delete(uuidOf(1)))?.rule).toBe('STOCK-44');
    records.set(uuidOf(1), sign(entry));
    const other = { ...entry, counted: 1 };
    expect(judge(countsKind, NOVEMBER, doc, () => records.set(uuidOf(1), sign(other)))?.rule).toBe('STOCK-44');
    expect(judge(countsKind, NOVEMBER, doc, () => doc.getMap('others').set('a', 1))?.rule).toBe('STOCK-44');
  });

  it('[STOCK-44] are written by workstations of the office alone', () => {
    const writer = { workstation: 'w' as WorkstationId, office: 'BJ' as OfficeCode, headquarters: false, role: 'clerk' as const };
    expect(countsKind.mayWrite(NOVEMBER, writer)).toBe(true);
    expect(countsKind.mayWrite(countsName('GZ', '2026-11'), writer)).toBe(false);
    expect(countsKind.mayWrite(NOVEMBER, { ...writer, office: 'SH', headquarters: true, role: 'hq' })).toBe(false);
    expect(readCountsName('counts/BJ/2026-13')).toBeUndefined();
  });
});
