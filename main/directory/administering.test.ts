import { afterEach, describe, expect, it } from 'vitest';
import * as operations from '#model/directory/operations.ts';
import { isRevoked } from './actor.ts';
import type { DirectoryOffice } from './testing/directory-office.ts';
import { closeOffices, expectRefusal, found, join, open } from './testing/organisation-scene.ts';

afterEach(closeOffices);

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
