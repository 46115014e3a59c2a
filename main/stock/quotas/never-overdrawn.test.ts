/** Whatever offices and workstations do while they are cut off, no more is issued within a quota than was made of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movementsOf } from '#model/stock/ledger-kind.ts';
import type { Movement } from '#model/stock/movement.ts';
import {
  quotaAnswer,
  quotaGrant,
  quotaHandOver,
  quotaMint,
  quotaOpen,
  quotaRequest,
  quotaReturn,
  stockIssue,
  stockPostDocument,
  stockReceive,
  stockReverse,
} from '#model/stock/operations.ts';
import { openOffices, type Offices } from '../testing/offices.ts';
import type { DocumentUpdate, Replica } from '../testing/replica.ts';
import { QUOTA_TABLES, type HoldingRecord } from './tables.ts';

const ACTS = ['mint', 'grant', 'grant', 'hand-over', 'hand-over', 'request', 'answer', 'return', 'issue', 'issue', 'issue', 'document', 'override', 'reverse', 'reverse', 'restart', 'deliver', 'deliver', 'deliver'] as const;

const step = fc.record({ what: fc.constantFrom(...ACTS), where: fc.nat(3), to: fc.nat(3), quantity: fc.integer({ min: 1, max: 4 }), pick: fc.nat(1000) });
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

/** How what a replica made comes to the others. */
interface Line {
  collect(): void;
  deliver(step: Pick<Step, 'where' | 'pick'>): Promise<void>;
  drain(): Promise<void>;
}

/** Through a relay: each replica sends when it has a line, and then holds all that was sent before. */
function relayed(replicas: readonly Replica[]): Line {
  const log: { readonly from: Replica; readonly update: DocumentUpdate }[] = [];
  const held = replicas.map(() => 0);
  const waiting = replicas.map((): DocumentUpdate[] => []);
  const connect = async (index: number): Promise<void> => {
    const replica = replicas[index];
    if (replica === undefined) return;
    for (const update of waiting[index]?.splice(0) ?? []) log.push({ from: replica, update });
    for (const { from, update } of log.slice(held[index])) if (from !== replica) await replica.receive(update);
    held[index] = log.length;
  };
  return {
    collect: () => replicas.forEach((replica, index) => waiting[index]?.push(...replica.takeUpdates())),
    deliver: ({ where }) => connect(where),
    async drain() {
      for (const index of [...replicas.keys(), ...replicas.keys()]) await connect(index);
    },
  };
}

/** Each update by itself, in any order. */
function scattered(replicas: readonly Replica[]): Line {
  const waiting: { readonly to: Replica; readonly update: DocumentUpdate }[] = [];
  const one = async (index: number): Promise<void> => {
    const [next] = waiting.splice(index, 1);
    if (next !== undefined) await next.to.receive(next.update);
  };
  return {
    collect() {
      for (const from of replicas) for (const update of from.takeUpdates()) for (const to of replicas) if (to !== from) waiting.push({ to, update });
    },
    async deliver({ pick }) {
      for (let count = 0; count < 4 && waiting.length > 0; count += 1) await one((pick + count) % waiting.length);
    },
    async drain() {
      while (waiting.length > 0) await one(waiting.length - 1);
    },
  };
}

/** One thing that a person does. What is refused has changed nothing. */
async function act(replica: Replica, other: Replica, { what, quantity, pick }: Step): Promise<void> {
  const amount = String(quantity);
  const { read } = replica.store;
  const any = <Row>(rows: readonly Row[]): Row | undefined => rows[pick % Math.max(1, rows.length)];
  if (what === 'mint') {
    if (replica.actor.headquarters) await replica.call(quotaMint, { quota: 'M6', amount });
  } else if (what === 'grant') {
    if (replica.actor.headquarters) await replica.call(quotaGrant, { quota: 'M6', office: pick % 2 === 0 ? 'BJ' : 'GZ', amount });
  } else if (what === 'hand-over') await replica.call(quotaHandOver, { quota: 'M6', workstation: other.actor.workstation, amount });
  else if (what === 'request') await replica.call(quotaRequest, { quota: 'M6', workstation: other.actor.workstation, amount });
  else if (what === 'answer') {
    const asked = any(read.all<{ id: string }>('SELECT id FROM quota_request WHERE of_workstation = ? ORDER BY id', replica.actor.workstation));
    if (asked !== undefined) await replica.call(quotaAnswer, { request: asked.id, accept: pick % 4 !== 0 });
  } else if (what === 'return') await replica.call(quotaReturn, { quota: 'M6', amount });
  else if (what === 'issue') await replica.call(stockIssue, { item: 'M6', quantity: amount, reason: 'sale' });
  else if (what === 'override') await replica.call(stockIssue, { item: 'M6', quantity: amount, reason: 'sale', override: true });
  else if (what === 'document') await replica.call(stockPostDocument, { kind: 'issue', lines: [{ item: 'M6', quantity: amount }, { item: 'M6', quantity: '1' }] });
  else if (what === 'reverse') {
    const posted = any(read.all<{ id: string }>(`SELECT id FROM movement WHERE office = ? AND kind = 'issue' ORDER BY id`, replica.actor.office));
    if (posted !== undefined) await replica.call(stockReverse, { movement: posted.id, reason: '错' });
  } else if (what === 'restart') replica.restart();
}

/** All movements that exist anywhere, from the documents themselves. */
async function movementsAnywhere(replicas: readonly Replica[]): Promise<readonly Movement[]> {
  const all = new Map<string, Movement>();
  for (const replica of replicas) {
    await replica.store.transact((tx) => {
      for (const { name, kind } of replica.store.documents()) {
        const document = kind === 'ledger' ? tx.document(name) : undefined;
        if (document !== undefined) for (const movement of movementsOf(document).values()) all.set(movement.id, movement);
      }
    });
  }
  return [...all.values()];
}

const holdingsAt = (replica: Replica): readonly (HoldingRecord & { readonly free: number })[] =>
  replica.store.read
    .all<HoldingRecord>('SELECT * FROM quota_holding')
    .map((holding) => ({ ...holding, free: holding.minted + holding.received - holding.given - holding.used }));

async function check(replicas: readonly Replica[], inOrder: boolean): Promise<void> {
  const movements = await movementsAnywhere(replicas);
  const reversed = new Set(movements.map(({ reverses }) => reverses));
  const uses = movements.filter(({ quota, kind, id }) => quota !== undefined && kind === 'issue' && !reversed.has(id));
  const used = uses.reduce((sum, { quantity }) => sum - quantity, 0);
  const [headquarters] = replicas;
  const minted = headquarters?.store.read.get<{ minted: number }>('SELECT sum(minted) AS minted FROM quota_holding')?.minted ?? 0;
  expect(used).toBeLessThanOrEqual(minted);
  let ownFree = 0;
  for (const replica of replicas) {
    const holdings = holdingsAt(replica);
    const own = holdings.find(({ workstation }) => workstation === replica.actor.workstation);
    expect(own?.free ?? 0).toBeGreaterThanOrEqual(0);
    ownFree += own?.free ?? 0;
    if (inOrder) for (const { free } of holdings) expect(free).toBeGreaterThanOrEqual(0);
  }
  // What everybody may still issue without hearing of anybody.
  expect(used + ownFree).toBeLessThanOrEqual(minted);
}

async function play(offices: Offices, steps: readonly Step[], inOrder: boolean): Promise<void> {
  const replicas = [offices.sh, offices.bj, offices.bj2, offices.gz];
  for (const replica of replicas) await replica.must(stockReceive, { item: 'M6', quantity: '9000' });
  await offices.sh.must(quotaOpen, { item: 'M6', total: '20' });
  // Little enough that what people want is more than there is.
  for (const [office, amount] of [['BJ', '8'], ['GZ', '4']] as const) await offices.sh.must(quotaGrant, { quota: 'M6', office, amount });
  await offices.exchange();
  const line = inOrder ? relayed(replicas) : scattered(replicas);
  for (const each of steps) {
    offices.clock.ms += 60_000;
    const replica = replicas[each.where];
    const other = replicas[each.to];
    if (each.what === 'deliver') await line.deliver(each);
    else if (replica !== undefined && other !== undefined) await act(replica, other, each);
    line.collect();
    await check(replicas, inOrder);
  }
  await line.drain();
  await check(replicas, true);
  for (const replica of replicas) {
    for (const table of [...QUOTA_TABLES, 'stock_exception']) expect(replica.rows()[table]).toEqual(offices.sh.rows()[table]);
    expect(replica.rows()['stock_exception']?.filter((row) => row.includes('quota-overdrawn'))).toEqual([]);
    const before = replica.rows();
    replica.store.rebuild();
    for (const table of QUOTA_TABLES) expect(replica.rows()[table]).toEqual(before[table]);
  }
}

describe('quotas are never overdrawn', () => {
  it.each([
    ['through a relay', true],
    ['in any order', false],
  ])('[STOCK-63, STOCK-61] however offices and workstations are cut off: %s', { timeout: 240_000 }, async (_how, inOrder) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
        const offices = await openOffices();
        try {
          await play(offices, steps, inOrder);
        } finally {
          offices.close();
        }
      }),
      { numRuns: 12 },
    );
  });
});
