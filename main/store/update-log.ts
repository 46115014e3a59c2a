/** The rows that documents are made of: the update log and the snapshots it is folded into. */
import type { DocumentName } from '#model/identity/ids.ts';
import type { Database } from './database.ts';
import type { DocumentSummary, Origin } from './store.ts';

export interface DocumentRow {
  readonly id: number;
  readonly unfoldedRows: number;
  readonly unfoldedBytes: number;
  readonly bytes: number;
  readonly pending: boolean;
}

export interface NewUpdate {
  readonly document: number;
  readonly update: Uint8Array;
  readonly origin: Origin;
  readonly atMs: number;
  /** Parts of it wait for earlier updates. */
  readonly parked: boolean;
}

export interface WaitingUpdate {
  readonly id: number;
  readonly origin: Origin;
  readonly update: Uint8Array;
  /** Milliseconds since 1970 at which it was confirmed here. */
  readonly atMs: number;
}

export interface UpdateLog {
  row(name: DocumentName): DocumentRow | undefined;
  addDocument(name: DocumentName, kind: string, atMs: number): number;
  /** @returns the row's id, never used twice. */
  append(update: NewUpdate): number;
  /** Snapshot first, then the updates after it in the order they were appended. */
  stored(document: number): Iterable<Uint8Array>;
  /** True where these very bytes already wait for earlier updates. */
  isParked(document: number, update: Uint8Array): boolean;
  setPending(document: number, pending: boolean): void;
  /** Takes out the updates that wait for earlier ones. */
  removeParked(document: number): readonly { readonly update: Uint8Array; readonly origin: Origin }[];
  /** Rows of the document that the relay has not acknowledged, in the order they were made. */
  waiting(document: number): readonly WaitingUpdate[];
  /** How many of them there are, counted up to `most`. */
  waitingCount(document: number, most: number): number;
  /** As `stored`, without the rows that wait; undefined where a snapshot holds one of them. */
  storedWithoutWaiting(document: number): readonly Uint8Array[] | undefined;
  /** Takes rows out of log and outbox. */
  remove(ids: readonly number[]): void;
  /** Forgets a document of which nothing is left; false where something is. */
  removeEmpty(document: number): boolean;
  /** Replaces the log so far by `state`; rows that the outbox needs stay. */
  fold(document: number, state: Uint8Array): void;
  names(kinds: readonly string[]): readonly DocumentName[];
  summaries(): readonly DocumentSummary[];
  /** Documents whose log is past either limit and may be folded. */
  overLimit(rows: number, bytes: number): readonly DocumentName[];
}

interface RawRow {
  id: number;
  unfolded_rows: number;
  unfolded_bytes: number;
  bytes: number;
  pending: number;
}

export function createUpdateLog(database: Database): UpdateLog {
  const selectRow = database.prepare<[string], RawRow>(
    'SELECT id, unfolded_rows, unfolded_bytes, bytes, pending FROM document WHERE name = ?',
  );
  const insertDocument = database.prepare<[string, string, number]>(
    'INSERT INTO document (name, kind, changed_at_ms) VALUES (?, ?, ?)',
  );
  const insertUpdate = database.prepare<[number, string, number, number, Uint8Array]>(
    'INSERT INTO update_log (document, origin, at_ms, parked, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const countUpdate = database.prepare<[number, number, number, number]>(
    `UPDATE document SET updates = updates + 1, unfolded_rows = unfolded_rows + 1, unfolded_bytes = unfolded_bytes + ?,
       bytes = bytes + ?, changed_at_ms = ? WHERE id = ?`,
  );
  const selectSnapshot = database.prepare<[number], { up_to: number; state: Uint8Array }>(
    'SELECT up_to, state FROM snapshot WHERE document = ?',
  );
  const selectUpdates = database
    .prepare<[number, number], Uint8Array>('SELECT bytes FROM update_log WHERE document = ? AND id > ? ORDER BY id')
    .pluck();
  const selectParked = database.prepare<[number], { id: number; origin: Origin; bytes: Uint8Array }>(
    'SELECT id, origin, bytes FROM update_log WHERE document = ? AND parked = 1 ORDER BY id',
  );
  const selectSameParked = database.prepare<[number, Uint8Array]>(
    'SELECT 1 FROM update_log WHERE document = ? AND parked = 1 AND bytes = ?',
  );
  const selectWaiting = database.prepare<[number], WaitingUpdate>(
    `SELECT outbox.id, origin, update_log.bytes AS "update", outbox.at_ms AS atMs
     FROM update_log JOIN outbox ON outbox.id = update_log.id WHERE document = ? ORDER BY outbox.id`,
  );
  const countWaiting = database
    .prepare<[number, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM update_log JOIN outbox ON outbox.id = update_log.id WHERE document = ? LIMIT ?)',
    )
    .pluck();
  const selectNotWaiting = database
    .prepare<[number, number], Uint8Array>(
      `SELECT bytes FROM update_log WHERE document = ? AND id > ?
         AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.id = update_log.id) ORDER BY id`,
    )
    .pluck();
  const deleteEmptyDocument = database.prepare<[number, number, number]>(
    `DELETE FROM document WHERE id = ? AND NOT EXISTS (SELECT 1 FROM update_log WHERE document = ?)
       AND NOT EXISTS (SELECT 1 FROM snapshot WHERE document = ?)`,
  );
  const setPending = database.prepare<[number, number]>('UPDATE document SET pending = ? WHERE id = ?');
  const unpark = database.prepare<[number]>('UPDATE update_log SET parked = 0 WHERE document = ? AND parked = 1');
  const deleteOutbox = database.prepare<[number]>('DELETE FROM outbox WHERE id = ?');
  const deleteUpdate = database.prepare<[number]>('DELETE FROM update_log WHERE id = ?');
  const selectLast = database
    .prepare<[number], number | null>('SELECT max(id) FROM update_log WHERE document = ?')
    .pluck();
  const putSnapshot = database.prepare<[number, number, Uint8Array]>(
    `INSERT INTO snapshot (document, up_to, state) VALUES (?, ?, ?)
     ON CONFLICT (document) DO UPDATE SET up_to = excluded.up_to, state = excluded.state`,
  );
  const deleteFolded = database.prepare<[number, number]>(
    `DELETE FROM update_log WHERE document = ? AND id <= ?
       AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.id = update_log.id)`,
  );
  const countFolded = database.prepare<[number, number]>(
    'UPDATE document SET unfolded_rows = 0, unfolded_bytes = 0, bytes = ? WHERE id = ?',
  );
  const selectNames = database
    .prepare<[string], DocumentName>(
      'SELECT name FROM document WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY id',
    )
    .pluck();
  const selectSummaries = database.prepare<[], DocumentSummary>(
    'SELECT name, kind, updates, bytes, changed_at_ms AS changedAtMs FROM document ORDER BY name',
  );
  const selectOverLimit = database
    .prepare<[number, number], DocumentName>(
      'SELECT name FROM document WHERE pending = 0 AND (unfolded_rows >= ? OR unfolded_bytes >= ?) ORDER BY id',
    )
    .pluck();

  return {
    row(name) {
      const row = selectRow.get(name);
      return row === undefined
        ? undefined
        : {
            id: row.id,
            unfoldedRows: row.unfolded_rows,
            unfoldedBytes: row.unfolded_bytes,
            bytes: row.bytes,
            pending: row.pending === 1,
          };
    },
    addDocument: (name, kind, atMs) => Number(insertDocument.run(name, kind, atMs).lastInsertRowid),
    append({ document, update, origin, atMs, parked }) {
      const id = Number(insertUpdate.run(document, origin, atMs, parked ? 1 : 0, update).lastInsertRowid);
      countUpdate.run(update.byteLength, update.byteLength, atMs, document);
      return id;
    },
    *stored(document) {
      const snapshot = selectSnapshot.get(document);
      if (snapshot !== undefined) yield snapshot.state;
      yield* selectUpdates.all(document, snapshot?.up_to ?? 0);
    },
    isParked: (document, update) => selectSameParked.get(document, update) !== undefined,
    setPending(document, pending) {
      setPending.run(pending ? 1 : 0, document);
      if (!pending) unpark.run(document);
    },
    removeParked(document) {
      const parked = selectParked.all(document);
      for (const { id } of parked) {
        deleteOutbox.run(id);
        deleteUpdate.run(id);
      }
      setPending.run(0, document);
      return parked.map(({ origin, bytes }) => ({ origin, update: bytes }));
    },
    waiting: (document) => selectWaiting.all(document),
    waitingCount: (document, most) => countWaiting.get(document, most) ?? 0,
    storedWithoutWaiting(document) {
      const snapshot = selectSnapshot.get(document);
      const upTo = snapshot?.up_to ?? 0;
      if (selectWaiting.all(document).some(({ id }) => id <= upTo)) return undefined;
      return [...(snapshot === undefined ? [] : [snapshot.state]), ...selectNotWaiting.all(document, upTo)];
    },
    remove(ids) {
      for (const id of ids) {
        deleteOutbox.run(id);
        deleteUpdate.run(id);
      }
    },
    removeEmpty: (document) => deleteEmptyDocument.run(document, document, document).changes > 0,
    fold(document, state) {
      const last = selectLast.get(document) ?? 0;
      putSnapshot.run(document, Math.max(last, selectSnapshot.get(document)?.up_to ?? 0), state);
      deleteFolded.run(document, last);
      countFolded.run(state.byteLength, document);
    },
    names: (kinds) => selectNames.all(JSON.stringify(kinds)),
    summaries: () => selectSummaries.all(),
    overLimit: (rows, bytes) => selectOverLimit.all(rows, bytes),
  };
}
