/** What every implementation of the relay's storage must hold (sync-server/storage/storage.ts). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { createMemoryStorage } from '../../sync-server/storage/memory-storage.ts';
import { openSqliteStorage } from '../../sync-server/storage/sqlite-storage.ts';
import type { NewUpdate, RelayStorage } from '../../sync-server/storage/storage.ts';

const IDENTITY = { relay: 'r1', epoch: 'e1', setupCode: 'AAAA-2222' };
const a = 'article/a' as DocumentName;
const b = 'article/b' as DocumentName;
const row = (name: DocumentName, byte: number, atMs = 100): NewUpdate => ({ name, update: Uint8Array.from([byte, byte]), origin: `w${byte}`, atMs });
const bytesOf = (updates: readonly { readonly update: Uint8Array }[]): (number | undefined)[] => updates.map(({ update }) => update[0]);

let endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings) end();
  endings = [];
});

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'branchline-storage-'));
  endings.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

interface Implementation {
  readonly name: string;
  /** A function that opens the same storage each time. */
  prepare(): () => RelayStorage;
}

const implementations: readonly Implementation[] = [
  {
    name: 'SQLite',
    prepare: () => {
      const file = path.join(folder(), 'relay.sqlite');
      return () => openSqliteStorage(file, IDENTITY);
    },
  },
  {
    name: 'memory',
    prepare: () => {
      const storage = createMemoryStorage(IDENTITY);
      return () => storage;
    },
  },
];

describe.each(implementations)('relay storage on $name', ({ prepare }) => {
  it('numbers updates without gaps and gives them back in order, also after it is opened again', async () => {
    const open = prepare();
    const storage = open();
    expect(await storage.head()).toBe(0);
    expect(await storage.append([row(a, 1), row(b, 2)])).toBe(1);
    expect(await storage.append([row(a, 3)])).toBe(3);
    await storage.close();
    const again = open();
    expect(await again.head()).toBe(3);
    expect((await again.log(0, 3, 1000)).map(({ sequence, name, origin }) => [sequence, name, origin])).toEqual([
      [1, a, 'w1'],
      [2, b, 'w2'],
      [3, a, 'w3'],
    ]);
    expect(await again.log(1, 2, 1000)).toMatchObject([{ sequence: 2 }]);
    expect(await again.log(0, 3, 1)).toMatchObject([{ sequence: 1 }]);
    expect(await again.extent(1, 3)).toEqual({ documents: 2, updates: 2 });
    expect(await again.extent(3, 3)).toEqual({ documents: 0, updates: 0 });
    await again.close();
  });

  it('keeps what it was given, whatever becomes of the caller’s bytes', async () => {
    const storage = prepare()();
    const update = Uint8Array.from([1, 2]);
    await storage.append([{ ...row(a, 1), update }]);
    update.fill(9);
    expect(bytesOf((await storage.load(a)).updates)).toEqual([1]);
    await storage.close();
  });

  it('loads a document as its snapshot and the rows after it', async () => {
    const storage = prepare()();
    await storage.append([row(a, 1), row(b, 2), row(a, 3), row(a, 4)]);
    await storage.saveSnapshot(a, Uint8Array.from([7, 7, 7]), 3);
    const { snapshot, updates, head } = await storage.load(a);
    expect([...(snapshot ?? [])]).toEqual([7, 7, 7]);
    expect(bytesOf(updates)).toEqual([4]);
    expect(head).toBe(4);
    expect(await storage.documents()).toEqual([
      { name: a, bytes: 5, rows: 1, lastSequence: 4, snapshotUpTo: 3, prunedUpTo: 0 },
      { name: b, bytes: 2, rows: 1, lastSequence: 2, snapshotUpTo: 0, prunedUpTo: 0 },
    ]);
    await storage.saveSnapshot(a, Uint8Array.from([8]), 2);
    expect([...((await storage.load(a)).snapshot ?? [])]).toEqual([7, 7, 7]);
    expect(await storage.load('article/none' as DocumentName)).toEqual({ snapshot: undefined, updates: [], head: 4 });
    await storage.close();
  });

  it('[RELAY-11] prunes only rows that are old and stand in a snapshot, and says up to where', async () => {
    const storage = prepare()();
    await storage.append([row(a, 1, 10), row(b, 2, 10), row(a, 3, 20), row(a, 4, 90)]);
    await storage.saveSnapshot(a, Uint8Array.from([7]), 4);
    expect(await storage.prune(50)).toBe(2);
    expect((await storage.log(0, 4, 1000)).map(({ sequence }) => sequence)).toEqual([2, 4]);
    expect((await storage.documents()).map(({ prunedUpTo }) => prunedUpTo)).toEqual([3, 0]);
    expect(await storage.prune(50)).toBe(0);
    expect((await storage.documents()).map(({ prunedUpTo }) => prunedUpTo)).toEqual([3, 0]);
    expect(await storage.append([row(b, 5)])).toBe(5);
    await storage.close();
  });

  it('gives no number twice, not even when the last rows were pruned', async () => {
    const open = prepare();
    const storage = open();
    await storage.append([row(a, 1, 10)]);
    await storage.saveSnapshot(a, Uint8Array.from([7]), 1);
    await storage.prune(50);
    await storage.close();
    const again = open();
    expect(await again.head()).toBe(1);
    expect(await again.append([row(a, 2)])).toBe(2);
    await again.close();
  });

  it('[RELAY-12] is claimed once, with its directory, all or nothing', async () => {
    const open = prepare();
    const storage = open();
    expect(await storage.identity()).toEqual({ ...IDENTITY, organisation: undefined });
    expect(await storage.claim('root', row(a, 1))).toBe(1);
    await expect(storage.claim('other', row(a, 2))).rejects.toThrow(/claimed already/);
    expect(await storage.head()).toBe(1);
    await storage.close();
    const again = open();
    expect(await again.identity()).toEqual({ ...IDENTITY, organisation: 'root' });
    await again.close();
  });

  it('[RELAY-13] takes an enrolment key once and a letter of an office once', async () => {
    const storage = prepare()();
    const redemption = { enrolmentKey: 'k1', enrolment: 'e1', workstation: 'w', workstationKey: 'wk', office: 'BJ', letter: 'A', atMs: 5 };
    await storage.redeem(redemption);
    await expect(storage.redeem(redemption)).rejects.toThrow();
    await expect(storage.redeem({ ...redemption, enrolmentKey: 'k2' })).rejects.toThrow();
    await storage.redeem({ ...redemption, enrolmentKey: 'k3', office: 'GZ', atMs: 6 });
    expect(await storage.redemptions()).toMatchObject([redemption, { office: 'GZ' }]);
    await storage.close();
  });

  it('keeps the latest report of each workstation', async () => {
    const storage = prepare()();
    const report = { workstation: 'w1', office: 'BJ', completeUpTo: '0193a1b2c3d4-0000-0123abcd' as Stamp, waiting: 2, signature: 's', sequence: 4, atMs: 9 };
    await storage.saveReport(report);
    await storage.saveReport({ ...report, waiting: 0 });
    await storage.saveReport({ ...report, workstation: 'w0' });
    expect(await storage.reports()).toEqual([{ ...report, workstation: 'w0' }, { ...report, waiting: 0 }]);
    await storage.close();
  });
});

describe('a database file that cannot be used', () => {
  it('keeps the identity of an existing file', async () => {
    const file = path.join(folder(), 'relay.sqlite');
    await openSqliteStorage(file, IDENTITY).close();
    const again = openSqliteStorage(file, { relay: 'r2', epoch: 'e2', setupCode: 'BBBB-3333' });
    expect(await again.identity()).toMatchObject(IDENTITY);
    await again.close();
  });

  it('[RELAY-10] gets a new epoch, and nothing else, when it was restored from a backup', async () => {
    const file = path.join(folder(), 'relay.sqlite');
    await openSqliteStorage(file, IDENTITY).close();
    const again = openSqliteStorage(file, { relay: 'r2', epoch: 'e2', setupCode: 'BBBB-3333' }, true);
    expect(await again.identity()).toMatchObject({ ...IDENTITY, epoch: 'e2' });
    await again.close();
  });

  it('is refused with its cause where it is truncated, no database, or of a newer version, and left as it is', async () => {
    const garbage = path.join(folder(), 'relay.sqlite');
    writeFileSync(garbage, 'this is no database, and longer than a header of one would be '.repeat(20));
    expect(() => openSqliteStorage(garbage, IDENTITY)).toThrow(/cannot be used.*not a database/);
    const newer = path.join(folder(), 'relay.sqlite');
    await openSqliteStorage(newer, IDENTITY).close();
    const database = new Database(newer);
    database.pragma('user_version = 99');
    database.close();
    expect(() => openSqliteStorage(newer, IDENTITY)).toThrow(/newer version/);
  });

  it('a file of 0 bytes is a new one', async () => {
    const empty = path.join(folder(), 'relay.sqlite');
    writeFileSync(empty, '');
    const storage = openSqliteStorage(empty, IDENTITY);
    expect(await storage.head()).toBe(0);
    await storage.close();
  });
});
