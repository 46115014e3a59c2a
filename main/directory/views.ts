/** The directory as this office believes it, each signature checked once. */
import type * as Y from 'yjs';
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import { createDirectoryReader, readDirectory, type DirectoryReader, type DirectoryView } from '#model/directory/trust.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import type { Reader, StoreTransaction } from '../store/store.ts';
import type { Identity } from './identity.ts';

export interface DirectoryViews {
  /** Undefined before the office is set up. */
  viewOf(read: Reader, doc: Y.Doc): DirectoryView | undefined;
  /** The directory as it stands in this transaction; undefined before the office is set up. */
  current(tx: StoreTransaction): DirectoryView | undefined;
  /** A directory that is not this office's yet. */
  foreign(doc: Y.Doc, rootKey: string): DirectoryView;
}

export function createDirectoryViews(identity: Identity, signatures: SignatureScheme): DirectoryViews {
  const verify = (publicKey: string, message: Uint8Array, signature: string): boolean => signatures.verify(publicKey, message, signature);
  let reader: { readonly rootKey: string; readonly reader: DirectoryReader } | undefined;

  function viewOf(read: Reader, doc: Y.Doc): DirectoryView | undefined {
    const rootKey = identity.membership(read)?.rootKey;
    if (rootKey === undefined) return undefined;
    if (reader?.rootKey !== rootKey) reader = { rootKey, reader: createDirectoryReader(rootKey, verify) };
    return reader.reader.read(doc);
  }

  return {
    viewOf,
    current(tx) {
      const doc = tx.document(DIRECTORY_DOCUMENT);
      return doc === undefined ? undefined : viewOf(tx.read, doc);
    },
    foreign: (doc, rootKey) => readDirectory(doc, rootKey, verify),
  };
}
