/** Makes entries of the directory and puts them into the document. */
import type * as Y from 'yjs';
import type { Stamp } from '../identity/hybrid-clock.ts';
import { signedBytes } from '../identity/signatures.ts';
import { entryKey, signingPurpose, type DirectoryRoot, type DraftOf, type RecordOf } from './records.ts';

/** Whose signature stands under an entry. */
export interface Signer {
  /** `root`, a workstation's id or an enrolment's id. */
  readonly id: string;
  sign(message: Uint8Array): string;
}

/** @param revision greater than that of the entry in force; 1 for a new id. */
export function signEntry<Root extends DirectoryRoot>(root: Root, draft: DraftOf<Root>, revision: number, at: Stamp, signer: Signer): RecordOf<Root> {
  const content = { ...draft, revision, at, signedBy: signer.id };
  const signature = signer.sign(signedBytes(signingPurpose(root), content));
  return { ...content, signature } as unknown as RecordOf<Root>;
}

/** Adds a signed entry beside what stands there; nothing is replaced. */
export function putEntry<Root extends DirectoryRoot>(doc: Y.Doc, root: Root, record: RecordOf<Root>): void {
  doc.getMap(root).set(entryKey(record), record);
}
