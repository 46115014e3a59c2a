/** Documents `ledger/{office}/{yyyy-mm}/{part}`: an office's stock movements of a month, append-only. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type * as Y from 'yjs';
import type { DocumentKind, DocumentProblem, RuleContext } from '../document/kind.ts';
import type { DocumentName } from '../identity/ids.ts';
import { canonicalJson } from '../identity/signatures.ts';
import { appendOnlyProblem, presentEntries, signatureProblem } from './append-only.ts';
import { MAX_MOVEMENT_BYTES, movementShape, stampMonth, type Movement } from './movement.ts';

const PATTERN = /^ledger\/([A-Z][A-Z0-9]{0,5})\/(\d{4}-(?:0[1-9]|1[0-2]))\/([1-9]\d{0,3})$/;

/** What a movement is signed for. */
export const MOVEMENT_PURPOSE = 'movement';

export interface LedgerName {
  readonly office: string;
  /** `2026-11`. */
  readonly month: string;
  readonly part: number;
}

/** The parts of a ledger's name; undefined where it is none. */
export function readLedgerName(name: string): LedgerName | undefined {
  const [, office, month, part] = PATTERN.exec(name) ?? [];
  return office === undefined || month === undefined || part === undefined
    ? undefined
    : { office, month, part: Number(part) };
}

export function ledgerName({ office, month, part }: LedgerName): DocumentName {
  return `ledger/${office}/${month}/${String(part)}` as DocumentName;
}

/** The map of movements by id. */
export function movementsOf(doc: Y.Doc): Y.Map<Movement> {
  return doc.getMap<Movement>('movements');
}

function movementProblem(key: string, value: unknown, ledger: LedgerName, context: RuleContext): DocumentProblem | undefined {
  const parsed = movementShape.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { rule: 'STOCK-3', detail: `movement ${key}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` };
  }
  const movement = parsed.data;
  if (utf8ToBytes(canonicalJson(value)).length > MAX_MOVEMENT_BYTES) {
    return { rule: 'STOCK-4', detail: `movement ${key} is larger than ${String(MAX_MOVEMENT_BYTES)} bytes` };
  }
  if (movement.id !== key) return { rule: 'STOCK-3', detail: `movement ${movement.id} stands under ${key}` };
  if (movement.office !== ledger.office) return { rule: 'STOCK-5', detail: `movement ${key} is of ${movement.office}` };
  if (stampMonth(movement.at) !== ledger.month) return { rule: 'STOCK-5', detail: `movement ${key} is of another month` };
  return signatureProblem(value as Movement, MOVEMENT_PURPOSE, context, 'STOCK-6');
}

export const ledgerKind: DocumentKind = {
  kind: 'ledger',
  pattern: PATTERN,
  roots: { movements: 'map' },
  guarded: true,
  mayWrite: (name, writer) => readLedgerName(name)?.office === writer.office,
  mayRead: () => true,
  check(change, context) {
    const ledger = readLedgerName(change.name);
    if (ledger === undefined) return { rule: 'STOCK-5', detail: `${change.name} is no ledger` };
    const problem = appendOnlyProblem(change, 'movements', 'STOCK-2');
    if (problem !== undefined) return problem;
    for (const { key, after } of presentEntries(change)) {
      const found = movementProblem(key, after, ledger, context);
      if (found !== undefined) return found;
    }
    return undefined;
  },
};
