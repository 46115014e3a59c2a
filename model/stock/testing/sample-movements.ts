/** Movements for tests of the rules: well-formed, signed by a stand-in, chained per workstation. */
import type * as Y from 'yjs';
import { observeChange } from '../../document/change.ts';
import type { DocumentKind, DocumentProblem, RuleContext } from '../../document/kind.ts';
import { makeStamp } from '../../identity/hybrid-clock.ts';
import type { DocumentName } from '../../identity/ids.ts';
import { recordHash, signedBytes } from '../../identity/signatures.ts';
import { MOVEMENT_PURPOSE } from '../ledger-kind.ts';
import { formatNumber, type Movement } from '../movement.ts';

/** 23 November 2026, 09:00 UTC. */
export const FIRST_MS = Date.UTC(2026, 10, 23, 9);
export const ITEM = '0192a000-0000-7000-8000-00000000000a';

/** `BJ-A` is workstation A of office BJ; whoever names it can sign as it. */
export const rules: RuleContext = {
  verify: (key, message, signature) => standInSignature(key, message) === signature,
  workstationKey: (workstation) => (/^[A-Z]+-[A-Z]$/.test(workstation) ? `key of ${workstation}` : undefined),
  workstationOffice: (workstation) => workstation.split('-')[0],
  rootKey: () => undefined,
  requireKnownWriters: true,
};

function standInSignature(key: string, message: Uint8Array): string {
  return recordHash({ key, message: [...message].join(',') });
}

/** Signs a record as its workstation. */
export function signed<Record extends { readonly workstation: string }>(purpose: string, record: Record): Record & { readonly signature: string } {
  return { ...record, signature: standInSignature(`key of ${record.workstation}`, signedBytes(purpose, record)) };
}

export function uuidOf(number: number): string {
  return `0192a000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A receipt of one unit at BJ, but for what is given. `order` makes id, stamp and number. */
export function movement(order: number, fields: Partial<Movement> = {}): Movement {
  const office = fields.office ?? 'BJ';
  const letter = fields.letter ?? 'A';
  const { signature: _none, ...unsigned } = {
    id: uuidOf(order),
    number: formatNumber({ office, letter, year: '2026', counter: order }),
    line: 1,
    kind: 'receipt' as const,
    office,
    item: ITEM,
    location: 'main',
    quantity: 1000,
    reason: 'purchase',
    by: 'person',
    workstation: `${office}-${letter}`,
    letter,
    at: makeStamp(FIRST_MS + order * 1000, 0, '00000001'),
    sequence: 1,
    previous: '' as const,
    signature: '',
    ...fields,
  };
  return signed(MOVEMENT_PURPOSE, unsigned) as Movement;
}

/** What the kind says of an edit. */
export function judge(kind: DocumentKind, name: DocumentName, doc: Y.Doc, edit: () => void): DocumentProblem | undefined {
  return kind.check(observeChange(name, kind, doc, edit), rules);
}
