/**
 * The one door for document changes.
 *
 * 1. An update is read before it is applied, applied before it is judged, judged before it is written. Whatever
 *    fails drops the document from memory and leaves no row.
 * 2. Appending, projecting and filling the outbox happen in the caller's transaction.
 * 3. A local edit that is not acceptable is thrown; what comes from elsewhere is set aside with its cause.
 * 4. An update that changes nothing is not appended. One whose earlier updates are missing is kept, marked,
 *    and counts once they arrive.
 */
import { SqliteError } from 'better-sqlite3';
import * as Y from 'yjs';
import { observeChange } from '#model/document/change.ts';
import { contentDigest } from '#model/document/content-digest.ts';
import type { DocumentChange, DocumentKind, DocumentProblem, RuleContext } from '#model/document/kind.ts';
import type { KindRegistry } from '#model/document/registry.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Database } from './database.ts';
import { DocumentRefused } from './document-refused.ts';
import { isPending, type LiveDocument, type LiveDocuments } from './live-documents.ts';
import type { Outbox } from './outbox.ts';
import type { Projections } from './projections.ts';
import type { Quarantine } from './quarantine.ts';
import type { ApplyOutcome, Origin, Writer } from './store.ts';
import type { UpdateLog } from './update-log.ts';
import type { WorkRecord } from './work-record.ts';

export interface ApplyOptions {
  readonly database: Database;
  readonly kinds: KindRegistry;
  readonly rules: RuleContext;
  readonly nowMs: () => number;
  readonly documents: LiveDocuments;
  readonly log: UpdateLog;
  readonly outbox: Outbox;
  readonly quarantine: Quarantine;
  readonly projections: Projections;
  /** Told of every change, inside its transaction. */
  readonly onChange: (write: Writer, change: DocumentChange) => void;
}

/** A work in progress: where it writes and what it has changed. */
export interface Work {
  readonly write: Writer;
  readonly record: WorkRecord;
}

export interface Door {
  /** @throws DocumentRefused, or whatever `mutate` throws. */
  edit(work: Work, name: DocumentName, mutate: (doc: Y.Doc) => void): void;
  /** @throws DocumentRefused where the origin is `local`. */
  apply(work: Work, name: DocumentName, update: Uint8Array, origin: Origin): ApplyOutcome;
}

type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>;

interface Absorbed {
  readonly change: DocumentChange;
  /** What Yjs reports as new; empty where nothing changed. */
  readonly emitted: readonly Uint8Array[];
}

/** Errors of the database's content, which one bad update may cause; all others concern the whole store. */
function concernsOneUpdate(error: unknown): boolean {
  if (!(error instanceof SqliteError)) return true;
  return error.code.startsWith('SQLITE_CONSTRAINT') || error.code === 'SQLITE_ERROR' || error.code === 'SQLITE_MISMATCH';
}

export function createDoor(options: ApplyOptions): Door {
  const { kinds, rules, nowMs, documents, log, outbox, quarantine, projections } = options;
  const begin = options.database.prepare('SAVEPOINT foreign_update');
  const release = options.database.prepare('RELEASE foreign_update');
  const undo = options.database.prepare('ROLLBACK TO foreign_update');

  function open(work: Work, name: DocumentName, kind: DocumentKind): LiveDocument {
    work.record.documents.add(name);
    return documents.open(name, kind);
  }

  function absorb(live: LiveDocument, act: () => void): Absorbed {
    const emitted: Uint8Array[] = [];
    live.emitted = emitted;
    try {
      return { change: observeChange(live.name, live.kind, live.doc, act), emitted };
    } finally {
      live.emitted = undefined;
    }
  }

  function write(work: Work, live: LiveDocument, change: DocumentChange, update: Uint8Array, origin: Origin, parked: boolean): void {
    const { record } = work;
    const atMs = nowMs();
    live.id ??= log.addDocument(live.name, live.kind.kind, atMs);
    const id = log.append({ document: live.id, update, origin, atMs, parked });
    const pending = isPending(live.doc);
    if (pending !== live.pending) {
      log.setPending(live.id, pending);
      live.pending = pending;
    }
    if (origin !== 'relay') {
      outbox.add(id, atMs);
      record.tables.add('outbox');
      record.outboxGrew = true;
    }
    record.tables.add('document');
    record.updates.push({ name: live.name, update, origin });
    if (change.entries.length > 0 || change.textChanged) {
      projections.project(work.write, change, record.tables);
      options.onChange(work.write, change);
    }
  }

  function edit(work: Work, name: DocumentName, mutate: (doc: Y.Doc) => void): void {
    const kind = kinds.kindOf(name);
    if (kind === undefined) throw new DocumentRefused(name, unknownKind(name));
    const live = open(work, name, kind);
    if (live.emitted !== undefined) throw new Error(`${name} is edited inside an edit of itself`);
    try {
      const { change, emitted } = absorb(live, () => live.doc.transact(() => mutate(live.doc)));
      const [first, ...others] = emitted;
      if (first === undefined) {
        if (live.id === undefined) documents.drop(name);
        return;
      }
      const problem = kind.check(change, rules);
      if (problem !== undefined) throw new DocumentRefused(name, problem);
      write(work, live, change, others.length === 0 ? first : Y.mergeUpdates([first, ...others]), 'local', false);
    } catch (error) {
      documents.drop(name);
      throw error;
    }
  }

  function reject(work: Work, name: DocumentName, update: Uint8Array, origin: Origin, problem: DocumentProblem): ApplyOutcome {
    documents.drop(name);
    if (origin === 'local') throw new DocumentRefused(name, problem);
    quarantine.setAside(name, update, origin, problem);
    work.record.tables.add('quarantine');
    return { applied: false, problem };
  }

  function judge(change: DocumentChange, kind: DocumentKind): DocumentProblem | undefined {
    try {
      return kind.check(change, rules);
    } catch (error) {
      // A rule that fails on content from outside says that the content is not what the rule is about.
      return { rule: 'STORE-6', detail: String(error) };
    }
  }

  /** The update applied in memory and judged, or why it cannot be. */
  function take(live: LiveDocument, update: Uint8Array, origin: Origin): Absorbed | DocumentProblem {
    try {
      const absorbed = absorb(live, () => Y.applyUpdate(live.doc, update, origin));
      return judge(absorbed.change, live.kind) ?? absorbed;
    } catch (error) {
      return { rule: 'STORE-5', detail: `the update cannot be read: ${String(error)}` };
    }
  }

  /**
   * An update that brings parked ones to bear is not to blame for what those do. Sets the parked ones aside where
   * nothing of them counts yet; true where the update may be tried again without them.
   */
  function setParkedAside(work: Work, name: DocumentName, kind: DocumentKind, problem: DocumentProblem): boolean {
    documents.drop(name);
    const before = open(work, name, kind);
    if (!before.pending || before.id === undefined) return false;
    const digest = contentDigest(kind, before.doc);
    begin.run();
    const parked = log.removeParked(before.id);
    documents.drop(name);
    const equal = contentDigest(kind, open(work, name, kind).doc) === digest;
    if (!equal) {
      undo.run();
      documents.drop(name);
    }
    release.run();
    if (!equal) return false;
    for (const { update, origin } of parked) quarantine.setAside(name, update, origin, problem);
    work.record.tables.add('quarantine').add('outbox').add('document');
    return true;
  }

  function apply(work: Work, name: DocumentName, update: Uint8Array, origin: Origin): ApplyOutcome {
    const kind = kinds.kindOf(name);
    if (kind === undefined) return reject(work, name, update, origin, unknownKind(name));
    const decoded = decode(update);
    if (!('structs' in decoded)) return reject(work, name, update, origin, decoded);
    const live = open(work, name, kind);
    const taken = take(live, update, origin);
    if ('rule' in taken) {
      if (live.pending && setParkedAside(work, name, kind, taken)) return apply(work, name, update, origin);
      return reject(work, name, update, origin, taken);
    }
    const parked = !isContained(decoded, live.doc);
    if (taken.emitted.length === 0) {
      const known = !parked || (live.id !== undefined && log.isParked(live.id, update));
      if (known && live.id === undefined) documents.drop(name);
      if (known) return parked ? { applied: false, missingEarlier: true } : { applied: true, changed: false };
    }
    if (origin === 'local') write(work, live, taken.change, update, origin, parked);
    else {
      const problem = writeForeign(work, live, taken.change, update, origin, parked);
      if (problem !== undefined) return reject(work, name, update, origin, problem);
    }
    return parked ? { applied: false, missingEarlier: true } : { applied: true, changed: true };
  }

  /** A projection that fails on content from outside must not stop what comes after it. */
  function writeForeign(
    work: Work,
    live: LiveDocument,
    change: DocumentChange,
    update: Uint8Array,
    origin: Origin,
    parked: boolean,
  ): DocumentProblem | undefined {
    const known = { updates: work.record.updates.length, outboxGrew: work.record.outboxGrew };
    begin.run();
    try {
      write(work, live, change, update, origin, parked);
      release.run();
      return undefined;
    } catch (error) {
      if (!concernsOneUpdate(error)) throw error;
      undo.run();
      release.run();
      work.record.updates.length = known.updates;
      work.record.outboxGrew = known.outboxGrew;
      return { rule: 'STORE-7', detail: `it cannot be shown in lists: ${String(error)}` };
    }
  }

  return {
    edit,
    apply(work, name, update, origin) {
      try {
        return apply(work, name, update, origin);
      } catch (error) {
        documents.drop(name);
        throw error;
      }
    },
  };
}

function unknownKind(name: string): DocumentProblem {
  return { rule: 'STORE-4', detail: `no kind of document is named “${name.slice(0, 200)}”` };
}

function decode(update: Uint8Array): DecodedUpdate | DocumentProblem {
  try {
    return Y.decodeUpdate(update);
  } catch (error) {
    return { rule: 'STORE-5', detail: `the update cannot be read: ${String(error)}` };
  }
}

/** True where the document holds all of the update; otherwise parts of it wait for earlier ones. */
function isContained({ structs, ds }: DecodedUpdate, doc: Y.Doc): boolean {
  const { store } = doc;
  for (const struct of structs) {
    if (!(struct instanceof Y.Skip) && Y.getState(store, struct.id.client) < struct.id.clock + struct.length) return false;
  }
  for (const [client, deletions] of ds.clients) {
    const state = Y.getState(store, client);
    if (deletions.some(({ clock, len }) => clock + len > state)) return false;
  }
  return true;
}
