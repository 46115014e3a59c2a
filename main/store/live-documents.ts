/**
 * Documents in memory, loaded while something needs them.
 *
 * 1. What is in memory equals what the database holds in the current transaction: whoever fails after touching
 *    a document drops it, and the next use loads it again (Yjs cannot roll back).
 * 2. Every load makes a new client id; none is ever stored. A persisted or cloned one makes state vectors equal
 *    and contents different for ever.
 * 3. Bounded by number and by encoded bytes; the least recently used go first, at the end of a work.
 * 4. A document changed by any other hand than `edit` and `apply` is noticed.
 */
import * as Y from 'yjs';
import type { DocumentKind } from '#model/document/kind.ts';
import { openDocument } from '#model/document/open-document.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { UpdateLog } from './update-log.ts';

export interface LiveDocument {
  readonly name: DocumentName;
  readonly kind: DocumentKind;
  readonly doc: Y.Doc;
  /** Row in the database; undefined until its first update is appended. */
  id: number | undefined;
  /** Encoded size, for the bound. */
  bytes: number;
  /** Updates in it wait for earlier ones. */
  pending: boolean;
  /** Set while the store itself changes the document; gathers the update that Yjs emits. */
  emitted: Uint8Array[] | undefined;
}

export interface LiveLimits {
  readonly documents: number;
  /** Encoded bytes; in memory a document takes several times as much. */
  readonly bytes: number;
}

export interface LiveDocuments {
  /** Loaded, or empty and new. */
  open(name: DocumentName, kind: DocumentKind): LiveDocument;
  /** As `open`, but not kept in memory: for passes over all documents. */
  pass(name: DocumentName, kind: DocumentKind): Y.Doc;
  drop(name: DocumentName): void;
  /** Documents changed by another hand since the last call; they are dropped. */
  takeTainted(): readonly DocumentName[];
  /** Lets go of what is over the limits. */
  trim(): void;
  close(): void;
}

export interface LiveOptions {
  readonly log: UpdateLog;
  readonly limits: LiveLimits;
  /** Called when what a document holds may have changed, also back. */
  readonly onTouched: (name: DocumentName) => void;
  /** Client ids for simulations; Yjs draws its own otherwise. */
  readonly newClientId: (() => number) | undefined;
}

/** True while updates of the document wait for earlier ones. */
export function isPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

export function createLiveDocuments({ log, limits, onTouched, newClientId }: LiveOptions): LiveDocuments {
  const live = new Map<DocumentName, LiveDocument>();
  const tainted = new Set<DocumentName>();
  let bytes = 0;

  function load(kind: DocumentKind, row: { readonly id: number } | undefined): Y.Doc {
    const doc = openDocument(kind);
    if (newClientId !== undefined) doc.clientID = newClientId();
    if (row !== undefined) {
      // One Yjs transaction for all, so that its clean-up runs once.
      doc.transact(() => {
        for (const update of log.stored(row.id)) Y.applyUpdate(doc, update);
      });
    }
    return doc;
  }

  function add(name: DocumentName, kind: DocumentKind): LiveDocument {
    const row = log.row(name);
    const doc = load(kind, row);
    const document: LiveDocument = {
      name,
      kind,
      doc,
      id: row?.id,
      bytes: row?.bytes ?? 0,
      pending: isPending(doc),
      emitted: undefined,
    };
    doc.on('update', (update: Uint8Array) => {
      if (document.emitted === undefined) tainted.add(name);
      else {
        document.emitted.push(update);
        document.bytes += update.byteLength;
        bytes += update.byteLength;
        onTouched(name);
      }
    });
    live.set(name, document);
    bytes += document.bytes;
    return document;
  }

  function forget(name: DocumentName): void {
    const document = live.get(name);
    if (document === undefined) return;
    live.delete(name);
    bytes -= document.bytes;
  }

  return {
    open(name, kind) {
      const known = live.get(name);
      if (known === undefined) return add(name, kind);
      live.delete(name);
      live.set(name, known);
      return known;
    },
    pass: (name, kind) => live.get(name)?.doc ?? load(kind, log.row(name)),
    drop(name) {
      forget(name);
      onTouched(name);
    },
    takeTainted() {
      const names = [...tainted];
      tainted.clear();
      for (const name of names) {
        forget(name);
        onTouched(name);
      }
      return names;
    },
    trim() {
      for (const name of live.keys()) {
        if (live.size <= limits.documents && bytes <= limits.bytes) return;
        forget(name);
      }
    },
    close() {
      live.clear();
      bytes = 0;
    },
  };
}
