/**
 * The office store as the rest of `main` sees it. It knows no area: areas hand it their projections.
 *
 * 1. `apply` is the only door for document changes; a local edit goes through it like a received update.
 * 2. One transaction appends the update, projects it, and fills the outbox. Callers are told after the commit.
 * 3. Work that throws or returns a refusal leaves nothing: its savepoint is rolled back, the documents it
 *    touched are dropped from memory and loaded again (Yjs cannot roll back).
 * 4. Transactions that wait at the same time share one commit (group commit) with `synchronous=FULL`.
 * 5. Projections are disposable: `rebuild` derives them anew, and both ways give equal rows.
 */
import type * as Y from 'yjs';
import type { DocumentChange, DocumentProblem } from '#model/document/kind.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { BackupSize } from './backup.ts';

export type SqlValue = string | number | bigint | Uint8Array | null;
export type SqlRow = Record<string, SqlValue>;

/** Prepared reads. Statements are cached by their text. Never writes. */
export interface Reader {
  all<Row = SqlRow>(sql: string, ...values: SqlValue[]): Row[];
  get<Row = SqlRow>(sql: string, ...values: SqlValue[]): Row | undefined;
}

/** Writes of projections and of the store's own tables, inside a transaction only. */
export interface Writer extends Reader {
  run(sql: string, ...values: SqlValue[]): void;
}

/** Where an update came from. Only `local`, `import` and `bundle` updates wait in the outbox. */
export type Origin = 'local' | 'relay' | 'bundle' | 'import';

export type ApplyOutcome =
  | { readonly applied: true; readonly changed: boolean }
  /** Not acceptable; set aside with its cause unless it was a local edit, which is thrown instead. */
  | { readonly applied: false; readonly problem: DocumentProblem }
  /** Earlier updates are missing; it is kept and counts once they arrive. */
  | { readonly applied: false; readonly missingEarlier: true };

/** Rows derived from documents. Its tables are dropped and rebuilt when `version` changes. */
export interface Projection {
  readonly name: string;
  readonly version: number;
  /** `CREATE TABLE …; CREATE INDEX …` statements. Every table that queries name is listed in `tables`. */
  readonly schema: string;
  readonly tables: readonly string[];
  /** Document kinds that it reads. */
  readonly kinds: readonly string[];
  /** Brings the rows up to date with a change. Must give the same rows in whatever order updates arrived. */
  project(write: Writer, change: DocumentChange): void;
  /** Begins to make the rows anew, from tables just made; where it is absent, `project` does it document by document. */
  readonly rebuild?: (write: Writer) => ProjectionRebuild;
}

/** A rebuild that need not keep its rows right between two documents. */
export interface ProjectionRebuild {
  /** Kinds that it answers for instead of the projection's `project`. Their documents come after those of all others. */
  readonly kinds: readonly string[];
  /** Tables of the projection that have no index until `beforeIndexes` is through. */
  readonly unindexed: readonly string[];
  /** Indexes of those tables that stay all the same: they hold so few rows that to read the table once more would cost more. */
  readonly rare?: readonly string[];
  /**
   * Takes a document of these kinds; absent where the rows of projections before this one tell all that it needs.
   * @param change a whole document. Where it throws, the document must count for nothing.
   */
  readonly project?: (change: DocumentChange) => void;
  /** After the last document, and after projections before this one are finished: makes rows such that unique indexes hold. */
  readonly beforeIndexes?: () => void;
  /** With all indexes: makes the rows right. */
  readonly finish?: () => void;
}

export interface StoreTransaction {
  readonly read: Reader;
  /** For the store's clients' own durable tables (settings, drafts, cursors); documents go through edit/apply. */
  readonly write: Writer;
  /** Edits a document (made when new) and applies the resulting update with origin `local`. Throws a DocumentRefused on a broken invariant. */
  edit(name: DocumentName, mutate: (doc: Y.Doc) => void): void;
  /** Applies an update made elsewhere. */
  apply(name: DocumentName, update: Uint8Array, origin: Origin): ApplyOutcome;
  /** The document as it stands in this transaction, for reading only. Undefined where nothing is held. */
  document(name: DocumentName): Y.Doc | undefined;
  /**
   * Takes waiting updates that the relay refused out of the document and keeps them in quarantine; what waits and was
   * made after them is written anew where it built on them (main/store/set-aside.ts).
   * @param which outbox ids, or all that wait of the document.
   * @returns outbox ids that are no longer there.
   */
  setAside(name: DocumentName, which: readonly number[] | 'all', problem: DocumentProblem): readonly number[];
  setting(key: string): string | undefined;
  setSetting(key: string, value: string | undefined): void;
}

/** What a commit changed, told after it is durable. */
export interface Commit {
  /** Projection and store tables whose rows may have changed. */
  readonly tables: ReadonlySet<string>;
  readonly updates: readonly { readonly name: DocumentName; readonly update: Uint8Array; readonly origin: Origin }[];
  /** Documents that updates were taken out of: whoever holds a copy of one starts it anew. */
  readonly replaced: ReadonlySet<DocumentName>;
  readonly outboxGrew: boolean;
}

export interface OutboxEntry {
  readonly id: number;
  readonly name: DocumentName;
  readonly update: Uint8Array;
  /** Milliseconds since 1970 at which it was confirmed here. */
  readonly atMs: number;
}

/** Why a document could not take an update; shown on the Sync page and in the diagnosis file. */
export interface QuarantineEntry {
  readonly id: number;
  readonly name: string;
  readonly rule: string;
  readonly detail: string;
  readonly origin: Origin;
  readonly atMs: number;
  readonly bytes: number;
}

/** Size and identity of a document, for the exchange with the relay. */
export interface DocumentSummary {
  readonly name: DocumentName;
  readonly kind: string;
  readonly updates: number;
  readonly bytes: number;
  readonly changedAtMs: number;
}

export interface Store {
  readonly read: Reader;
  /**
   * Joins the current group commit; resolves once the commit is durable. A work that returns a refusal
   * (see model/contract/refusal.ts) is rolled back alone and its refusal returned.
   */
  transact<Result>(work: (tx: StoreTransaction) => Result): Promise<Result>;
  onCommit(listener: (commit: Commit) => void): () => void;
  /** Oldest first, at most `limit`, after `afterId`. */
  outbox(limit: number, afterId?: number): readonly OutboxEntry[];
  /** Removes acknowledged entries. */
  acknowledge(ids: readonly number[]): Promise<void>;
  outboxStatus(): { readonly waiting: number; readonly sinceMs: number | undefined };
  quarantine(): readonly QuarantineEntry[];
  documents(): readonly DocumentSummary[];
  /** State vector of a document; an empty one where nothing is held. */
  stateVector(name: DocumentName): Uint8Array;
  /** The update that brings `stateVector` to what is held here; undefined where nothing is held. */
  updateSince(name: DocumentName, stateVector: Uint8Array): Uint8Array | undefined;
  /** As `updateSince` without what waits in the outbox, where that can be told apart. */
  acknowledgedSince(name: DocumentName, stateVector: Uint8Array): Uint8Array | undefined;
  /**
   * Digest of a document's content (not only of its state vector), hex. Equal digests mean equal documents.
   * Computed lazily and kept until the document changes.
   */
  contentDigest(name: DocumentName): string;
  /** Derives all projections anew from the documents. */
  rebuild(progress?: (done: number, total: number) => void): void;
  /** A consistent copy by SQLite's backup interface, checked after it is written. */
  backup(path: string): Promise<BackupSize>;
  close(): void;
}
