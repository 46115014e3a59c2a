import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutputOf } from '#model/contract/operation.ts';
import { isRefusal } from '#model/contract/refusal.ts';
import { countChoose, countEnter, countPlan, countPost, countRead, stockIssue, stockReceive } from '#model/stock/operations.ts';
import { openOffices, type Offices } from '../testing/offices.ts';
import type { DocumentUpdate, Replica } from '../testing/replica.ts';

const step = fc.record({
  at: fc.constantFrom('bj', 'bj2'),
  what: fc.constantFrom('receive', 'issue', 'enter', 'enter', 'enter', 'post', 'choose'),
  mode: fc.constantFrom('add', 'replace', 'recount'),
  quantity: fc.integer({ min: 0, max: 20 }),
  location: fc.constantFrom('main', 'shelf'),
  uncounted: fc.constantFrom('leave', 'zero'),
  meet: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

/** What a movement did or found, with the moment at which it did: what a replay needs of it. */
interface Event {
  readonly at: string;
  readonly id: string;
  readonly location: string;
  readonly quantity: number;
  readonly counted: number | null;
}

const COUNT_TABLES = ['count_plan', 'count_entry', 'count_choice', 'count_mark'];

async function act(by: Replica, count: string, { what, mode, quantity, location, uncounted }: Step): Promise<boolean> {
  const line = { item: 'M6', quantity: String(quantity), location };
  if (what === 'receive' && quantity > 0) await by.must(stockReceive, line);
  else if (what === 'issue' && quantity > 0 && by.actor.roles.includes('manager')) await by.must(stockIssue, { ...line, reason: 'sale', override: true });
  else if (what === 'enter') await by.call(countEnter, { count, ...line, mode });
  else if (what === 'post') return !isRefusal(await by.call(countPost, { count, uncounted }));
  else if (what === 'choose') {
    const entry = (await by.must(countRead, { count, view: 'review' })).rows.find(({ state }) => state === 'clash')?.entries[quantity % 2];
    if (entry !== undefined) await by.call(countChoose, { count, entry: entry.id });
  }
  return false;
}

/** The balances that follow from the movements alone, each in its place. */
function replay(replica: Replica): Readonly<Record<string, number>> {
  const events = replica.store.read.all<Event & Record<string, never>>(
    'SELECT coalesce(observed, at) AS at, id, location, quantity, counted FROM movement ORDER BY 1, 2',
  );
  const balances: Record<string, number> = {};
  for (const { location, quantity, counted } of events) balances[location] = counted ?? (balances[location] ?? 0) + quantity;
  return balances;
}

async function play(offices: Offices, steps: readonly Step[], picks: Iterator<number>): Promise<void> {
  const { bj, bj2, sh, gz, clock, exchange } = offices;
  await bj.must(stockReceive, { item: 'M6', quantity: '10' });
  const { id } = await bj.must(countPlan, { title: '盘点', scope: 'all' });
  await exchange();
  const waiting: DocumentUpdate[] = [];
  for (const each of steps) {
    clock.ms += 60_000;
    const by = each.at === 'bj' ? bj : bj2;
    // Whoever knows that it was posted cannot post it again.
    const known = (await by.must(countRead, { count: id })).state === 'posted';
    const posted = await act(by, id, each);
    expect(known && posted).toBe(false);
    if (each.meet) await exchange();
    else waiting.push(...by.takeUpdates());
    if (each.meet && waiting.length > 0) {
      const [update] = waiting.splice((picks.next().value as number) % waiting.length, 1);
      if (update !== undefined) for (const replica of [bj, bj2, sh, gz]) await replica.receive(update);
    }
  }
  while (waiting.length > 0) {
    const [update] = waiting.splice((picks.next().value as number) % waiting.length, 1);
    if (update !== undefined) for (const replica of [bj, bj2, sh, gz]) await replica.receive(update);
  }
  await exchange();
  // The directory, which names people, is not part of this test.
  const read = async (replica: Replica) => JSON.parse(JSON.stringify(await replica.must(countRead, { count: id, view: 'review' })).replaceAll('"person ', '"')) as OutputOf<typeof countRead>;
  const first = await read(sh);
  for (const replica of [bj, bj2, sh]) {
    const rows = replica.store.read.all<{ location: string; quantity: number }>('SELECT location, quantity FROM balance');
    expect(Object.fromEntries(rows.map(({ location, quantity }) => [location, quantity]))).toEqual(replay(replica));
    expect(await read(replica)).toEqual(first);
    const kept = COUNT_TABLES.map((table) => replica.store.read.all(`SELECT * FROM ${table} ORDER BY id`));
    replica.store.rebuild();
    expect(COUNT_TABLES.map((table) => replica.store.read.all(`SELECT * FROM ${table} ORDER BY id`))).toEqual(kept);
  }
  // Each count movement observes an entry, at the moment and with the figure of that entry.
  const unfounded = sh.store.read.all(
    `SELECT number FROM movement WHERE kind = 'count' AND NOT EXISTS (SELECT 1 FROM count_entry WHERE count_entry.observed = movement.observed
       AND count_entry.location = movement.location AND count_entry.counted = movement.counted)`,
  );
  expect(unfounded).toEqual([]);
  // However often it was posted apart, what it found counts once: its lines add up to what its balances say.
  for (const line of first.rows) {
    if (line.posted === null) continue;
    const effects = sh.store.read.all<{ quantity: number; observed: string; counted: number }>(
      `SELECT quantity, observed, counted FROM movement WHERE kind = 'count' AND item = ? AND location = ? ORDER BY observed, id`,
      line.itemId,
      line.location,
    );
    for (const [, same] of Map.groupBy(effects, ({ observed, counted }) => `${observed} ${String(counted)}`)) {
      expect(same.slice(1).map(({ quantity }) => quantity)).toEqual(same.slice(1).map(() => 0));
    }
  }
}

describe('counts made apart', () => {
  it('[STOCK-47] whatever is entered, chosen and posted apart, in whatever order it arrives: balances equal a replay, and nothing counts twice', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 16 }), fc.infiniteStream(fc.nat()), async (steps, picks) => {
        const offices = await openOffices();
        const manager = await offices.open({ office: 'BJ', letter: 'D', roles: ['manager'] });
        try {
          // Both people of the office may post.
          for (const { name } of offices.sh.store.documents()) {
            await manager.receive({ name, update: offices.sh.store.updateSince(name, new Uint8Array([0])) ?? new Uint8Array() });
          }
          await play({ ...offices, bj: manager, gz: offices.bj }, steps, picks);
        } finally {
          offices.close();
        }
      }),
      { numRuns: 15 },
    );
  });
});
