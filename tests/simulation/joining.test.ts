/** The first session of a company, through the real operations: found, claim, enrol, join, synchronise. */
import { afterEach, describe, expect, it } from 'vitest';
import { kinds } from '#model/kinds.ts';
import type { CallResult } from '#model/contract/port.ts';
import { createMockSignatures } from '#model/directory/testing/mock-signatures.ts';
import { createNetwork, type Network } from './network.ts';
import { createSimulatedOffice, type SimulatedOffice } from './simulated-office.ts';
import { createSimulatedRelay, SETUP_CODE, type SimulatedRelay } from './simulated-relay.ts';
import { createWorld, type World } from './world.ts';

interface Session {
  readonly world: World;
  readonly network: Network;
  readonly relay: SimulatedRelay;
  newComputer(name: string): SimulatedOffice;
  /** Calls an operation while time passes. */
  ask(office: SimulatedOffice, operation: string, input?: object): Promise<CallResult>;
  /** As `ask`, for what must not be refused. */
  must(office: SimulatedOffice, operation: string, input?: object): Promise<Record<string, unknown>>;
}

const computers: SimulatedOffice[] = [];
afterEach(() => {
  for (const computer of computers.splice(0)) computer.discard();
});

const URL = 'ws://relay.example:4400';
const plain = { compress: (bytes: Uint8Array) => bytes, decompress: (bytes: Uint8Array) => bytes };

async function openSession(): Promise<Session> {
  const world = createWorld(1);
  const network = createNetwork(world, { loss: 0, slowestMs: 20 });
  const shared = { world, network, kinds, signatures: createMockSignatures(), codec: plain, organisation: '', directory: new Uint8Array() };
  const relay = await createSimulatedRelay(shared);
  await relay.start();
  async function ask(office: SimulatedOffice, operation: string, input: object = {}): Promise<CallResult> {
    let result: CallResult | undefined;
    void office.call(operation, input).then((answer) => (result = answer));
    await world.passUntil(() => result !== undefined, 10 * 60_000);
    if (result === undefined) throw new Error(`${operation} gave no answer`);
    return result;
  }
  return {
    world,
    network,
    relay,
    newComputer(name) {
      const computer = createSimulatedOffice({ ...shared, name });
      computers.push(computer);
      computer.start();
      return computer;
    },
    ask,
    async must(office, operation, input) {
      const result = await ask(office, operation, input);
      if (!result.ok) throw new Error(`${operation} was refused: ${JSON.stringify(result.refusal)}`);
      return result.value as Record<string, unknown>;
    },
  };
}

/** Headquarters with a claimed relay and a code for BJ. */
async function foundCompany(): Promise<Session & { readonly headquarters: SimulatedOffice; readonly code: string }> {
  const session = await openSession();
  const { must } = session;
  const headquarters = session.newComputer('sh');
  await must(headquarters, 'organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  await must(headquarters, 'relay.claim', { url: URL, setupCode: SETUP_CODE });
  await must(headquarters, 'office.create', { code: 'BJ', name: '北京分公司' });
  await must(headquarters, 'item.create', { code: 'M6', name: '六角螺钉', unit: '个' });
  const { code } = await must(headquarters, 'enrolment.create', { office: 'BJ', role: 'clerk' });
  await must(headquarters, 'sync.run', { untilIdle: true });
  return { ...session, headquarters, code: String(code) };
}

const reasonOf = (result: CallResult): string => (result.ok ? 'done' : result.refusal.reason);

describe('the first session', () => {
  it('[SYNC-18] [SYNC-17] what a branch did is at headquarters after both synchronised', async () => {
    const { must, headquarters, code, newComputer } = await foundCompany();
    const branch = newComputer('bj');
    const joined = await must(branch, 'office.join', { url: URL, code, person: '李娜' });
    expect(joined).toMatchObject({ organisation: '远山商贸', office: 'BJ', letter: 'A' });
    await must(branch, 'sync.run', { untilIdle: 'true' });
    await must(branch, 'stock.receive', { item: 'M6', quantity: 10 });
    await must(branch, 'stock.issue', { item: 'M6', quantity: 4, reason: 'consumption' });
    expect(await must(branch, 'sync.status')).toMatchObject({ state: 'offline', waiting: 2, cause: { key: 'stopped' } });
    await must(branch, 'sync.run', { untilIdle: true });
    await must(headquarters, 'sync.run', { untilIdle: true });
    const { rows } = (await must(headquarters, 'stock.balance', { item: 'M6' })) as { rows: unknown[] };
    expect(rows).toMatchObject([{ office: 'BJ', item: 'M6', quantity: '6' }]);
    const watermarks = (await must(headquarters, 'sync.watermarks')) as { rows: { office: string; knownUpToMs?: number }[] };
    expect(watermarks.rows.map(({ office, knownUpToMs }) => [office, knownUpToMs !== undefined])).toEqual([
      ['SH', true],
      ['BJ', true],
    ]);
    expect(await must(headquarters, 'sync.status')).toMatchObject({ waiting: 0, quarantine: [] });
  });

  it('[SYNC-18] a branch that joins gets all that was there before it', async () => {
    const { must, code, newComputer } = await foundCompany();
    const branch = newComputer('bj');
    await must(branch, 'office.join', { url: URL, code, person: '李娜' });
    await must(branch, 'sync.run', {});
    const { rows } = (await must(branch, 'item.list')) as { rows: unknown[] };
    expect(rows).toMatchObject([{ code: 'M6' }]);
  });

  it('[SYNC-18] joining again after the answer was lost gives the same workstation', async () => {
    const { must, ask, code, newComputer, network, relay, world } = await foundCompany();
    const branch = newComputer('bj');
    void branch.call('office.join', { url: URL, code, person: '李娜' });
    while ((await relay.storage.redemptions()).length === 0) await world.pass(1);
    // The relay has written it; its answer is still on the way.
    network.cut('bj');
    await world.pass(60_000);
    branch.crash();
    branch.start();
    expect(reasonOf(await ask(branch, 'office.join', { url: URL, code, person: '李娜' }))).toBe('sync.unreachable');
    network.restore('bj');
    const joined = await must(branch, 'office.join', { url: URL, code, person: '李娜' });
    expect(joined).toMatchObject({ letter: 'A' });
    expect(reasonOf(await ask(branch, 'office.join', { url: URL, code, person: '李娜' }))).toBe('setup.done');
    const other = newComputer('other');
    expect(reasonOf(await ask(other, 'office.join', { url: URL, code, person: '王五' }))).toBe('sync.enrolmentUsed');
  });

  it('[SYNC-17] says why not, with the field at fault', async () => {
    const { must, ask, newComputer, relay, headquarters } = await foundCompany();
    const branch = newComputer('bj');
    expect(await ask(branch, 'office.join', { url: URL, code: 'ABCD', person: '李娜' })).toMatchObject({ refusal: { reason: 'enrolment.malformed', field: 'code' } });
    expect(reasonOf(await ask(branch, 'office.join', { url: 'ftp://nowhere', code: 'ABCD', person: '李娜' }))).toBe('input.invalid');
    expect(reasonOf(await ask(branch, 'sync.run'))).toBe('setup.required');
    const second = newComputer('second');
    await must(second, 'organisation.create', { name: '别家', office: 'SH', person: '赵六' });
    expect(reasonOf(await ask(second, 'sync.run'))).toBe('sync.unconfigured');
    expect(await ask(second, 'relay.claim', { url: URL, setupCode: 'WRONG' })).toMatchObject({ refusal: { reason: 'sync.badSetupCode', field: 'setupCode' } });
    expect(reasonOf(await ask(second, 'relay.claim', { url: URL, setupCode: SETUP_CODE }))).toBe('sync.alreadyClaimed');
    relay.crash();
    await must(headquarters, 'item.create', { code: 'M8', name: '螺钉', unit: '个' });
    expect(await ask(headquarters, 'sync.run')).toMatchObject({ refusal: { reason: 'sync.unreachable', values: { waiting: 1 } } });
  });

  it('[SYNC-17] a line that was cut on purpose says so', async () => {
    const { must, ask, headquarters } = await foundCompany();
    await must(headquarters, 'sync.line', { connected: false });
    expect(reasonOf(await ask(headquarters, 'sync.run'))).toBe('sync.stopped');
    await must(headquarters, 'sync.line', { connected: true });
    await must(headquarters, 'sync.run');
  });
});
