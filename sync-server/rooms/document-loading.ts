/** Builds a document from what is stored. */
import * as Y from 'yjs';
import type { DocumentKind } from '#model/document/kind.ts';
import { openDocument } from '#model/document/open-document.ts';
import type { StoredDocument, StoredUpdate } from '../storage/storage.ts';

export interface BuiltDocument {
  readonly doc: Y.Doc;
  /** Sequences of rows that Yjs could not take; the document stands without them. */
  readonly unreadable: readonly number[];
}

/**
 * One bad row must not keep the document from everybody: it is left out and named.
 * @throws Error when the snapshot itself cannot be read.
 */
export function buildDocument(kind: DocumentKind, stored: StoredDocument): BuiltDocument {
  const unreadable: number[] = [];
  for (;;) {
    const doc = openDocument(kind);
    const bad = applyAll(doc, stored, new Set(unreadable));
    if (bad === undefined) return { doc, unreadable };
    doc.destroy();
    unreadable.push(bad);
  }
}

/** @returns the sequence of the first row that fails. A failure leaves partial content, so the document is built anew without it. */
function applyAll(doc: Y.Doc, stored: StoredDocument, without: ReadonlySet<number>): number | undefined {
  let current: StoredUpdate | undefined;
  try {
    if (stored.snapshot !== undefined) Y.applyUpdate(doc, stored.snapshot);
    for (const row of stored.updates) {
      current = row;
      if (!without.has(row.sequence)) Y.applyUpdate(doc, row.update);
    }
    return undefined;
  } catch (error) {
    if (current === undefined) throw error;
    return current.sequence;
  }
}

/** True while updates wait for earlier ones that are missing; such a document is never folded. */
export function lacksEarlier(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

/** Why an update is not well-formed, or undefined. Reads all of it without applying it. */
export function malformedUpdate(update: Uint8Array): string | undefined {
  try {
    Y.decodeUpdate(update);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  }
}

/** Whether a well-formed update would change nothing: all that it adds and deletes is held and deleted already. */
export function holdsAlready(doc: Y.Doc, update: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update);
  const clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
  const isHeld = structs.every((struct) => struct.id.clock + struct.length <= (clocks.get(struct.id.client) ?? 0));
  if (!isHeld) return false;
  if (ds.clients.size === 0) return true;
  const deleted = Y.createDeleteSetFromStructStore(doc.store);
  return [...ds.clients].every(([client, ranges]) =>
    ranges.every(({ clock, len }) =>
      // Ranges of a struct store's own delete set are merged: one of them holds the whole range or part of it is new.
      (deleted.clients.get(client) ?? []).some((held) => held.clock <= clock && clock + len <= held.clock + held.len),
    ),
  );
}
