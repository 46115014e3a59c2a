import { describe, expect, it } from 'vitest';
import { openDocument } from '../document/open-document.ts';
import { makeStamp } from '../identity/hybrid-clock.ts';
import { recordHash } from '../identity/signatures.ts';
import { quotaKind, quotaName, QUOTA_PURPOSE, type QuotaEntry } from './quota-kind.ts';
import { FIRST_MS, ITEM, judge, signed, uuidOf } from './testing/sample-movements.ts';

const AT_HEADQUARTERS = quotaName('SH', true);
const AT_BEIJING = quotaName('BJ', false);

function entry(fields: object): QuotaEntry {
  const { workstation, sequence } = { workstation: 'BJ-A', sequence: 1, ...fields };
  return signed(QUOTA_PURPOSE, {
    act: 'give',
    quota: uuidOf(1),
    to: 'BJ-B',
    toOffice: 'BJ',
    amount: 1000,
    id: `${workstation}/${String(sequence)}`,
    office: workstation.split('-')[0] ?? '',
    sequence,
    previous: '',
    by: 'person',
    at: makeStamp(FIRST_MS, 0, '00000001'),
    ...fields,
    workstation,
  }) as unknown as QuotaEntry;
}

/** The rule that refuses to add the last of these, the others being there. */
function ruleFor(name: typeof AT_BEIJING, ...entries: readonly QuotaEntry[]): string | undefined {
  const doc = openDocument(quotaKind);
  const map = doc.getMap('entries');
  for (const each of entries.slice(0, -1)) map.set(each.id, each);
  const last = entries.at(-1);
  return judge(quotaKind, name, doc, () => map.set(last?.id ?? '', last))?.rule;
}

const writer = { workstation: 'w', role: 'clerk' as const };

describe('quota documents', () => {
  it('[STOCK-60] headquarters alone makes rights, and each office writes into its own document', () => {
    const open = { act: 'open', item: ITEM, workstation: 'SH-A' };
    expect(ruleFor(AT_HEADQUARTERS, entry(open))).toBeUndefined();
    expect(ruleFor(AT_BEIJING, entry({ ...open, workstation: 'BJ-A' }))).toBe('STOCK-60');
    expect(ruleFor(AT_BEIJING, entry({ act: 'mint' }))).toBe('STOCK-60');
    expect(ruleFor(AT_BEIJING, entry({}))).toBeUndefined();
    expect(ruleFor(AT_BEIJING, entry({ workstation: 'GZ-A' }))).toBe('STOCK-60');
    expect(quotaKind.mayWrite(AT_HEADQUARTERS, { ...writer, office: 'BJ', headquarters: false })).toBe(false);
    expect(quotaKind.mayWrite(AT_HEADQUARTERS, { ...writer, office: 'SH', headquarters: true })).toBe(true);
    expect(quotaKind.mayWrite(AT_BEIJING, { ...writer, office: 'SH', headquarters: true })).toBe(false);
    expect(quotaKind.mayWrite(AT_BEIJING, { ...writer, office: 'BJ', headquarters: false })).toBe(true);
    expect(quotaKind.mayWrite(quotaName('GZ', false), { ...writer, office: 'BJ', headquarters: false })).toBe(false);
  });

  it('[STOCK-60] an entry is signed by its own workstation, well-formed and in its place', () => {
    expect(ruleFor(AT_BEIJING, { ...entry({}), amount: 2000 } as QuotaEntry)).toBe('STOCK-60');
    expect(ruleFor(AT_BEIJING, entry({ amount: -1000 }))).toBe('STOCK-60');
    expect(ruleFor(AT_BEIJING, entry({ amount: 0.5 }))).toBe('STOCK-60');
    expect(ruleFor(AT_BEIJING, entry({ id: 'BJ-B/1' }))).toBe('STOCK-60');
    expect(ruleFor(AT_BEIJING, entry({ note: 'x'.repeat(501) }))).toBe('STOCK-60');
    expect(ruleFor(AT_BEIJING, entry({ colour: 'red' }))).toBeUndefined();
  });

  it('[STOCK-60] entries of a workstation form a chain: none is replaced or removed, and a copy cannot give the same rights twice', () => {
    const first = entry({});
    const second = entry({ sequence: 2, previous: recordHash(first), to: 'BJ-C' });
    expect(ruleFor(AT_BEIJING, first, second)).toBeUndefined();
    // Out of order, each is judged by the neighbours that are held.
    expect(ruleFor(AT_BEIJING, second, first)).toBeUndefined();
    expect(ruleFor(AT_BEIJING, second, entry({ amount: 5000 }))).toBe('STOCK-60');
    expect(ruleFor(AT_BEIJING, first, entry({ to: 'BJ-C' }))).toBe('STOCK-60');
    expect(ruleFor(AT_BEIJING, first, entry({ sequence: 2, previous: 'a'.repeat(64) }))).toBe('STOCK-60');
    expect(ruleFor(AT_BEIJING, entry({ sequence: 2 }))).toBe('STOCK-60');
    const doc = openDocument(quotaKind);
    doc.getMap('entries').set(first.id, first);
    expect(judge(quotaKind, AT_BEIJING, doc, () => doc.getMap('entries').delete(first.id))?.rule).toBe('STOCK-60');
  });

  it('[STOCK-61] a workstation gives to another one, of the office that it names', () => {
    expect(ruleFor(AT_BEIJING, entry({ to: 'BJ-A' }))).toBe('STOCK-61');
    expect(ruleFor(AT_BEIJING, entry({ to: 'GZ-A' }))).toBe('STOCK-61');
    expect(ruleFor(AT_BEIJING, entry({ to: 'GZ-A', toOffice: 'GZ' }))).toBeUndefined();
  });
});
