/** What the rows of a file of movements come to, and what all that judge them share. */
import type { Text } from '#model/contract/text.ts';
import type { CellProblem, RowValues } from '../../exchange-table.ts';
import type { MovementDraft } from '../posting.ts';

export type Judged =
  | { readonly state: 'unchanged' }
  | { readonly state: 'wrong'; readonly problems: readonly CellProblem[] }
  | { readonly state: 'new'; readonly draft: MovementDraft };

export function wrong(field: string, found: string, expected: Text): Extract<Judged, { state: 'wrong' }> {
  return { state: 'wrong', problems: [{ field, expected, found }] };
}

/** The kind of a row, without the reason that its name implied. */
export function kindOf(values: RowValues): string {
  return (values['kind'] ?? '').split(':')[0] ?? '';
}

/** The reason that a row names, or that the name of its kind implied. */
export function reasonOf(values: RowValues): string | undefined {
  return values['reason'] ?? values['kind']?.split(':')[1];
}

/** Kinds that a file may bring; the others are entered where they take place. */
export const IMPORTED_KINDS = { receipt: { sign: 1, reason: 'purchase' }, issue: { sign: -1, reason: 'other' }, 'return-in': { sign: 1, reason: 'return' }, 'return-out': { sign: -1, reason: 'return' } } as const;
export type ImportedKind = keyof typeof IMPORTED_KINDS;

export function isImportedKind(kind: string): kind is ImportedKind {
  return Object.hasOwn(IMPORTED_KINDS, kind);
}

/** By what rows are one document: their number, else their reference. */
export function documentName(values: RowValues): string | undefined {
  return values['number'] ?? values['reference'];
}
