import { afterEach, describe, expect, it } from 'vitest';
import { COMMON_ERRORS } from '#model/contract/refusal.ts';
import { PROTOCOL } from '#model/link/messages.ts';
import { operations, type OperationName } from '#model/operations.ts';
import { openOfficeUnderTest, type OfficeUnderTest } from './testing/office-under-test.ts';

const opened: OfficeUnderTest[] = [];

function keep(office: OfficeUnderTest): OfficeUnderTest {
  opened.push(office);
  return office;
}

afterEach(() => {
  for (const office of opened.splice(0)) office.close();
});

async function headquarters(): Promise<OfficeUnderTest> {
  const office = keep(openOfficeUnderTest('SH'));
  await office.done('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  await office.done('office.create', { code: 'BJ', name: '北京分公司' });
  await office.done('item.create', { code: 'M6', name: '六角螺钉', unit: '个' });
  return office;
}

async function branch(sh: OfficeUnderTest, role: 'clerk' | 'manager' = 'clerk'): Promise<OfficeUnderTest> {
  const bj = keep(await sh.admit('BJ', { office: 'BJ', role }));
  await bj.take(sh, 'catalogue');
  return bj;
}

describe('what the office can be asked', () => {
  it('[CONTRACT-5] every operation has a handler, and no handler is without an operation', async () => {
    const office = keep(openOfficeUnderTest('SH'));
    for (const { name } of operations.all) {
      // A field that no operation knows: it is refused before anything is carried out.
      expect([name, await office.run(name as OperationName, { nobodyKnowsThis: 1 } as never)]).toEqual([name, 'input.invalid']);
    }
    expect(await office.run('nothing.do' as OperationName, {})).toBe('operation.unknown');
  });

  it('[CONTRACT-5] every refusal has a message in both languages', () => {
    for (const errors of [COMMON_ERRORS, ...operations.all.map((operation) => operation.errors)]) {
      for (const [reason, text] of Object.entries(errors)) {
        expect([reason, text.zh.length > 5 && text.en.length > 5]).toEqual([reason, true]);
        const places = (message: string): readonly string[] => [...message.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();
        expect([reason, [...new Set(places(text.zh))]]).toEqual([reason, [...new Set(places(text.en))]]);
      }
    }
  });

  it('[CONTRACT-2] a branch does not change the organisation, a clerk overrides nothing', async () => {
    const sh = await headquarters();
    const bj = await branch(sh);
    expect(await bj.run('office.create', { code: 'GZ', name: '广州分公司' })).toBe('permission.denied');
    expect(await bj.run('item.create', { code: 'M8', name: '螺母', unit: '个' })).toBe('permission.denied');
    expect(await bj.run('stock.issue', { item: 'M6', quantity: '1', reason: 'consumption', override: true })).toBe('stock.override-denied');
    expect(await bj.done('stock.receive', { item: 'M6', quantity: '1' })).toMatchObject({ balance: '1' });
  });

  it('says whether the computer or the person is missing', async () => {
    const sh = keep(openOfficeUnderTest('SH'));
    expect(await sh.run('board.list', {})).toBe('setup.required');
    await sh.done('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
    const { id } = await sh.done('person.create', { name: '李娜', office: 'SH', roles: ['clerk'] });
    const { rows } = await sh.done('person.list', {});
    await sh.done('person.switch', { id });
    expect(await sh.run('person.update', { id, active: false })).toBe('permission.denied');
    await sh.done('person.switch', { id: rows.find(({ name }) => name === '张伟')?.id ?? '' });
    await sh.done('person.update', { id, active: false });
    expect(await sh.run('person.switch', { id })).toBe('person.inactive');
  });

  it('a person who left may no longer work on the computer where they were signed in; another takes over', async () => {
    const sh = await headquarters();
    const bj = await branch(sh);
    const { rows } = await sh.done('person.list', { office: 'BJ' });
    const other = await sh.done('person.create', { name: '王磊', office: 'BJ', roles: ['clerk'] });
    await sh.done('person.update', { id: rows[0]?.id ?? '', active: false });
    await bj.take(sh, 'directory');
    expect(await bj.run('board.list', {})).toBe('person.required');
    expect(await bj.run('stock.receive', { item: 'M6', quantity: '1' })).toBe('person.required');
    await bj.done('person.switch', { id: other.id });
    expect(await bj.done('stock.receive', { item: 'M6', quantity: '1' })).toMatchObject({ balance: '1' });
  });
});

describe('a computer that headquarters has shut out', () => {
  it('[CONTRACT-6] takes no entry and no edit, and still shows what it has', async () => {
    const sh = await headquarters();
    const bj = await branch(sh);
    await bj.done('stock.receive', { item: 'M6', quantity: '5' });
    const { id } = await bj.done('article.create', { title: '盘点流程' });
    const { rows } = await sh.done('workstation.list', { office: 'BJ' });
    await sh.done('workstation.revoke', { id: rows[0]?.id ?? '', reason: '遗失' });
    await bj.take(sh, 'directory');

    expect(await bj.run('stock.receive', { item: 'M6', quantity: '1' })).toBe('store.read-only');
    const told: unknown[] = [];
    bj.office.editors.open(`article/${id}`, { update() {}, saved() {}, awareness() {}, closed: ({ reason }) => told.push(reason) });
    expect(told).toEqual(['store.read-only']);
    expect((await bj.done('stock.balance', { item: 'M6' })).rows).toMatchObject([{ office: 'BJ', quantity: '5' }]);
    expect(await bj.done('setup.status', {})).toMatchObject({ workstation: { revoked: true } });
  });
});

describe('a computer that is too old for its relay', () => {
  it('[CONTRACT-6] takes no entry until its program is updated, and shows what it has', async () => {
    const sh = await headquarters();
    await sh.done('stock.receive', { item: 'M6', quantity: '5' });
    await sh.office.store.transact((tx) => tx.setSetting('relay.url', 'ws://relay'));
    sh.office.link.configurationChanged();
    sh.office.link.start();
    sh.relay.line.send({ type: 'challenge', relay: 'relay', nonce: 'nonce', protocol: PROTOCOL + 1, oldestProtocol: PROTOCOL + 1, nowMs: 0 });
    expect(await sh.done('sync.status', {})).toMatchObject({ state: 'tooOld' });
    expect(await sh.run('stock.receive', { item: 'M6', quantity: '1' })).toBe('store.read-only');
    expect((await sh.done('stock.balance', { item: 'M6' })).rows).toMatchObject([{ quantity: '5' }]);
  });
});

describe('the clock', () => {
  it('[CLOCK-1] stamps what is entered after what it had seen, also with a slow PC and after a restart', async () => {
    const sh = await headquarters();
    const bj = await branch(sh, 'manager');
    bj.clock.nowMs -= 3 * 3_600_000;
    await bj.done('stock.receive', { item: 'M6', quantity: '1' });
    await bj.take(sh, 'catalogue');
    const again = bj.reopen();
    opened.push(again);
    opened.splice(opened.indexOf(bj), 1);
    await again.done('stock.receive', { item: 'M6', quantity: '1' });
    const stamps = again.office.store.read.all<{ at: string }>('SELECT at FROM movement ORDER BY sequence').map(({ at }) => at);
    const item = sh.office.store.read.get<{ at: string }>('SELECT at FROM item')?.at ?? '';
    expect(stamps.map((at) => at > item)).toEqual([true, true]);
    expect(stamps.toSorted()).toEqual(stamps);
  });

  it('[CLOCK-2] is not dragged along by an entry from far in the future', async () => {
    const sh = await headquarters();
    const bj = await branch(sh);
    sh.clock.nowMs += 30 * 24 * 3_600_000;
    await sh.done('item.create', { code: 'M8', name: '螺母', unit: '个' });
    await bj.take(sh, 'catalogue');
    await bj.done('stock.receive', { item: 'M8', quantity: '1' });
    const at = bj.office.store.read.get<{ at: string }>('SELECT at FROM movement')?.at ?? '';
    expect(Number.parseInt(at.slice(0, 12), 16)).toBeLessThan(bj.clock.nowMs + 60_000);
  });
});
