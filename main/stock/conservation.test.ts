import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumBalances } from '#model/stock/balance.ts';
import { movementsOf } from '#model/stock/ledger-kind.ts';
import type { Movement } from '#model/stock/movement.ts';
import { stockPostDocument, stockReceiveTransfer, stockReverseDocument } from '#model/stock/operations.ts';
import { openOffices, type Offices } from './testing/offices.ts';
import type { DocumentUpdate, Replica } from './testing/replica.ts';

const step = fc.record({
  what: fc.constantFrom('receipt', 'receipt', 'issue', 'move', 'send', 'arrive', 'arrive', 'reverse', 'deliver', 'deliver'),
  where: fc.nat(3),
  quantity: fc.integer({ min: 1, max: 9 }),
  lot: fc.constantFrom('L1', 'L2'),
  how: fc.constantFrom('whole', 'short', 'damaged', 'refused'),
  pick: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

interface Waiting {
  readonly to: Replica;
  readonly update: DocumentUpdate;
}

/** Hands what a replica made to all others, to be delivered later, in any order. */
function collect(replicas: readonly Replica[], waiting: Waiting[]): void {
  for (const from of replicas) {
    for (const update of from.takeUpdates()) for (const to of replicas) if (to !== from) waiting.push({ to, update });
  }
}

/** One thing that a person does. What is refused has changed nothing. */
async function act(replica: Replica, { what, quantity, lot, how, pick }: Step): Promise<void> {
  const lines = [{ item: 'M6', quantity: String(quantity), lot }, { item: 'M8', quantity: '1' }];
  const to = replica.actor.office === 'GZ' ? 'BJ' : 'GZ';
  const any = <Row>(rows: readonly Row[]): Row | undefined => rows[pick % Math.max(1, rows.length)];
  if (what === 'receipt' || what === 'issue') await replica.call(stockPostDocument, { kind: what, lines });
  else if (what === 'send') await replica.call(stockPostDocument, { kind: 'transfer-out', to, lines });
  else if (what === 'move') await replica.call(stockPostDocument, { kind: 'move', lines: [{ ...lines[0], item: 'M6', quantity: String(quantity), toLocation: 'A-01' }] });
  else if (what === 'arrive') {
    const transfer = any(replica.store.read.all<{ id: string }>(`SELECT DISTINCT id FROM transfer WHERE state = 'in-transit' AND to_office = ? ORDER BY id`, replica.actor.office));
    if (transfer === undefined) return;
    const part = { short: { good: 1 }, damaged: { good: 0, damaged: 1 }, whole: {}, refused: {} }[how];
    const input = how === 'short' || how === 'damaged' ? { lines: [{ item: 'M8', ...part }] } : { refused: how === 'refused' };
    await replica.call(stockReceiveTransfer, { transfer: transfer.id, ...input });
  } else if (what === 'reverse') {
    const posted = any(replica.store.read.all<{ number: string }>('SELECT DISTINCT number FROM movement WHERE office = ? ORDER BY number', replica.actor.office));
    if (posted !== undefined) await replica.call(stockReverseDocument, { number: posted.number, reason: '错' });
  }
}

async function movementsIn(replica: Replica): Promise<readonly Movement[]> {
  return replica.store.transact((tx) =>
    replica.store
      .documents()
      .filter(({ kind }) => kind === 'ledger')
      .flatMap(({ name }) => {
        const document = tx.document(name);
        return document === undefined ? [] : [...movementsOf(document).values()];
      }),
  );
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** What every replica must show of the movements that it holds. */
async function check(replica: Replica): Promise<void> {
  const movements = await movementsIn(replica);
  const rows = replica.store.read.all<{ office: string; item: string; lot: string; location: string; quantity: number }>('SELECT * FROM balance');
  const shown = new Map(rows.map(({ office, item, lot, location, quantity }) => [[office, item, lot, location].join('\n'), quantity]));
  expect(shown).toEqual(sumBalances(movements));
  const transfers = replica.store.read.all<{ sent: number; received: number; in_transit: number; difference: number }>('SELECT * FROM transfer');
  for (const { sent, received, in_transit: way, difference } of transfers) expect(sent).toBe(received + way - difference);
  const outside = movements.filter(({ transfer }) => transfer === undefined).map(({ quantity }) => quantity);
  const changed = transfers.map(({ in_transit: way, difference }) => difference - way);
  expect(total([...shown.values()])).toBe(total(outside) + total(changed));
  expect(new Set(movements.map(({ number, line }) => `${number}/${String(line)}`)).size).toBe(movements.length);
  for (const [, lines] of Map.groupBy(movements.filter(({ kind }) => kind === 'move'), ({ number }) => number)) {
    expect(total(lines.map(({ quantity }) => quantity))).toBe(0);
  }
}

async function play(offices: Offices, steps: readonly Step[]): Promise<void> {
  const replicas = [offices.bj, offices.bj2, offices.gz, offices.sh];
  const waiting: Waiting[] = [];
  const deliver = async (index: number): Promise<void> => {
    const [next] = waiting.splice(index, 1);
    if (next !== undefined) await next.to.receive(next.update);
  };
  for (const each of steps) {
    offices.clock.ms += 60_000;
    if (each.what === 'deliver') {
      for (let count = 0; count < 4 && waiting.length > 0; count += 1) await deliver((each.pick + count) % waiting.length);
    } else {
      const replica = replicas[each.where % 3];
      if (replica !== undefined) await act(replica, each);
      collect(replicas, waiting);
    }
  }
  while (waiting.length > 0) await deliver(waiting.length - 1);
  const [first] = replicas;
  for (const replica of replicas) {
    await check(replica);
    for (const table of ['balance', 'lot', 'transfer', 'stock_level', 'stock_exception']) expect(replica.rows()[table]).toEqual(first?.rows()[table]);
    const rows = replica.rows();
    replica.store.rebuild();
    expect(replica.rows()).toEqual(rows);
  }
}

describe('conservation', () => {
  it('[STOCK-23, STOCK-7] whatever is received, issued, moved, sent, refused and reversed, in whatever order it arrives', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        const offices = await openOffices();
        try {
          await play(offices, steps);
        } finally {
          offices.close();
        }
      }),
      { numRuns: 12 },
    );
  });
});
