/**
 * Confirmed commands against raw SQLite commits on the same disk: what the office adds to the price of durability,
 * and what callers at the same time save by sharing commits.
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Sqlite from 'better-sqlite3';
import { openBenchOffice, type BenchOffice } from './bench-office.ts';
import { compare, type Measure } from './report.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const PART = 'commit-rate';
const TOGETHER = 8;
/** What a raw commit inserts, in bytes: about a movement as it stands in the update log. */
const ROW_BYTES = 400;

interface Sizes {
  readonly rounds: number;
  readonly commits: number;
}

export async function measureCommitRate(quick: boolean): Promise<readonly Measure[]> {
  const { rounds, commits }: Sizes = quick ? { rounds: 2, commits: 50 } : { rounds: 7, commits: 200 };
  return withTemporaryFolder(async (folder) => {
    const raw = openRaw(join(folder, 'raw.db'));
    const office = openBenchOffice(join(folder, 'office'));
    try {
      await office.ask('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
      await office.ask('item.create', { code: 'M6', name: '六角螺钉', unit: '个' });
      // The first round warms both up and is not counted.
      const rawMs: number[] = [];
      const aloneMs: number[] = [];
      const togetherMs: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const figures = [await eachMs(commits, 1, raw.commit), await eachMs(commits, 1, () => receive(office)), await eachMs(commits * TOGETHER, TOGETHER, () => receive(office))] as const;
        if (round === 0) continue;
        rawMs.push(figures[0]);
        aloneMs.push(figures[1]);
        togetherMs.push(figures[2]);
      }
      const perSecond = (times: readonly number[]): number[] => times.map((ms) => 1000 / ms);
      return [
        compare({ part: PART, name: 'a command, one caller', unit: 'ms', ours: aloneMs, against: { name: 'raw FULL commit', figures: rawMs }, goal: { atMost: 1.5 } }),
        compare({
          part: PART,
          name: `commands, ${TOGETHER} callers`,
          unit: 'per s',
          ours: perSecond(togetherMs),
          against: { name: 'raw FULL commits', figures: perSecond(rawMs) },
          goal: { atLeast: 3 },
        }),
        compare({
          part: PART,
          name: `commands, ${TOGETHER} callers`,
          unit: 'per s',
          ours: perSecond(togetherMs),
          against: { name: 'one caller', figures: perSecond(aloneMs) },
        }),
      ];
    } finally {
      await office.close();
      raw.close();
    }
  });
}

function receive(office: BenchOffice): Promise<unknown> {
  return office.ask('stock.receive', { item: 'M6', quantity: '1' });
}

/** Milliseconds that each of `count` works takes when `callers` do them, each one after another. */
async function eachMs(count: number, callers: number, work: () => unknown): Promise<number> {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let done = 0; done < count / callers; done += 1) await work();
    }),
  );
  return (performance.now() - began) / count;
}

function openRaw(file: string): { commit(): void; close(): void } {
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE entry (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
  const insert = database.prepare<[Uint8Array]>('INSERT INTO entry (bytes) VALUES (?)');
  const row = new Uint8Array(ROW_BYTES).fill(7);
  return { commit: () => void insert.run(row), close: () => void database.close() };
}
