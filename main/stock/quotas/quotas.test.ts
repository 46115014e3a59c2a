import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRefusal, refusalMessage } from '#model/contract/refusal.ts';
import {
  itemMerge,
  quotaAnswer,
  quotaClose,
  quotaGrant,
  quotaHandOver,
  quotaList,
  quotaMint,
  quotaOpen,
  quotaRead,
  quotaRequest,
  quotaRequests,
  quotaReturn,
  quotaWriteOff,
  stockDocument,
  stockExceptions,
  stockIssue,
  stockPostDocument,
  stockReceive,
  stockReverse,
  stockTransfer,
} from '#model/stock/operations.ts';
import { openOffices, type Offices } from '../testing/offices.ts';
import type { Replica } from '../testing/replica.ts';

let offices: Offices;
let sh: Replica;
let bj: Replica;
let bj2: Replica;
let gz: Replica;

beforeEach(async () => {
  offices = await openOffices();
  ({ sh, bj, bj2, gz } = offices);
  for (const replica of [sh, bj, gz]) await replica.must(stockReceive, { item: 'M6', quantity: '1000' });
  await offices.exchange();
});
afterEach(() => offices.close());

const issue = (replica: Replica, quantity: string, override = false) => replica.call(stockIssue, { item: 'M6', quantity, reason: 'sale', ...(override ? { override } : {}) });
const reasonOf = (value: unknown): string | undefined => (isRefusal(value) ? value.reason : undefined);
const freeOf = async (replica: Replica): Promise<string | undefined> => (await replica.must(quotaList, {})).rows[0]?.own;

async function openAndGrant(total: string, office: string, amount: string): Promise<void> {
  await sh.must(quotaOpen, { item: 'M6', total });
  await sh.must(quotaGrant, { quota: 'M6', office, amount });
  await offices.exchange();
}

describe('quotas', () => {
  it('[STOCK-64] an issue uses rights of its own workstation, and beyond them is refused with who else holds how much', async () => {
    await openAndGrant('20', 'BJ', '9');
    expect(await freeOf(bj)).toBe('5');
    expect(await freeOf(bj2)).toBe('4');
    expect(isRefusal(await issue(bj, '3'))).toBe(false);
    expect(await freeOf(bj)).toBe('2');
    const refused = await issue(bj, '3');
    if (!isRefusal(refused)) throw new Error('it was issued');
    expect(refused).toMatchObject({ reason: 'quota.short', field: 'quantity', values: { free: '2', quantity: '3' } });
    expect(refusalMessage(refused, stockIssue.errors, 'zh')).toContain('BJ-B 还有 4 个');
    expect(refusalMessage(refused, stockIssue.errors, 'en')).toContain('BJ-B has 4 个');
    expect(isRefusal(await issue(bj, '2'))).toBe(false);
  });

  it('[STOCK-64] lines of one document share the rights; an office without a grant has none, and an item without a quota is untouched', async () => {
    await openAndGrant('20', 'BJ', '10');
    const lines = [{ item: 'M6', quantity: '3' }, { item: 'M6', quantity: '3' }];
    expect(await bj.call(stockPostDocument, { kind: 'issue', lines })).toMatchObject({ reason: 'quota.short', values: { line: 2, free: '2' } });
    expect(await freeOf(bj)).toBe('5');
    expect(await issue(gz, '1')).toMatchObject({ reason: 'quota.short', values: { free: '0' } });
    await gz.must(stockReceive, { item: 'M8', quantity: '5' });
    await gz.must(stockIssue, { item: 'M8', quantity: '5', reason: 'sale' });
    // What stays in the company uses no rights.
    await gz.must(stockTransfer, { item: 'M6', quantity: '7', to: 'BJ' });
  });

  it('[STOCK-64] a manager cannot pass over a quota; headquarters can, which uses no rights and is an exception until it is reversed', async () => {
    await sh.must(quotaOpen, { item: 'M6', total: '5' });
    await offices.exchange();
    expect(reasonOf(await issue(bj2, '1', true))).toBe('quota.short');
    const refused = await issue(sh, '6');
    if (!isRefusal(refused)) throw new Error('it was issued');
    expect(refusalMessage(refused, stockIssue.errors, 'zh')).toContain('您可代表总部放行');
    const beyond = await issue(sh, '6', true);
    if (isRefusal(beyond)) throw new Error(beyond.reason);
    expect(await freeOf(sh)).toBe('5');
    await offices.exchange();
    for (const replica of [sh, gz]) {
      expect((await replica.must(stockExceptions, {})).rows).toMatchObject([{ kind: 'quota-beyond', quantity: '6', offices: ['SH'] }]);
      expect((await replica.must(quotaRead, { quota: 'M6' })).uncounted).toMatchObject([{ number: beyond.number, beyond: true }]);
    }
    const { lines } = await sh.must(stockDocument, { number: beyond.number });
    expect(lines.map(({ override, beyondQuota }) => [override, beyondQuota])).toEqual([[false, true]]);
    await sh.must(stockReverse, { movement: beyond.movement, reason: '错' });
    expect((await sh.must(stockExceptions, {})).rows).toEqual([]);
    expect(await freeOf(sh)).toBe('5');
  });

  it('[STOCK-62] a reversal gives the rights back once, to the workstation that issued, whoever reverses and however often', async () => {
    await openAndGrant('10', 'BJ', '10');
    const issued = await issue(bj, '5');
    if (isRefusal(issued)) throw new Error(issued.reason);
    await offices.exchange();
    await bj.must(stockReverse, { movement: issued.movement, reason: '错' });
    await bj2.must(stockReverse, { movement: issued.movement, reason: '错' });
    expect(await freeOf(bj)).toBe('5');
    await offices.exchange();
    for (const replica of [bj, bj2, sh]) {
      const { holders } = await replica.must(quotaRead, { quota: 'M6' });
      expect(holders.filter(({ office }) => office === 'BJ').map(({ name, free, used }) => [name, free, used])).toEqual([['BJ-A', '5', '0'], ['BJ-B', '5', '0']]);
    }
  });

  it('[STOCK-61] a holder gives no more than it holds, and only to a workstation in force', async () => {
    await openAndGrant('20', 'BJ', '9');
    expect(await bj.call(quotaHandOver, { quota: 'M6', workstation: 'w-BJ-B', amount: '6' })).toMatchObject({ reason: 'quota.too-little', values: { free: '5' } });
    expect(reasonOf(await bj.call(quotaHandOver, { quota: 'M6', workstation: 'w-GZ-A', amount: '1' }))).toBe('quota.no-workstation');
    expect(reasonOf(await bj.call(quotaHandOver, { quota: 'M6', workstation: 'w-BJ-A', amount: '1' }))).toBe('quota.own-workstation');
    await bj.must(quotaHandOver, { quota: 'M6', workstation: 'w-BJ-B', amount: '2' });
    expect(await freeOf(bj)).toBe('3');
    await offices.exchange();
    expect(await freeOf(bj2)).toBe('6');
    await bj2.must(quotaReturn, { quota: 'M6', amount: '6' });
    await offices.exchange();
    expect(await freeOf(bj2)).toBe('0');
    expect(await freeOf(sh)).toBe('17');
    expect(reasonOf(await sh.call(quotaGrant, { quota: 'M6', office: 'GZ', amount: '18' }))).toBe('quota.too-little');
    expect(reasonOf(await sh.call(quotaReturn, { quota: 'M6', amount: '1' }))).toBe('quota.at-headquarters');
    const { history } = await sh.must(quotaRead, { quota: 'M6' });
    // Clocks of computers differ: what each did is listed, not in which order.
    expect(new Set(history.map(({ act, by, to }) => `${act} ${by} ${String(to)}`))).toEqual(
      new Set(['open SH-A null', 'grant SH-A BJ-A', 'grant SH-A BJ-B', 'give BJ-A BJ-B', 'return BJ-B SH-A']),
    );
  });

  it('[STOCK-66] a share is asked for and answered once, by the workstation that is asked; to another office a manager gives', async () => {
    await openAndGrant('20', 'BJ', '10');
    const { request } = await gz.must(quotaRequest, { quota: 'M6', workstation: 'w-BJ-A', amount: '4', note: '客户急用' });
    const { request: toManager } = await gz.must(quotaRequest, { quota: 'M6', workstation: 'w-BJ-B', amount: '4' });
    await offices.exchange();
    expect((await bj.must(quotaRequests, { state: 'open' })).rows.map(({ mine, note }) => [mine, note])).toEqual([['none', null], ['to-answer', '客户急用']]);
    expect(reasonOf(await bj.call(quotaAnswer, { request, accept: true }))).toBe('quota.needs-manager');
    expect(reasonOf(await bj2.call(quotaAnswer, { request, accept: true }))).toBe('quota.request-elsewhere');
    await bj.must(quotaAnswer, { request, accept: false, note: '自用' });
    await bj2.must(quotaAnswer, { request: toManager, accept: true, amount: '3' });
    expect(reasonOf(await bj2.call(quotaAnswer, { request: toManager, accept: true }))).toBe('quota.request-answered');
    await offices.exchange();
    expect(await freeOf(gz)).toBe('3');
    expect((await gz.must(quotaRequests, {})).rows.map(({ state, given, answerNote }) => [state, given, answerNote])).toEqual([['accepted', '3', null], ['declined', null, '自用']]);
  });

  it('[STOCK-65] until the day that headquarters named the item is issued freely, and nothing of it is listed', async () => {
    await sh.must(quotaOpen, { item: 'M6', total: '5', from: '2026-11-25' });
    await offices.exchange();
    await gz.must(stockIssue, { item: 'M6', quantity: '3', reason: 'sale' });
    offices.clock.ms = Date.UTC(2026, 10, 26, 9);
    expect(reasonOf(await issue(gz, '3'))).toBe('quota.short');
    await offices.exchange();
    expect(await sh.must(quotaRead, { quota: 'M6' })).toMatchObject({ used: '0', uncounted: [] });
    expect(reasonOf(await sh.call(quotaOpen, { item: 'M6', total: '1' }))).toBe('quota.exists');
  });

  it('[STOCK-65] an issue posted in ignorance of the opening is listed, and does not count', async () => {
    await sh.must(quotaOpen, { item: 'M6', total: '5' });
    offices.clock.ms += 60_000;
    const unknowing = await issue(bj, '300');
    if (isRefusal(unknowing)) throw new Error(unknowing.reason);
    await offices.exchange();
    const read = await sh.must(quotaRead, { quota: 'M6' });
    expect(read).toMatchObject({ used: '0', free: '5', uncounted: [{ number: unknowing.number, beyond: false, office: 'BJ' }] });
    await bj.must(stockReverse, { movement: unknowing.movement, reason: '错' });
    await offices.exchange();
    expect((await sh.must(quotaRead, { quota: 'M6' })).uncounted).toEqual([]);
  });

  it('[STOCK-67] only rights of a revoked workstation are written off, and nothing is made in their place', async () => {
    await openAndGrant('20', 'BJ', '10');
    expect(reasonOf(await sh.call(quotaWriteOff, { quota: 'M6', workstation: 'w-BJ-B' }))).toBe('quota.not-revoked');
    await sh.store.transact((tx) => tx.write.run(`UPDATE workstation SET revoked = 1 WHERE id = 'w-BJ-B'`));
    await sh.must(quotaWriteOff, { quota: 'M6', workstation: 'w-BJ-B' });
    expect(reasonOf(await sh.call(quotaWriteOff, { quota: 'M6', workstation: 'w-BJ-B' }))).toBe('quota.nothing-lost');
    const [row] = (await sh.must(quotaList, {})).rows;
    expect(row).toMatchObject({ minted: '20', lost: '5', free: '15', own: '10' });
    await sh.must(quotaMint, { quota: 'M6', amount: '5', note: '补发' });
    expect((await sh.must(quotaList, {})).rows[0]).toMatchObject({ minted: '25', lost: '5', free: '20', own: '15' });
    // A late issue of that workstation is within what it held.
    const late = await issue(bj2, '5');
    if (isRefusal(late)) throw new Error(late.reason);
    await offices.exchange();
    expect((await sh.must(quotaList, {})).rows[0]).toMatchObject({ used: '5', lost: '0', free: '20' });
    expect((await sh.must(stockExceptions, {})).rows).toEqual([]);
  });

  it('[STOCK-68] a grant is split equally in whole units, what is left over to the first; or goes to one workstation', async () => {
    await sh.must(quotaOpen, { item: 'M6', total: '100' });
    expect(await sh.must(quotaGrant, { quota: 'M6', office: 'BJ', amount: '7' })).toMatchObject({ free: '93', shares: [{ name: 'BJ-A', amount: '4' }, { name: 'BJ-B', amount: '3' }] });
    expect(await sh.must(quotaGrant, { quota: 'M6', office: 'BJ', amount: '0.5' })).toMatchObject({ shares: [{ amount: '0.25' }, { amount: '0.25' }] });
    expect(await sh.must(quotaGrant, { quota: 'M6', office: 'BJ', amount: '1' })).toMatchObject({ shares: [{ name: 'BJ-A', amount: '1' }] });
    expect(await sh.must(quotaGrant, { quota: 'M6', office: 'BJ', workstation: 'w-BJ-B', amount: '1' })).toMatchObject({ shares: [{ name: 'BJ-B', amount: '1' }] });
    expect(reasonOf(await sh.call(quotaGrant, { quota: 'M6', office: 'XX', amount: '1' }))).toBe('quota.no-workstation');
  });

  it('[STOCK-64] once it is closed an item is issued freely; merged, it stands under the quota of what was merged into it', async () => {
    await openAndGrant('4', 'BJ', '4');
    await sh.must(itemMerge, { item: 'M6', into: 'M8' });
    await offices.exchange();
    expect(await bj.call(stockIssue, { item: 'M8', quantity: '3', reason: 'sale' })).toMatchObject({ reason: 'quota.short', values: { free: '2' } });
    await bj.must(stockIssue, { item: 'M8', quantity: '2', reason: 'sale' });
    await sh.must(quotaClose, { quota: 'M8' });
    await offices.exchange();
    await bj.must(stockIssue, { item: 'M8', quantity: '3', reason: 'sale' });
    expect((await bj.must(quotaList, {})).rows).toEqual([]);
    expect((await bj.must(quotaList, { closed: true })).rows).toMatchObject([{ item: 'M8', used: '2', closed: true }]);
  });
});
