/**
 * The stock of a large company: every list and report, posting a receipt of many lines durably, deriving all rows anew
 * from the documents, and the memory of the core.
 *
 * Each query that asks for nothing but what it may leave out is measured by itself, whatever area it is of, so that a
 * new list is measured as soon as it exists; those that need something given stand in `ABOUT_ONE`.
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { operations, type OperationName } from '#model/operations.ts';
import { openBenchOffice, type BenchOffice } from './bench-office.ts';
import { ask, buildCore, residentMb, withCore } from './core-under-bench.ts';
import { rawRowsPerSecond } from './raw-rows.ts';
import { compare, compareToLimit, type Measure } from './report.ts';
import { makeStockFolder, type StockSize } from './stock-store.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const PART = 'stock';
const LIST_LIMIT_MS = 150;
const POST_LIMIT_MS = 50;
const REBUILD_GOAL_PER_SECOND = 50_000;
const MEMORY_LIMIT_MB = 400;
const LINES = 30;

const FULL: StockSize = { items: 1000, offices: 50, movements: 1_000_000 };
const QUICK: StockSize = { items: 100, offices: 5, movements: 12_000 };

/** Lists of these areas have nothing to do with stock, or ask the relay. */
const ELSEWHERE = /^(setup|sync|card|board|article|tasks|knowledge|update|store|print|import|export|operations|sample|draft)\./;

interface Sample {
  readonly item: string;
  readonly number: string;
  /** Of which there are as many movements as of any. */
  readonly partner: string;
  /** The last whole month, `YYYY-MM`, and its first and last day. */
  readonly month: string;
  readonly days: { readonly from: string; readonly until: string };
}

/** Queries about one thing. */
const ABOUT_ONE: readonly (readonly [OperationName, (sample: Sample) => object])[] = [
  ['item.read', ({ item }) => ({ item })],
  ['item.list', () => ({ text: '物料 12' })],
  ['stock.lots', ({ item }) => ({ item })],
  ['stock.movements', ({ item }) => ({ item })],
  ['stock.document', ({ number }) => ({ number })],
  ['stock.suggestLots', ({ item }) => ({ item, quantity: '1' })],
  ['stock.trend', ({ item }) => ({ item })],
  ['stock.history', ({ item }) => ({ item })],
  ['stock.asOf', ({ days }) => ({ day: days.until })],
  ['stock.movements', ({ partner }) => ({ partner })],
  ['stock.movements', () => ({ text: '物料 12' })],
  ['stock.movementSums', ({ item }) => ({ item })],
  ['stock.movementSums', ({ partner }) => ({ partner })],
  ['stock.movementSums', ({ days }) => days],
  ['stock.turnover', ({ month }) => ({ from: month, until: month })],
  ['stock.turnoverMonths', ({ month }) => ({ until: month })],
  ['item.scan', () => ({ code: 'W00012' })],
  ['partner.statement', ({ partner }) => ({ partner })],
  ['order.availability', ({ item }) => ({ item })],
  ['search', () => ({ text: '物料' })],
];

export async function measureStock(quick: boolean): Promise<readonly Measure[]> {
  const size = quick ? QUICK : FULL;
  const rounds = quick ? 3 : 9;
  return withTemporaryFolder(async (folder) => {
    const dataDir = join(folder, 'office');
    await makeStockFolder(dataDir, size);
    const began = performance.now();
    const office = openBenchOffice(dataDir);
    const rebuilt = (size.movements * 1000) / (performance.now() - began);
    const measures: Measure[] = rebuildRate(rebuilt, rawRowsPerSecond(office.store.read, folder), size);
    try {
      await idle(office);
      measures.push(...(await lists(office, rounds)), await posting(office, rounds), await closing(office));
    } finally {
      await office.close();
    }
    return [...measures, ...(await memory(dataDir))];
  });
}

/** @param rebuilt movements per second while a folder without any rows opened. @param raw what SQLite alone does. */
function rebuildRate(rebuilt: number, raw: number, { movements }: StockSize): Measure[] {
  const name = `${movements} movements: all rows anew`;
  return [
    { ...compareToLimit({ part: PART, name, unit: 'per s', ours: [rebuilt] }, REBUILD_GOAL_PER_SECOND), goal: { text: `at least ${REBUILD_GOAL_PER_SECOND}`, met: rebuilt >= REBUILD_GOAL_PER_SECOND } },
    compare({ part: PART, name, unit: 'per s', ours: [rebuilt], against: { name: 'SQLite alone, movements only', figures: [raw] } }),
  ];
}

/** Resolves when nothing follows behind any more. */
async function idle({ store }: BenchOffice): Promise<void> {
  while (store.read.get('SELECT 1 FROM value_due') !== undefined) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function lists(office: BenchOffice, rounds: number): Promise<readonly Measure[]> {
  const sample = oneOf(office);
  const plain = operations.all
    .filter(({ kind, name, input }) => kind === 'query' && !ELSEWHERE.test(name) && input.safeParse({}).success)
    .map(({ name }): readonly [string, object] => [name, {}]);
  const measures: Measure[] = [];
  for (const [name, input] of [...plain, ...ABOUT_ONE.map(([about, inputOf]) => [about, inputOf(sample)] as const)]) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      await office.ask(name, input);
      times.push(performance.now() - began);
    }
    const given = Object.keys(input).join(', ');
    measures.push(compareToLimit({ part: PART, name: given === '' ? name : `${name} by ${given}`, unit: 'ms', ours: times }, LIST_LIMIT_MS));
  }
  return measures;
}

function oneOf({ store }: BenchOffice): Sample {
  const movement = store.read.get<{ item: string; number: string; partner: string }>(
    `SELECT item, number, partner FROM movement WHERE office = 'SH' AND lot IS NOT NULL AND partner IS NOT NULL ORDER BY at DESC`,
  );
  if (movement === undefined) throw new Error('the folder has no movement with a lot and a partner');
  const now = new Date();
  const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0)).toISOString().slice(0, 10);
  const month = last.slice(0, 7);
  return { ...movement, month, days: { from: `${month}-01`, until: last } };
}

async function posting(office: BenchOffice, rounds: number): Promise<Measure> {
  const items = office.store.read.all<{ id: string }>(`SELECT id FROM item WHERE tracking = 'none' ORDER BY code LIMIT ?`, LINES);
  const lines = items.map(({ id }) => ({ item: id, quantity: '12', unitCost: '3.50' }));
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now();
    await office.ask('stock.postDocument', { kind: 'receipt', lines });
    if (round > 0) times.push(performance.now() - began);
  }
  return compareToLimit({ part: PART, name: `a receipt of ${LINES} lines, durable`, unit: 'ms', ours: times }, POST_LIMIT_MS);
}

/** The longest that others wait for a list while a month is closed; once, since a month closes but one time. */
async function closing(office: BenchOffice): Promise<Measure> {
  let closed = false;
  const work = office.ask('month.close', { month: oneOf(office).month }).finally(() => (closed = true));
  let longestMs = 0;
  while (!closed) {
    const began = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    await office.ask('stock.balance', {});
    longestMs = Math.max(longestMs, performance.now() - began);
  }
  await work;
  return compareToLimit({ part: PART, name: 'the longest wait for a list while a month is closed', unit: 'ms', ours: [longestMs] }, LIST_LIMIT_MS);
}

async function memory(dataDir: string): Promise<readonly Measure[]> {
  await buildCore();
  const held = await withCore(dataDir, async (core, calls) => {
    for (const [operation, input] of [['stock.summary', {}], ['stock.balance', {}], ['stock.movements', {}], ['stock.valuation', {}], ['search', { text: '物料' }]] as const) {
      await ask(calls, operation, input);
    }
    return residentMb(core);
  });
  return held === undefined ? [] : [compareToLimit({ part: PART, name: "the core's memory", unit: 'MB', ours: [held] }, MEMORY_LIMIT_MB)];
}
