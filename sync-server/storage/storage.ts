/**
 * Where the relay keeps what it acknowledged. A port: every implementation passes tests/contracts/relay-storage.test.ts.
 *
 * 1. Each writing call is one durable transaction: when its promise resolves it survives a power cut; when it
 *    rejects nothing of it is there.
 * 2. `append` numbers updates without gaps, in the order given, and never gives a number twice within an epoch.
 * 3. The epoch is made with the database. Whoever restores an old backup must renew it (`relay --new-epoch`), since
 *    the same numbers would mean other updates.
 * 4. A snapshot never replaces rows by itself: rows stay readable until `prune`, so cursors of that time are served.
 */
import type { Report } from '#model/link/messages.ts';
import type { DocumentName } from '#model/identity/ids.ts';

export interface NewUpdate {
  readonly name: DocumentName;
  readonly update: Uint8Array;
  /** Workstation that sent it, or `token:…` for a y-websocket client. */
  readonly origin: string;
  readonly atMs: number;
}

export interface StoredUpdate extends NewUpdate {
  readonly sequence: number;
}

export interface StoredDocument {
  readonly snapshot: Uint8Array | undefined;
  /** Rows after the snapshot, in order. */
  readonly updates: readonly StoredUpdate[];
  /** Head of the whole log when this was read. */
  readonly head: number;
}

export interface DocumentEntry {
  readonly name: DocumentName;
  /** Bytes of the snapshot and of the rows after it. */
  readonly bytes: number;
  /** Rows after the snapshot. */
  readonly rows: number;
  readonly lastSequence: number;
  /** Sequence up to which the snapshot stands for the document; 0 without one. */
  readonly snapshotUpTo: number;
  /** Rows up to this sequence are no longer served one by one; 0 where all are. */
  readonly prunedUpTo: number;
}

export interface Redemption {
  readonly enrolmentKey: string;
  readonly enrolment: string;
  readonly workstation: string;
  readonly workstationKey: string;
  readonly office: string;
  readonly letter: string;
  readonly atMs: number;
}

export interface StoredReport extends Report {
  readonly sequence: number;
  readonly atMs: number;
}

export interface RelayIdentity {
  readonly relay: string;
  readonly epoch: string;
  readonly setupCode: string;
  /** Root public key of the organisation; undefined until the relay is claimed. */
  readonly organisation: string | undefined;
}

export interface RelayStorage {
  identity(): Promise<RelayIdentity>;
  /** Makes the relay serve an organisation and appends its directory, in one transaction. */
  claim(organisation: string, directory: NewUpdate): Promise<number>;
  /** @returns the sequence of the first; the others follow without gaps. */
  append(updates: readonly NewUpdate[]): Promise<number>;
  head(): Promise<number>;
  /** Rows with `after < sequence <= upTo` in order, up to about `maxBytes` but at least one. */
  log(after: number, upTo: number, maxBytes: number): Promise<readonly StoredUpdate[]>;
  /** What a catch-up from `after` will carry. */
  extent(after: number, upTo: number): Promise<{ readonly documents: number; readonly updates: number }>;
  documents(): Promise<readonly DocumentEntry[]>;
  load(name: DocumentName): Promise<StoredDocument>;
  saveSnapshot(name: DocumentName, snapshot: Uint8Array, upTo: number): Promise<void>;
  /** Deletes rows that are older than `beforeMs` and stand in their document's snapshot. @returns how many. */
  prune(beforeMs: number): Promise<number>;
  redemptions(): Promise<readonly Redemption[]>;
  /** Rejects where the enrolment key or the office's letter is taken by another workstation. */
  redeem(redemption: Redemption): Promise<void>;
  reports(): Promise<readonly StoredReport[]>;
  saveReport(report: StoredReport): Promise<void>;
  close(): Promise<void>;
}
