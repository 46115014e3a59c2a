import { afterEach, describe, expect, it } from 'vitest';
import { isRefusal } from '#model/contract/refusal.ts';
import * as operations from '#model/directory/operations.ts';
import { readRecoveryWords, writeRecoveryWords } from '#model/directory/recovery-sheet.ts';
import { readToken } from '#model/directory/token.ts';
import type { WorkstationId } from '#model/identity/ids.ts';
import { completeEnrolment, prepareEnrolment } from './joining.ts';
import { rulesOf } from './rules.ts';
import { closeOffices, expectRefusal, found, grantedBy, join, open, reasonOf } from './testing/organisation-scene.ts';

afterEach(closeOffices);

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
