/** The office's core as a process, killed while commands stream into it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal } from '#model/contract/refusal.ts';
import { readCoreAddress } from '../../main/shell/core/address.ts';
import { connectCalls, type CallClient } from '../../main/shell/core/core-client.ts';
import { startCoreProcess, type CoreProcess } from '../../main/shell/core/core-process.ts';

const ROUNDS = 10;
const CALLERS = 8;

let folder: string;
let core: CoreProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'branchline-killed-'));
});
afterEach(async () => {
  await core?.stop();
  core = undefined;
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<CallClient> {
  const started = await startCoreProcess({ dataDir: folder, demo: false });
  if (isRefusal(started)) throw new Error(`${started.reason} ${JSON.stringify(started.values)}`);
  core = started;
  const client = await connectCalls(folder);
  if (client === undefined) throw new Error('the core does not answer');
  return client;
}

async function done<Value>(client: CallClient, name: string, input: object): Promise<Value> {
  const result = await client.call(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.refusal.reason} ${JSON.stringify(result.refusal.values)}`);
  return result.value as Value;
}

async function every<Row>(client: CallClient, name: string, input: object): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | undefined; ; ) {
    const page: { rows: Row[]; nextCursor?: string } = await done(client, name, { ...input, limit: 1000, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    if (page.nextCursor === undefined) return rows;
    cursor = page.nextCursor;
  }
}

describe('the office as a process', () => {
  it('[STORE-1] killed in the middle of commands, again and again, nothing confirmed is missing or doubled', async () => {
    let client = await start();
    await done(client, 'organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
    await done(client, 'item.create', { code: 'M6', name: '六角螺钉', unit: '个' });
    const confirmed = new Set<string>();
    const articles = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const killAfter = 1 + ((round * 37) % 90);
      let count = 0;
      let killed: Promise<void> | undefined;
      const caller = async (index: number): Promise<void> => {
        for (;;) {
          // A caller whose call never came back does not know: its entry may be there, once, or not at all.
          try {
            if (index === 0) articles.add((await done<{ id: string }>(client, 'article.create', { title: '盘点', markdown: '一段文字' })).id);
            else confirmed.add((await done<{ number: string }>(client, 'stock.receive', { item: 'M6', quantity: '1' })).number);
          } catch (error) {
            if (String(error).includes('ended before it answered')) return;
            throw error;
          }
          count += 1;
          if (count === killAfter) killed = core?.kill();
        }
      };
      await Promise.all(Array.from({ length: CALLERS }, (_, index) => caller(index)));
      // Its callers are told before the system has let go of its files.
      await killed;
      client.close();
      client = await start();
      const movements = await every<{ number: string; quantity: string }>(client, 'stock.movements', { item: 'M6' });
      const numbers = movements.map(({ number }) => number);
      expect([...confirmed].filter((number) => !numbers.includes(number))).toEqual([]);
      expect(new Set(numbers).size).toBe(numbers.length);
      // Rows follow the documents: the balance is the sum, and no more is there than what was under way.
      const { rows } = await done<{ rows: { quantity: string }[] }>(client, 'stock.balance', { item: 'M6' });
      expect(rows[0]?.quantity ?? '0').toBe(String(numbers.length));
      expect(numbers.length - confirmed.size).toBeLessThanOrEqual((round + 1) * (CALLERS - 1));
      const held = await every<{ id: string }>(client, 'article.list', {});
      expect([...articles].filter((id) => !held.some((article) => article.id === id))).toEqual([]);
    }
    expect(confirmed.size).toBeGreaterThan(ROUNDS);
    client.close();
  });

  it('[SHELL-3] a second core on the same folder is told that it is in use, and the first goes on', async () => {
    const client = await start();
    expect(await startCoreProcess({ dataDir: folder, demo: false })).toMatchObject({ reason: 'store.in-use' });
    await done(client, 'organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
    client.close();
  });

  it('[SHELL-3] whoever does not know the secret of the folder reaches nothing', async () => {
    const client = await start();
    const address = readCoreAddress(folder);
    for (const first of [{ secret: 'x'.repeat(43) }, { type: 'call', id: 1, name: 'setup.status', input: {} }, 'nonsense']) {
      const socket = connect(address?.socket ?? '');
      const heard: Buffer[] = [];
      socket.on('data', (bytes: Buffer) => heard.push(bytes));
      const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.on('error', () => socket.destroy());
      socket.write(`${JSON.stringify(first)}\n${JSON.stringify({ type: 'call', id: 1, name: 'setup.status', input: {} })}\n`);
      await ended;
      expect(heard).toEqual([]);
    }
    expect(await done(client, 'setup.status', {})).toMatchObject({ state: 'none' });
    client.close();
  });
});
