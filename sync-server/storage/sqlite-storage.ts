/**
 * RelayStorage on one SQLite file in WAL mode with `synchronous=FULL`: each transaction is on disk when it returns.
 * SQLite's calls are synchronous; the port's promises are for implementations over a network.
 */
import Database from 'better-sqlite3';
import { MIGRATIONS } from './schema.ts';
import type {
  DocumentEntry,
  NewUpdate,
  Redemption,
  RelayIdentity,
  RelayStorage,
  StoredReport,
  StoredUpdate,
} from './storage.ts';

interface IdentityRow {
  readonly relay: string;
  readonly epoch: string;
  readonly setupCode: string;
  readonly organisation: string | null;
}

/** SQLite below this can corrupt a WAL that several connections reset at once. */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** What a new database is given. An existing one keeps its own. */
export interface FreshIdentity {
  readonly relay: string;
  readonly epoch: string;
  readonly setupCode: string;
}

const UPDATE_COLUMNS = 'u.sequence, d.name, u.data AS "update", u.origin, u.at_ms AS atMs';

/**
 * @param renewEpoch for a file that was restored from a backup: its numbers will be given again, to other updates.
 * @throws Error when the file is no database of this relay, of a newer version, or in use by another relay; it is left as it is.
 */
export function openSqliteStorage(path: string, fresh: FreshIdentity, renewEpoch = false): RelayStorage {
  const database = new Database(path);
  try {
    prepare(database, fresh);
    if (renewEpoch) database.prepare('UPDATE identity SET epoch = ?').run(fresh.epoch);
  } catch (error) {
    database.close();
    throw new Error(`the relay's database ${path} cannot be used: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  return storageOn(database);
}

function prepare(database: Database.Database, fresh: FreshIdentity): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get()).split('.').map(Number);
  const difference = OLDEST_SQLITE.map((part, index) => (version[index] ?? 0) - part).find((part) => part !== 0) ?? 0;
  if (difference < 0) throw new Error(`SQLite ${version.join('.')} is older than ${OLDEST_SQLITE.join('.')}`);
  // Before anything is read: a second relay on this file would number its updates apart from this one's documents in memory.
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('busy_timeout = 2000');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  const found = Number(database.pragma('user_version', { simple: true }));
  if (found > MIGRATIONS.length) {
    throw new Error(`it was written by a newer version (${found}, this one knows ${MIGRATIONS.length}); start that version`);
  }
  database.transaction(() => {
    for (const migration of MIGRATIONS.slice(found)) database.exec(migration);
    database.pragma(`user_version = ${MIGRATIONS.length}`);
    database
      .prepare('INSERT INTO identity (one, relay, epoch, setup_code) VALUES (1, ?, ?, ?) ON CONFLICT DO NOTHING')
      .run(fresh.relay, fresh.epoch, fresh.setupCode);
  })();
}

function storageOn(database: Database.Database): RelayStorage {
  const findDocument = database.prepare<[string], { id: number }>('SELECT id FROM documents WHERE name = ?');
  const addDocument = database.prepare('INSERT INTO documents (name) VALUES (?)');
  const addUpdate = database.prepare('INSERT INTO updates (document, origin, at_ms, data) VALUES (?, ?, ?, ?)');
  const countUpdate = database.prepare(
    'UPDATE documents SET bytes = bytes + ?, rows = rows + 1, last_sequence = ? WHERE id = ?',
  );
  const readHead = database.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'updates'").pluck();
  const readLog = database.prepare<[number, number], StoredUpdate>(
    `SELECT ${UPDATE_COLUMNS} FROM updates u JOIN documents d ON d.id = u.document
     WHERE u.sequence > ? AND u.sequence <= ? ORDER BY u.sequence`,
  );
  const readRows = database.prepare<[string], StoredUpdate>(
    `SELECT ${UPDATE_COLUMNS} FROM documents d JOIN updates u ON u.document = d.id AND u.sequence > d.snapshot_up_to
     WHERE d.name = ? ORDER BY u.sequence`,
  );
  const readSnapshot = database.prepare<[string], { snapshot: Uint8Array | null }>('SELECT snapshot FROM documents WHERE name = ?');

  const appendOne = (update: NewUpdate): number => {
    const document = findDocument.get(update.name)?.id ?? Number(addDocument.run(update.name).lastInsertRowid);
    const sequence = Number(addUpdate.run(document, update.origin, update.atMs, update.update).lastInsertRowid);
    countUpdate.run(update.update.byteLength, sequence, document);
    return sequence;
  };
  const append = database.transaction((updates: readonly NewUpdate[]): number => {
    const sequences = updates.map(appendOne);
    return sequences[0] ?? head() + 1;
  });
  const head = (): number => readHead.get() ?? 0;

  return {
    identity: async () => {
      const row = database
        .prepare<[], IdentityRow>('SELECT relay, epoch, setup_code AS setupCode, organisation FROM identity')
        .get();
      if (row === undefined) throw new Error('the relay has no identity');
      return { ...row, organisation: row.organisation ?? undefined } satisfies RelayIdentity;
    },
    claim: async (organisation, directory) =>
      database.transaction(() => {
        const changed = database.prepare('UPDATE identity SET organisation = ? WHERE organisation IS NULL').run(organisation);
        if (changed.changes !== 1) throw new Error('the relay is claimed already');
        return appendOne(directory);
      })(),
    append: async (updates) => append(updates),
    head: async () => head(),
    log: async (after, upTo, maxBytes) => {
      const rows: StoredUpdate[] = [];
      let bytes = 0;
      for (const row of readLog.iterate(after, upTo)) {
        rows.push(row);
        bytes += row.update.byteLength;
        if (bytes >= maxBytes) break;
      }
      return rows;
    },
    extent: async (after, upTo) =>
      database
        .prepare<[number, number], { documents: number; updates: number }>(
          `SELECT count(DISTINCT document) AS documents, count(*) AS updates FROM updates WHERE sequence > ? AND sequence <= ?`,
        )
        .get(after, upTo) ?? { documents: 0, updates: 0 },
    documents: async () =>
      database
        .prepare<[], DocumentEntry>(
          `SELECT name, bytes, rows, last_sequence AS lastSequence, snapshot_up_to AS snapshotUpTo,
           pruned_up_to AS prunedUpTo FROM documents ORDER BY id`,
        )
        .all(),
    load: async (name) =>
      database.transaction(() => ({
        snapshot: readSnapshot.get(name)?.snapshot ?? undefined,
        updates: readRows.all(name),
        head: head(),
      }))(),
    saveSnapshot: async (name, snapshot, upTo) => {
      database
        .prepare(
          `UPDATE documents SET snapshot = @snapshot, snapshot_up_to = @upTo,
           rows = (SELECT count(*) FROM updates WHERE document = documents.id AND sequence > @upTo),
           bytes = @bytes + (SELECT coalesce(sum(length(data)), 0) FROM updates WHERE document = documents.id AND sequence > @upTo)
           WHERE name = @name AND snapshot_up_to <= @upTo`,
        )
        .run({ name, snapshot, upTo, bytes: snapshot.byteLength });
    },
    prune: async (beforeMs) =>
      database.transaction(() => {
        const covered = `SELECT u.sequence FROM updates u JOIN documents d ON d.id = u.document
          WHERE u.at_ms < ? AND u.sequence <= d.snapshot_up_to`;
        database
          .prepare(
            `UPDATE documents SET pruned_up_to = p.last
             FROM (SELECT document, max(sequence) AS last FROM updates WHERE sequence IN (${covered}) GROUP BY document) AS p
             WHERE p.document = documents.id`,
          )
          .run(beforeMs);
        return database.prepare(`DELETE FROM updates WHERE sequence IN (${covered})`).run(beforeMs).changes;
      })(),
    redemptions: async () =>
      database
        .prepare<[], Redemption>(
          `SELECT enrolment_key AS enrolmentKey, enrolment, workstation, workstation_key AS workstationKey, office, letter,
           at_ms AS atMs FROM redemptions ORDER BY at_ms, letter`,
        )
        .all(),
    redeem: async (redemption) => {
      database
        .prepare(
          `INSERT INTO redemptions (enrolment_key, enrolment, workstation, workstation_key, office, letter, at_ms)
           VALUES (@enrolmentKey, @enrolment, @workstation, @workstationKey, @office, @letter, @atMs)`,
        )
        .run(redemption);
    },
    reports: async () =>
      database
        .prepare<[], StoredReport>(
          `SELECT workstation, office, complete_up_to AS completeUpTo, waiting, signature, sequence, at_ms AS atMs
           FROM reports ORDER BY workstation`,
        )
        .all(),
    saveReport: async (report) => {
      database
        .prepare(
          `INSERT OR REPLACE INTO reports (workstation, office, complete_up_to, waiting, signature, sequence, at_ms)
           VALUES (@workstation, @office, @completeUpTo, @waiting, @signature, @sequence, @atMs)`,
        )
        .run(report);
    },
    close: async () => {
      database.close();
    },
  };
}
