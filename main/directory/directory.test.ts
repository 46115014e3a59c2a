import { afterEach, describe, expect, it } from 'vitest';
import * as operations from '#model/directory/operations.ts';
import { readRecoveryWords, writeRecoveryWords } from '#model/directory/recovery-sheet.ts';
import { readToken } from '#model/directory/token.ts';
import { COMMON_ERRORS, isRefusal, type Refusal } from '#model/contract/refusal.ts';
import type { WorkstationId } from '#model/identity/ids.ts';
import { isRevoked } from './actor.ts';
import { completeEnrolment, prepareEnrolment } from './joining.ts';
import { createMemoryKeyVault } from './key-vault.ts';
import { rulesOf } from './rules.ts';
import { openDirectoryOffice, type DirectoryOffice } from './testing/directory-office.ts';

const offices: DirectoryOffice[] = [];

function open(name: string, vault = createMemoryKeyVault()): DirectoryOffice {
  const office = openDirectoryOffice(name, vault);
  offices.push(office);
  return office;
}

afterEach(() => {
  for (const office of offices.splice(0)) office.close();
});

async function found(): Promise<DirectoryOffice> {
  const office = open('SH');
  await office.done(operations.organisationCreate, { name: '远山商贸', office: 'SH', person: '张伟' });
  await office.done(operations.officeCreate, { code: 'BJ', name: '北京分公司' });
  return office;
}

/** What the relay and the link do between the two halves of joining. */
function grantedBy(headquarters: DirectoryOffice, enrolment: string, letter = 'A') {
  const organisation = headquarters.identity.membership(headquarters.store.read)?.rootKey ?? '';
  return { organisation, enrolment, letter, directory: headquarters.directory() };
}

async function join(headquarters: DirectoryOffice, name: string, input: { office: string; role?: 'clerk' | 'manager' | 'hq' | 'it' }, letter = 'A') {
  const { id, code } = await headquarters.done(operations.enrolmentCreate, input);
  const office = open(name);
  const prepared = prepareEnrolment(code, office.identity, office.signatures);
  if (isRefusal(prepared)) throw new Error(prepared.reason);
  const granted = grantedBy(headquarters, id, letter);
  const joined = await office.store.transact((tx) =>
    completeEnrolment(tx, office, office.signatures, prepared, granted, { personName: name, stamp: office.services.stamp }),
  );
  if (isRefusal(joined)) throw new Error(joined.reason);
  await headquarters.takeFrom(office);
  return office;
}

function reasonOf(result: unknown): string | undefined {
  return isRefusal(result) ? result.reason : undefined;
}

/** Every reason that a handler gives has a message in both languages. */
function expectRefusal(definition: { readonly errors: object }, result: unknown, reason: string): void {
  expect(reasonOf(result)).toBe(reason);
  const messages: object = { ...COMMON_ERRORS, ...definition.errors };
  const { values } = result as Refusal;
  const text = (messages as Record<string, { zh: string; en: string } | undefined>)[reason];
  for (const [, name] of `${text?.zh}${text?.en}`.matchAll(/\{\{(\w+)\}\}/g)) expect(values).toHaveProperty(name ?? '');
  expect(text).toBeDefined();
}

describe('setting up', () => {
  it('[DIRECTORY-13] creating an organisation makes this computer its first workstation, with everything in force at once', async () => {
    const office = open('SH');
    expect(await office.done(operations.setupStatus, {})).toEqual({ state: 'none' });
    expect(office.actor()).toBeUndefined();
    const made = await office.done(operations.organisationCreate, { name: '远山商贸', office: 'sh', person: '张伟' });
    expect(made).toMatchObject({ office: 'SH', letter: 'A' });
    expect(await office.done(operations.setupStatus, {})).toMatchObject({
      state: 'member',
      organisation: { name: '远山商贸', rootKey: made.organisation },
      office: { code: 'SH', headquarters: true },
      workstation: { id: made.workstation, letter: 'A', revoked: false },
      person: { name: '张伟', roles: ['clerk', 'manager', 'hq', 'it'] },
    });
    expect(office.actor()).toMatchObject({ office: 'SH', letter: 'A', headquarters: true, personName: '张伟', workstation: made.workstation });
    expect(office.store.outboxStatus().waiting).toBe(1);
    const rules = rulesOf(office.store.read, office.identity, office.signatures);
    expect(rules.rootKey()).toBe(made.organisation);
    const key = rules.workstationKey(made.workstation);
    const signature = office.services.sign('report', { a: 1 });
    expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(signature).toMatch(/^[A-Za-z0-9_-]{86}$/);
    expectRefusal(operations.organisationCreate, await office.run(operations.organisationCreate, { name: 'x', office: 'SH', person: 'y' }), 'setup.done');
  });

  it('[DIRECTORY-13] an organisation that could not be committed leaves a computer without one', async () => {
    const office = open('SH');
    const attempt = office.store.transact((tx) => {
      office.identity.setMembership(tx, { rootKey: 'k', workstation: office.services.newId() as WorkstationId, office: 'SH' as never, letter: 'A' });
      throw new Error('the disk is full');
    });
    await expect(attempt).rejects.toThrow('the disk is full');
    expect(await office.done(operations.setupStatus, {})).toEqual({ state: 'none' });
    await office.done(operations.organisationCreate, { name: '远山商贸', office: 'SH', person: '张伟' });
  });

  it('[DIRECTORY-11] the recovery sheet gives the root key, on the founding computer only', async () => {
    const headquarters = await found();
    const sheet = await headquarters.done(operations.recoverySheet, {});
    const seed = readRecoveryWords(sheet.words);
    expect(seed && headquarters.signatures.fromSeed(seed).publicKey).toBe(sheet.rootKey);
    const second = await join(headquarters, '赵敏', { office: 'SH', role: 'it' }, 'B');
    expectRefusal(operations.recoverySheet, await second.run(operations.recoverySheet, {}), 'recovery.not-here');
    expect(await second.done(operations.organisationRead, {})).toMatchObject({ rootKey: sheet.rootKey, rootKeyHere: false });
  });

  it('[DIRECTORY-19] the sheet’s words bring the root key to another computer of headquarters, where it is kept', async () => {
    const headquarters = await found();
    const { words, rootKey } = await headquarters.done(operations.recoverySheet, {});
    const second = await join(headquarters, '赵敏', { office: 'SH', role: 'it' }, 'B');
    expect(await second.done(operations.recoveryRestore, { words: words.toLowerCase().replaceAll('-', ' ') })).toEqual({ organisation: '远山商贸', rootKey });
    expect(await second.done(operations.recoverySheet, {})).toMatchObject({ words, rootKey });
    expect(await second.done(operations.organisationRead, {})).toMatchObject({ rootKeyHere: true });
    expect(open('赵敏 later', second.vault).identity.rootSeed(rootKey)).toEqual(readRecoveryWords(words));
    expect(operations.recoveryRestore.permission).toEqual({ roles: ['hq', 'it'], where: 'headquarters' });
  });

  it('[DIRECTORY-19] a slip and the sheet of another organisation are told apart, and nothing is kept', async () => {
    const headquarters = await found();
    const { words } = await headquarters.done(operations.recoverySheet, {});
    const second = await join(headquarters, '赵敏', { office: 'SH', role: 'it' }, 'B');
    const restore = (text: string) => second.run(operations.recoveryRestore, { words: text });
    expectRefusal(operations.recoveryRestore, await restore(words.slice(5)), 'recovery.length');
    const wrong = (symbol: string): string => (symbol === '2' ? '3' : '2');
    expect(await restore(words.replace(/^(.{10})(.)/, (_, kept: string, symbol: string) => `${kept}${wrong(symbol)}`))).toMatchObject({ reason: 'recovery.group', values: { group: 3 }, field: 'words' });
    expectRefusal(operations.recoveryRestore, await restore(words.replaceAll(/./g, (symbol) => (symbol === '-' ? symbol : wrong(symbol)))), 'recovery.unplaced');
    expectRefusal(operations.recoveryRestore, await restore(writeRecoveryWords(new Uint8Array(32).fill(7))), 'recovery.elsewhere');
    expect(await second.done(operations.organisationRead, {})).toMatchObject({ rootKeyHere: false });
    expectRefusal(operations.recoveryRestore, await open('nowhere').run(operations.recoveryRestore, { words }), 'setup.required');
  });
});

describe('joining', () => {
  it('[DIRECTORY-14] makes a workstation and a person, which headquarters then sees', async () => {
    const headquarters = await found();
    const branch = await join(headquarters, '李娜', { office: 'BJ' });
    expect(branch.actor()).toMatchObject({ office: 'BJ', letter: 'A', headquarters: false, personName: '李娜', roles: ['clerk'] });
    expect((await headquarters.done(operations.workstationList, { office: 'BJ' })).rows).toMatchObject([{ letter: 'A', role: 'clerk', here: false }]);
    expect((await headquarters.done(operations.personList, { office: 'BJ' })).rows).toMatchObject([{ name: '李娜', roles: ['clerk'] }]);
    expect((await headquarters.done(operations.enrolmentList, {})).rows).toMatchObject([{ state: 'used' }]);
    expect((await branch.done(operations.officeList, {})).rows.map(({ code }) => code)).toEqual(['BJ', 'SH']);
    expect(branch.store.outboxStatus().waiting).toBe(1);
  });

  it('[DIRECTORY-14] a lost answer or a crash gives the same workstation for the same code', async () => {
    const headquarters = await found();
    const { code } = await headquarters.done(operations.enrolmentCreate, { office: 'BJ' });
    const office = open('BJ');
    const first = prepareEnrolment(code, office.identity, office.signatures);
    const restarted = open('BJ after a crash', office.vault);
    const again = prepareEnrolment(code.toLowerCase(), restarted.identity, restarted.signatures);
    if (isRefusal(first) || isRefusal(again)) throw new Error('refused');
    expect(again.workstation).toBe(first.workstation);
    expect(again.workstationKey).toBe(first.workstationKey);
    expect(restarted.signatures.verify(first.enrolmentKey, new Uint8Array(), again.sign('x', {}))).toBe(false);
    expect(reasonOf(prepareEnrolment('ABCD-EFGH-JKMN', office.identity, office.signatures))).toBe('enrolment.malformed');
  });

  it('[DIRECTORY-9] a relay that makes up an organisation is refused, and nothing is written', async () => {
    const headquarters = await found();
    const { id, code } = await headquarters.done(operations.enrolmentCreate, { office: 'BJ' });
    const office = open('BJ');
    const prepared = prepareEnrolment(code, office.identity, office.signatures);
    if (isRefusal(prepared)) throw new Error(prepared.reason);
    const complete = async (granted: ReturnType<typeof grantedBy>): Promise<string | undefined> =>
      reasonOf(
        await office.store.transact((tx) =>
          completeEnrolment(tx, office, office.signatures, prepared, granted, { personName: '李娜', stamp: office.services.stamp }),
        ),
      );
    const impostor = open('impostor');
    await impostor.done(operations.organisationCreate, { name: '远山商贸', office: 'SH', person: '张伟' });
    await impostor.done(operations.officeCreate, { code: 'BJ', name: '北京分公司' });
    expect(await complete(grantedBy(impostor, id))).toBe('enrolment.not-vouched');
    expect(await complete({ ...grantedBy(headquarters, id), organisation: grantedBy(impostor, id).organisation })).toBe('enrolment.not-vouched');
    expect(await complete({ ...grantedBy(headquarters, id), directory: new Uint8Array([9, 9, 9]) })).toBe('enrolment.not-vouched');
    expect(await complete({ ...grantedBy(headquarters, id), letter: '1' })).toBe('enrolment.not-vouched');
    expect(await office.done(operations.setupStatus, {})).toEqual({ state: 'none' });
    expect(office.store.documents()).toEqual([]);
    expect(await complete(grantedBy(headquarters, id))).toBeUndefined();
    expect(await complete(grantedBy(headquarters, id))).toBe('setup.done');
  });

  it('[DIRECTORY-9] the seal is checked against the code, even where the enrolment itself is signed', async () => {
    const headquarters = await found();
    const { id, code } = await headquarters.done(operations.enrolmentCreate, { office: 'BJ' });
    const office = open('BJ');
    const prepared = prepareEnrolment(code, office.identity, office.signatures);
    if (isRefusal(prepared)) throw new Error(prepared.reason);
    const unsealed = { ...prepared, secrets: { ...prepared.secrets, seal: () => 'of another root key' } };
    const outcome = await office.store.transact((tx) =>
      completeEnrolment(tx, office, office.signatures, unsealed, grantedBy(headquarters, id), { personName: '李娜', stamp: office.services.stamp }),
    );
    expect(reasonOf(outcome)).toBe('enrolment.not-vouched');
  });
});

describe('administering', () => {
  it('[DIRECTORY-15] offices are created once and renamed', async () => {
    const headquarters = await found();
    await headquarters.done(operations.officeRename, { code: 'BJ', name: '北京二部' });
    expect((await headquarters.done(operations.officeList, {})).rows).toEqual([
      { code: 'BJ', name: '北京二部', headquarters: false, workstations: 0 },
      { code: 'SH', name: '远山商贸', headquarters: true, workstations: 1 },
    ]);
    expectRefusal(operations.officeCreate, await headquarters.run(operations.officeCreate, { code: 'BJ', name: 'x' }), 'office.taken');
    expectRefusal(operations.officeRename, await headquarters.run(operations.officeRename, { code: 'GZ', name: 'x' }), 'not-found');
  });

  it('[DIRECTORY-15] people are added, moved and deactivated, never the last who administers', async () => {
    const headquarters = await found();
    const { id } = await headquarters.done(operations.personCreate, { name: '王芳', office: 'BJ', roles: 'clerk,manager' });
    await headquarters.done(operations.personUpdate, { id, office: 'SH', roles: ['clerk'] });
    expect((await headquarters.done(operations.personList, {})).rows.find((row) => row.id === id)).toMatchObject({ office: 'SH', roles: ['clerk'] });
    const run = headquarters.run;
    expectRefusal(operations.personCreate, await run(operations.personCreate, { name: 'x', office: 'GZ' }), 'office.unknown');
    expectRefusal(operations.personCreate, await run(operations.personCreate, { name: 'x', office: 'BJ', roles: ['it'] }), 'role.headquarters-only');
    const self = headquarters.actor()?.person ?? '';
    expectRefusal(operations.personUpdate, await run(operations.personUpdate, { id: self, active: false }), 'person.last-administrator');
    await headquarters.done(operations.personUpdate, { id, roles: ['it'] });
    await headquarters.done(operations.personUpdate, { id: self, active: 'false' });
    expect(headquarters.actor()).toBeUndefined();
    await headquarters.done(operations.personSwitch, { id });
    expect(headquarters.actor()).toMatchObject({ personName: '王芳', roles: ['it'] });
  });

  it('[DIRECTORY-16] signing in takes an active person of this office', async () => {
    const headquarters = await found();
    const { id } = await headquarters.done(operations.personCreate, { name: '李娜', office: 'BJ' });
    const run = headquarters.run;
    expectRefusal(operations.personSwitch, await run(operations.personSwitch, { id }), 'person.elsewhere');
    await headquarters.done(operations.personUpdate, { id, office: 'SH', active: false });
    expectRefusal(operations.personSwitch, await run(operations.personSwitch, { id }), 'person.inactive');
    expectRefusal(operations.personSwitch, await run(operations.personSwitch, { id: headquarters.services.newId() }), 'not-found');
    expectRefusal(operations.personSwitch, await open('elsewhere').run(operations.personSwitch, { id }), 'setup.required');
  });

  it('[DIRECTORY-15] a workstation that joined as a clerk’s administers nothing, whoever is signed in', async () => {
    const headquarters = await found();
    const clerk = await join(headquarters, '前台', { office: 'SH', role: 'clerk' }, 'B');
    const branch = await join(headquarters, '李娜', { office: 'BJ', role: 'manager' });
    for (const office of [clerk, branch]) {
      expectRefusal(operations.officeCreate, await office.run(operations.officeCreate, { code: 'GZ', name: '广州' }), 'workstation.not-entitled');
      expectRefusal(operations.enrolmentCreate, await office.run(operations.enrolmentCreate, { office: 'BJ' }), 'workstation.not-entitled');
      expectRefusal(operations.personUpdate, await office.run(operations.personUpdate, { id: office.actor()?.person ?? '' }), 'workstation.not-entitled');
    }
    const administrators = [operations.officeCreate, operations.officeRename, operations.enrolmentCreate, operations.enrolmentCancel, operations.workstationRevoke];
    for (const { permission } of administrators) expect(permission).toEqual({ roles: ['hq', 'it'], where: 'headquarters' });
  });

  it('[DIRECTORY-7] enrolments are made for known offices, listed with their state, and cancelled while unused', async () => {
    const headquarters = await found();
    const open1 = await headquarters.done(operations.enrolmentCreate, { office: 'BJ', hours: 1 });
    const open2 = await headquarters.done(operations.enrolmentCreate, { office: 'BJ' });
    await headquarters.done(operations.enrolmentCancel, { id: open2.id });
    await headquarters.done(operations.enrolmentCancel, { id: open2.id });
    headquarters.clock.nowMs += 3_600_000;
    await join(headquarters, '李娜', { office: 'BJ' });
    const { rows } = await headquarters.done(operations.enrolmentList, {});
    expect(rows.map(({ state }) => state)).toEqual(['expired', 'cancelled', 'used']);
    expect(open1.code).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    const run = headquarters.run;
    expectRefusal(operations.enrolmentCancel, await run(operations.enrolmentCancel, { id: rows[2]?.id ?? '' }), 'enrolment.used');
    expectRefusal(operations.enrolmentCancel, await run(operations.enrolmentCancel, { id: headquarters.services.newId() }), 'not-found');
    expectRefusal(operations.enrolmentCreate, await run(operations.enrolmentCreate, { office: 'GZ' }), 'office.unknown');
    expectRefusal(operations.enrolmentCreate, await run(operations.enrolmentCreate, { office: 'BJ', role: 'hq' }), 'role.headquarters-only');
  });

  it('[DIRECTORY-6] revoking keeps what the workstation vouched for, and tells it', async () => {
    const headquarters = await found();
    const second = await join(headquarters, '赵敏', { office: 'SH', role: 'it' }, 'B');
    await second.done(operations.officeCreate, { code: 'GZ', name: '广州分公司' });
    const { id: person } = await second.done(operations.personCreate, { name: '王五', office: 'GZ' });
    const branch = await join(second, '李娜', { office: 'BJ' });
    await headquarters.takeFrom(second);
    const workstation = second.actor()?.workstation ?? '';
    await headquarters.done(operations.workstationRevoke, { id: workstation, reason: '遗失' });
    await second.takeFrom(headquarters);
    await branch.takeFrom(headquarters);
    for (const office of [headquarters, second, branch]) {
      const { rows } = await office.done(operations.workstationList, {});
      expect(rows.map(({ office: at, letter, revoked }) => `${at}-${letter}${revoked ? ' revoked' : ''}`)).toEqual(['BJ-A', 'SH-A', 'SH-B revoked']);
      expect((await office.done(operations.officeList, {})).rows.map(({ code }) => code)).toEqual(['BJ', 'GZ', 'SH']);
      expect((await office.done(operations.personList, {})).rows.some((row) => row.id === person)).toBe(true);
    }
    expect(isRevoked(second.store.read, second.identity)).toBe(true);
    expect(isRevoked(branch.store.read, branch.identity)).toBe(false);
    expectRefusal(operations.officeCreate, await second.run(operations.officeCreate, { code: 'WH', name: '武汉' }), 'workstation.not-entitled');
    const run = headquarters.run;
    expectRefusal(operations.workstationRevoke, await run(operations.workstationRevoke, { id: workstation }), 'workstation.revoked');
    expectRefusal(operations.workstationRevoke, await run(operations.workstationRevoke, { id: headquarters.actor()?.workstation ?? '' }), 'workstation.own');
    expectRefusal(operations.workstationRevoke, await run(operations.workstationRevoke, { id: headquarters.services.newId() }), 'not-found');
  });
});

describe('with the root key brought back', () => {
  /** Headquarters with a second computer, from which a third and a branch joined; the first is lost. */
  async function withoutItsFirst(): Promise<{ first: DirectoryOffice; second: DirectoryOffice; third: DirectoryOffice; branch: DirectoryOffice; words: string; lost: string }> {
    const first = await found();
    const { words } = await first.done(operations.recoverySheet, {});
    const second = await join(first, '赵敏', { office: 'SH', role: 'it' }, 'B');
    const third = await join(second, '钱进', { office: 'SH', role: 'hq' }, 'C');
    const branch = await join(second, '李娜', { office: 'BJ' });
    for (const office of [second, third, branch]) await first.takeFrom(office);
    for (const office of [second, third, branch]) await office.takeFrom(first);
    return { first, second, third, branch, words, lost: first.actor()?.workstation ?? '' };
  }

  it('[DIRECTORY-21] the computer that vouches for this one is not revoked from here, directly or further up', async () => {
    const { second, third, lost } = await withoutItsFirst();
    expectRefusal(operations.workstationRevoke, await second.run(operations.workstationRevoke, { id: lost }), 'recovery.required');
    expectRefusal(operations.workstationRevoke, await third.run(operations.workstationRevoke, { id: lost }), 'recovery.required');
    for (const office of [second, third]) expect(isRevoked(office.store.read, office.identity)).toBe(false);
    expect((await second.done(operations.workstationList, {})).rows.some(({ revoked }) => revoked)).toBe(false);
  });

  it('[DIRECTORY-21] the root key lets it go, and everybody whom it vouched for stays', async () => {
    const { first, second, third, branch, words, lost } = await withoutItsFirst();
    await second.done(operations.recoveryRestore, { words });
    await second.done(operations.workstationRevoke, { id: lost, reason: '损坏' });
    for (const office of [first, third, branch]) await office.takeFrom(second);
    for (const office of [first, second, third, branch]) {
      const { rows } = await office.done(operations.workstationList, {});
      expect(rows.map(({ office: at, letter, revoked }) => `${at}-${letter}${revoked ? ' revoked' : ''}`)).toEqual(['BJ-A', 'SH-A revoked', 'SH-B', 'SH-C']);
      expect((await office.done(operations.officeList, {})).rows.map(({ code }) => code)).toEqual(['BJ', 'SH']);
      expect((await office.done(operations.personList, {})).rows.map(({ name }) => name).toSorted()).toEqual(['张伟', '李娜', '赵敏', '钱进'].toSorted());
    }
    await second.done(operations.officeCreate, { code: 'GZ', name: '广州分公司' });
    await third.takeFrom(second);
    await third.done(operations.officeRename, { code: 'GZ', name: '广州' });
  });

  it('[DIRECTORY-19] a clerk’s computer of headquarters administers by it', async () => {
    const headquarters = await found();
    const { words } = await headquarters.done(operations.recoverySheet, {});
    const clerk = await join(headquarters, '前台', { office: 'SH', role: 'clerk' }, 'B');
    const branch = await join(headquarters, '李娜', { office: 'BJ' });
    await clerk.takeFrom(headquarters);
    expectRefusal(operations.officeCreate, await clerk.run(operations.officeCreate, { code: 'GZ', name: '广州' }), 'workstation.not-entitled');
    for (const office of [clerk, branch]) await office.done(operations.recoveryRestore, { words });
    await clerk.done(operations.officeCreate, { code: 'GZ', name: '广州' });
    await headquarters.takeFrom(clerk);
    expect((await headquarters.done(operations.officeList, {})).rows.map(({ code }) => code)).toEqual(['BJ', 'GZ', 'SH']);
    // A branch stays a branch: the contract keeps the command away from it, and its signatures stay its own.
    expectRefusal(operations.officeCreate, await branch.run(operations.officeCreate, { code: 'WH', name: '武汉' }), 'workstation.not-entitled');
  });
});

describe('tokens', () => {
  it('[DIRECTORY-12] are made for documents that are here and that this workstation may open itself', async () => {
    const headquarters = await found();
    const branch = await join(headquarters, '李娜', { office: 'BJ' });
    for (const office of [headquarters, branch]) {
      await office.store.transact((tx) => tx.edit(office.documentName('notice/one'), (doc) => doc.getMap('notices').set('a', 1)));
    }
    const made = await branch.done(operations.tokenCreate, { document: 'notice/one', access: 'read', hours: '2' });
    expect(made.expiresAtMs).toBe(branch.clock.nowMs + 2 * 3_600_000);
    const view = await headquarters.store.transact((tx) => headquarters.views.current(tx));
    if (view === undefined) throw new Error('no directory');
    const { verify } = headquarters.signatures;
    const reading = readToken(made.token, { view, verify, nowMs: headquarters.clock.nowMs, document: 'notice/one' });
    expect(reading).toMatchObject({ ok: true, content: { access: 'read' }, writer: { office: 'BJ' } });
    expectRefusal(operations.tokenCreate, await branch.run(operations.tokenCreate, { document: 'notice/one', access: 'write' }), 'document.not-allowed');
    expectRefusal(operations.tokenCreate, await branch.run(operations.tokenCreate, { document: 'notice/two' }), 'document.unknown');
    expectRefusal(operations.tokenCreate, await branch.run(operations.tokenCreate, { document: 'nothing' }), 'document.unknown');
  });
});

describe('the projection', () => {
  it('[DIRECTORY-17] rebuilt it gives the same rows, and pages give each row once', async () => {
    const headquarters = await found();
    await join(headquarters, '李娜', { office: 'BJ' });
    for (let number = 0; number < 7; number += 1) await headquarters.done(operations.personCreate, { name: `同事${number % 3}`, office: 'BJ' });
    const tables = (): unknown => operations.DIRECTORY_TABLES.map((table) => headquarters.store.read.all(`SELECT * FROM ${table}`));
    const before = tables();
    headquarters.store.rebuild();
    expect(tables()).toEqual(before);
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await headquarters.done(operations.personList, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor;
      more = cursor !== undefined;
    }
    expect(seen).toEqual((await headquarters.done(operations.personList, {})).rows.map((row) => row.id));
    expect(new Set(seen).size).toBe(9);
  });

  it('[DIRECTORY-5] an entry that nobody entitled signed is set aside and changes no row', async () => {
    const headquarters = await found();
    const branch = await join(headquarters, '李娜', { office: 'BJ' });
    const impostor = open('impostor');
    await impostor.done(operations.organisationCreate, { name: '假企业', office: 'SH', person: '假人' });
    const before = (await branch.done(operations.officeList, {})).rows;
    const outcome = await branch.store.transact((tx) => tx.apply(branch.documentName('directory'), impostor.directory(), 'relay'));
    expect(outcome).toMatchObject({ applied: false, problem: { rule: 'DIRECTORY-4' } });
    expect(branch.store.quarantine()).toHaveLength(1);
    expect((await branch.done(operations.officeList, {})).rows).toEqual(before);
  });
});
