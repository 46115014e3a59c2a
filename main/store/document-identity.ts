/** State vectors and content digests of documents, computed when asked for and kept until the document changes. */
import * as Y from 'yjs';
import { contentDigest } from '#model/document/content-digest.ts';
import type { DocumentKind } from '#model/document/kind.ts';
import type { DocumentName } from '#model/identity/ids.ts';

interface Known {
  stateVector?: Uint8Array;
  digest?: string;
}

export interface DocumentIdentity {
  stateVector(name: DocumentName, read: () => Y.Doc): Uint8Array;
  digest(name: DocumentName, kind: DocumentKind, read: () => Y.Doc): string;
  forget(name: DocumentName): void;
}

export function createDocumentIdentity(): DocumentIdentity {
  const known = new Map<DocumentName, Known>();

  function of(name: DocumentName): Known {
    const present = known.get(name);
    if (present !== undefined) return present;
    const made: Known = {};
    known.set(name, made);
    return made;
  }

  return {
    stateVector: (name, read) => {
      const entry = of(name);
      entry.stateVector ??= Y.encodeStateVector(read());
      return entry.stateVector;
    },
    digest: (name, kind, read) => {
      const entry = of(name);
      entry.digest ??= contentDigest(kind, read());
      return entry.digest;
    },
    forget: (name) => known.delete(name),
  };
}
