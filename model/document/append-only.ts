/**
 * What every append-only map of signed records demands of a change. Judged by what the map holds afterwards,
 * not by the update's delete set: an update can overwrite without deleting, and delete without effect.
 */
import * as Y from 'yjs';
import { signedBytes } from '../identity/signatures.ts';
import type { DocumentChange, DocumentProblem, EntryChange, RuleContext } from './kind.ts';

export interface SignedRecord {
  readonly id: string;
  readonly office: string;
  readonly workstation: string;
  readonly signature: string;
}

/** The root and its entries are as an append-only map's must be: nothing replaced, removed, nested or misfiled. */
export function appendOnlyProblem(change: DocumentChange, root: string, rule: string): DocumentProblem | undefined {
  for (const name of change.doc.share.keys()) {
    if (name !== root) return { rule, detail: `the document has no root ${name}` };
  }
  const map = change.doc.getMap(root);
  for (const { root: changed, key, before, after } of change.entries) {
    if (changed !== root) return { rule, detail: `the document has no root ${changed}` };
    if (after === undefined && before === undefined) continue;
    if (after === undefined) return { rule, detail: `entry ${key} was removed` };
    if (before !== undefined) return { rule, detail: `entry ${key} was overwritten` };
    if (map.get(key) instanceof Y.AbstractType) return { rule, detail: `entry ${key} is not plain` };
  }
  return undefined;
}

/** Entries that hold something; one that came and went within the change left nothing to judge. */
export function presentEntries(change: DocumentChange): readonly EntryChange[] {
  return change.entries.filter(({ after }) => after !== undefined);
}

/** The record is signed by a workstation of its office, as far as the directory is known (kind.ts, `requireKnownWriters`). */
export function signatureProblem(
  record: SignedRecord,
  purpose: string,
  context: RuleContext,
  rule: string,
): DocumentProblem | undefined {
  const key = context.workstationKey(record.workstation);
  if (key === undefined) {
    return context.requireKnownWriters === true
      ? { rule, detail: `workstation ${record.workstation} is not in the directory` }
      : undefined;
  }
  const office = context.workstationOffice?.(record.workstation);
  if (office !== undefined && office !== record.office) {
    return { rule, detail: `workstation ${record.workstation} belongs to ${office}, not to ${record.office}` };
  }
  return context.verify(key, signedBytes(purpose, record), record.signature)
    ? undefined
    : { rule, detail: `the signature of ${record.id} does not fit` };
}
