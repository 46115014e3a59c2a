/** Puts the office store together; see store.ts for what it promises. */
import * as Y from 'yjs';
import { isRefusal } from '#model/contract/refusal.ts';
import type { DocumentChange, DocumentKind, RuleContext } from '#model/document/kind.ts';
import type { KindRegistry } from '#model/document/registry.ts';
import { openDocument } from '#model/document/open-document.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { createDoor, type Work } from './apply.ts';
import { backupTo } from './backup.ts';
import { openDatabase, prepareGivenDatabase, type Database } from './database.ts';
import { createDocumentIdentity } from './document-identity.ts';
import { createFolding, type FoldingLimits } from './folding.ts';
import { createGroupCommit } from './group-commit.ts';
import { createLiveDocuments, type LiveLimits } from './live-documents.ts';
import type { StoreOpenFailure } from './open-failure.ts';
import { createOutbox } from './outbox.ts';
import { createProjections, type RebuildProgress } from './projections.ts';
import { createQuarantine } from './quarantine.ts';
import { createSearchIndex, SEARCH_STALE } from './search-index.ts';
import { createSetAside } from './set-aside.ts';
import { createStatements } from './statements.ts';
import type { Commit, Projection, Reader, Store, StoreTransaction, Writer } from './store.ts';
import { createUpdateLog } from './update-log.ts';
import { addRecord, newRecord } from './work-record.ts';

export interface StoreLimits {
  readonly memory?: LiveLimits;
  readonly folding?: FoldingLimits;
}

export interface StoreOptions {
  /** Path of the SQLite file; made with its folder where it does not exist. Not used with `database`. */
  readonly file: string;
  readonly kinds: KindRegistry;
  readonly projections: readonly Projection[];
  /** Rules' view of the outside, or what makes it from this store's own tables. */
  readonly rules: RuleContext | ((read: Reader) => RuleContext);
  readonly nowMs: () => number;
  /** Told of every change that is written, from wherever it came, inside its transaction. */
  readonly onChange?: (write: Writer, change: DocumentChange) => void;
  /** Runs the next group commit; the default is after the I/O of this turn. */
  readonly scheduleCommit?: (drain: () => void) => void;
  /** Runs folding; the default is as for commits. */
  readonly scheduleFolding?: (fold: () => void) => void;
  /** Runs the next turn of indexing for the search; best after a pause. The default is as for commits. */
  readonly scheduleIndexing?: (index: () => void) => void;
  /** A database that the caller opened (in memory, for simulations) and closes. An open transaction in it is rolled back. */
  readonly database?: Database;
  readonly limits?: StoreLimits;
  /** Client ids for simulations that repeat exactly; Yjs draws its own otherwise. */
  readonly newClientId?: () => number;
  /** What went wrong beside the callers' own work: a listener that threw, a fold that failed. */
  readonly onFault?: (error: unknown) => void;
  /** Progress of a rebuild while opening, by documents. */
  readonly onRebuild?: RebuildProgress;
}

const MEMORY: LiveLimits = { documents: 64, bytes: 16 * 1024 * 1024 };
const FOLDING: FoldingLimits = { rows: 500, bytes: 1024 * 1024 };
const EMPTY_STATE_VECTOR = new Uint8Array([0]);

/**
 * Opens the store alone. A failure is a value that says what is the matter with the file (STORE_ERRORS); the file
 * is then untouched.
 */
export function openStore(options: StoreOptions): Store | StoreOpenFailure {
  const { database: given } = options;
  if (given !== undefined) {
    prepareGivenDatabase(given);
    return assemble(given, options, () => {});
  }
  const database = openDatabase(options.file);
  if (isRefusal(database)) return database;
  try {
    return assemble(database, options, () => database.close());
  } catch (error) {
    database.close();
    throw error;
  }
}

function assemble(database: Database, options: StoreOptions, closeDatabase: () => void): Store {
  const { kinds, nowMs, limits = {} } = options;
  const scheduleCommit = options.scheduleCommit ?? ((drain) => void setImmediate(drain));
  const onFault = options.onFault ?? ((error) => process.emitWarning(error instanceof Error ? error : String(error)));

  const searchIndex = createSearchIndex({
    database,
    schedule: options.scheduleIndexing ?? scheduleCommit,
    isBusy: () => commits.waiting > 0,
    onFault,
  });
  const statements = createStatements(database, [searchIndex]);
  const { read } = statements;
  const identity = createDocumentIdentity();
  const log = createUpdateLog(database);
  const outbox = createOutbox(database);
  const quarantine = createQuarantine(database, nowMs);
  const documents = createLiveDocuments({
    log,
    limits: limits.memory ?? MEMORY,
    onTouched: (name) => identity.forget(name),
    newClientId: options.newClientId,
  });
  const projections = createProjections({ database, kinds, projections: options.projections, documents, log, onFault });
  const rules = typeof options.rules === 'function' ? options.rules(read) : options.rules;
  const { onChange = () => {} } = options;
  const door = createDoor({ database, kinds, rules, nowMs, documents, log, outbox, quarantine, projections, onChange });

  const newClientId = options.newClientId ?? ((): number => new Y.Doc({ guid: '' }).clientID);
  const setAside = createSetAside({ kinds, rules, documents, log, outbox, quarantine, projections, newClientId });

  const listeners = new Set<(commit: Commit) => void>();
  let group = newRecord();

  function tell(commit: Commit): void {
    if (commit.tables.size === 0 && commit.updates.length === 0) return;
    for (const listener of Array.from(listeners)) {
      try {
        listener(commit);
      } catch (error) {
        onFault(error);
      }
    }
  }

  const commits = createGroupCommit(database, scheduleCommit, {
    committed() {
      const done = group;
      group = newRecord();
      folding.consider(done.documents);
      if (done.tables.has(SEARCH_STALE)) searchIndex.consider();
      tell(done);
    },
    abandoned() {
      for (const name of group.documents) documents.drop(name);
      group = newRecord();
    },
  });
  const folding = createFolding({
    database,
    kinds,
    documents,
    log,
    limits: limits.folding ?? FOLDING,
    schedule: options.scheduleFolding ?? scheduleCommit,
    isBusy: () => commits.waiting > 0,
    onFault,
  });

  /** Runs `act` with a writer in a transaction of its own, and tells what it changed. */
  function alone(act: (write: Writer) => void, tables: Iterable<string>): void {
    const record = newRecord();
    const { write, end } = statements.writer(record.tables);
    try {
      database
        .transaction(() => {
          act(write);
          if (record.tables.has(SEARCH_STALE)) searchIndex.limitBacklog();
        })
        .immediate();
    } finally {
      end();
    }
    for (const table of tables) record.tables.add(table);
    tell(record);
  }

  function transact<Result>(work: (tx: StoreTransaction) => Result): Promise<Result> {
    const record = newRecord();
    return commits.join({
      run() {
        const { write, end } = statements.writer(record.tables);
        try {
          const result = work(transaction({ write, record }));
          if (record.tables.has(SEARCH_STALE)) searchIndex.limitBacklog();
          const [tainted] = documents.takeTainted();
          if (tainted !== undefined) throw new Error(`${tainted} was changed without edit or apply`);
          return result;
        } finally {
          end();
          documents.trim();
        }
      },
      kept: () => addRecord(group, record),
      undone() {
        for (const name of record.documents) documents.drop(name);
      },
    });
  }

  function transaction(work: Work): StoreTransaction {
    return {
      read,
      write: work.write,
      edit: (name, mutate) => door.edit(work, name, mutate),
      apply: (name, update, origin) => door.apply(work, name, update, origin),
      document: (name) => held(name)?.doc,
      setAside: (name, which, problem) => setAside(work, name, which, problem),
      setting: (key) => setting(key),
      setSetting(key, value) {
        if (value === undefined) work.write.run('DELETE FROM setting WHERE key = ?', key);
        else {
          work.write.run(
            'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
            key,
            value,
          );
        }
      },
    };
  }

  function setting(key: string): string | undefined {
    return read.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key)?.value;
  }

  function held(name: DocumentName): { readonly kind: DocumentKind; readonly doc: Y.Doc } | undefined {
    const kind = kinds.kindOf(name);
    if (kind === undefined || log.row(name) === undefined) return undefined;
    return documents.open(name, kind);
  }

  /** Reads a document outside a work. */
  function reading<Result>(name: DocumentName, derive: (kind: DocumentKind, doc: () => Y.Doc) => Result): Result | undefined {
    const kind = kinds.kindOf(name);
    if (kind === undefined || log.row(name) === undefined) return undefined;
    const result = derive(kind, () => documents.open(name, kind).doc);
    if (!database.inTransaction) documents.trim();
    return result;
  }

  /** The document without what waits; undefined where nothing waits or a snapshot holds it. */
  function withoutWaiting(name: DocumentName, kind: DocumentKind): Y.Doc | undefined {
    const row = log.row(name);
    const stored = row === undefined || log.waitingCount(row.id, 1) === 0 ? undefined : log.storedWithoutWaiting(row.id);
    if (stored === undefined) return undefined;
    const doc = openDocument(kind);
    for (const update of stored) Y.applyUpdate(doc, update);
    return doc;
  }

  alone((write) => projections.prepare(write, options.onRebuild), []);
  folding.considerAll();
  searchIndex.consider();

  return {
    read,
    transact,
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    outbox: (limit, afterId = 0) => outbox.entries(limit, afterId),
    async acknowledge(ids) {
      if (ids.length === 0) return;
      const acknowledged = new Set<DocumentName>();
      await commits.join({
        run() {
          for (const name of outbox.remove(ids)) acknowledged.add(name);
        },
        kept: () => group.tables.add('outbox'),
        undone() {},
      });
      // Folding waits until nothing of a document does.
      folding.consider(acknowledged);
    },
    outboxStatus: () => outbox.status(),
    quarantine: () => quarantine.entries(),
    documents: () => log.summaries(),
    stateVector: (name) => reading(name, (_kind, doc) => identity.stateVector(name, doc)) ?? EMPTY_STATE_VECTOR,
    updateSince: (name, stateVector) => reading(name, (_kind, doc) => Y.encodeStateAsUpdate(doc(), stateVector)),
    acknowledgedSince: (name, stateVector) => reading(name, (kind, doc) => Y.encodeStateAsUpdate(withoutWaiting(name, kind) ?? doc(), stateVector)),
    contentDigest: (name) => reading(name, (kind, doc) => identity.digest(name, kind, doc)) ?? '',
    rebuild(progress) {
      if (database.inTransaction) throw new Error('a rebuild runs outside works');
      alone((write) => projections.rebuildAll(write, progress), projections.tables);
    },
    backup: (path) => backupTo(database, path),
    close() {
      commits.flush();
      commits.close();
      folding.close();
      searchIndex.close();
      listeners.clear();
      documents.close();
      closeDatabase();
    },
  };
}
