/** Headquarters lost with its only computer, and back again: real stores on the disk, a real relay, the operations as the CLI calls them. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallResult } from '#model/contract/port.ts';
import { callOffice } from '../../main/shell/core/call-office.ts';
import { callOrThrow } from '../support/call-or-throw.ts';
import { startRelayProcess, type RelayProcess } from '../support/relay-process.ts';

let root: string;
let relay: RelayProcess;
/** Folders of the computers. */
let first: string;
let branch: string;
let fresh: string;
let words: string;
const backup = (): string => path.join(root, 'copy.db');

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'branchline-rebuilding-'));
  [first, branch, fresh] = ['first', 'branch', 'fresh'].map((name) => path.join(root, name)) as [string, string, string];
  relay = await startRelayProcess({ data: path.join(root, 'relay'), port: 0, logFile: path.join(root, 'relay.log') });
  await callOrThrow(first, 'organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  await callOrThrow(first, 'relay.claim', { url: relay.url, setupCode: relay.setupCode });
  await callOrThrow(first, 'office.create', { code: 'BJ', name: '北京分公司' });
  await callOrThrow(first, 'item.create', { code: 'M6', name: '六角螺钉', unit: '个' });
  await callOrThrow(first, 'stock.receive', { item: 'M6', quantity: 7 });
  ({ words } = await callOrThrow<{ words: string }>(first, 'recovery.sheet', {}));
  const { code } = await callOrThrow<{ code: string }>(first, 'enrolment.create', { office: 'BJ' });
  await callOrThrow(first, 'sync.run', {});
  await callOrThrow(branch, 'office.join', { url: relay.url, code, person: '李娜' });
  await callOrThrow(branch, 'stock.receive', { item: 'M6', quantity: 3 });
  await callOrThrow(branch, 'sync.run', {});
  await callOrThrow(first, 'sync.run', {});
});
afterEach(async () => {
  await relay.stop();
  rmSync(root, { recursive: true, force: true });
});

async function balances(folder: string): Promise<string[]> {
  const { rows } = await callOrThrow<{ rows: { office: string; quantity: string }[] }>(folder, 'stock.balance', { item: 'M6' });
  return rows.map(({ office, quantity }) => `${office} ${quantity}`).toSorted();
}

async function workstations(folder: string): Promise<string[]> {
  const { rows } = await callOrThrow<{ rows: { office: string; letter: string; revoked: boolean; here: boolean }[] }>(folder, 'workstation.list', {});
  return rows.map(({ office, letter, revoked, here }) => `${office}-${letter}${revoked ? ' revoked' : ''}${here ? ' here' : ''}`);
}

const rebuild = (folder: string, input: object): Promise<CallResult> => callOffice(folder, 'recovery.rebuild', { words, person: '张伟', ...input });
const reasonOf = (result: CallResult): string => (result.ok ? 'done' : result.refusal.reason);

/** It works as headquarters: its entries reach the branch by the relay, and its codes admit a computer. */
async function expectWorkingHeadquarters(folder: string): Promise<void> {
  await callOrThrow(folder, 'stock.issue', { item: 'M6', quantity: 2, reason: 'consumption' });
  const { code } = await callOrThrow<{ code: string }>(folder, 'enrolment.create', { office: 'BJ' });
  expect(await callOrThrow(folder, 'sync.run', {})).toMatchObject({ idle: true, waiting: 0 });
  expect(await callOrThrow(folder, 'sync.status', {})).toMatchObject({ quarantine: [] });
  const second = path.join(root, 'second');
  expect(await callOrThrow(second, 'office.join', { url: relay.url, code, person: '王五' })).toMatchObject({ office: 'BJ', letter: 'B' });
  await callOrThrow(branch, 'sync.run', {});
  expect(await callOrThrow(branch, 'sync.status', {})).toMatchObject({ quarantine: [] });
  expect((await workstations(branch)).filter((each) => each.startsWith('SH'))).toContain('SH-B');
  expect(await callOrThrow(folder, 'recovery.sheet', {})).toMatchObject({ words });
  expect(await callOrThrow<{ rows: unknown[] }>(folder, 'stock.verify', { office: 'SH' })).toMatchObject({ rows: [{ state: 'complete' }, { state: 'complete' }] });
}

describe('headquarters, with nothing left of its computer', () => {
  it('[DIRECTORY-20] from sheet and relay alone it is there again, as a new workstation with all its records', async () => {
    rmSync(first, { recursive: true });
    const rebuilt = await callOrThrow<{ letter: string; office: string; organisation: string }>(fresh, 'recovery.rebuild', { words, person: '张伟', url: relay.url });
    expect(rebuilt).toMatchObject({ organisation: '远山商贸', office: 'SH', letter: 'B', documents: 0 });
    expect(await callOrThrow(fresh, 'setup.status', {})).toMatchObject({ state: 'member', office: { headquarters: true }, person: { name: '张伟', roles: ['clerk', 'manager', 'hq', 'it'] } });
    expect(await balances(fresh)).toEqual(['BJ 3', 'SH 7']);
    expect(await workstations(fresh)).toEqual(['BJ-A', 'SH-A', 'SH-B here']);
    await expectWorkingHeadquarters(fresh);
    // What is lost is shut out, and what it vouched for stays.
    await callOrThrow(fresh, 'sync.run', {});
    const { rows } = await callOrThrow<{ rows: { id: string; office: string; letter: string }[] }>(fresh, 'workstation.list', {});
    await callOrThrow(fresh, 'workstation.revoke', { id: rows.find(({ office, letter }) => office === 'SH' && letter === 'A')?.id });
    expect(await workstations(fresh)).toEqual(['BJ-A', 'BJ-B', 'SH-A revoked', 'SH-B here']);
  });

  it('[DIRECTORY-20] backup and relay each give what the other lacks', async () => {
    await callOrThrow(first, 'stock.receive', { item: 'M6', quantity: 5 });
    await callOrThrow(first, 'store.backup', { to: backup() });
    await callOrThrow(branch, 'stock.receive', { item: 'M6', quantity: 1 });
    await callOrThrow(branch, 'sync.run', {});
    rmSync(first, { recursive: true });
    const before = readFileSync(backup());
    // The address comes from the backup.
    const rebuilt = await callOrThrow<{ documents: number; setAside: number }>(fresh, 'recovery.rebuild', { words, person: '赵敏', backup: backup() });
    expect(rebuilt).toMatchObject({ letter: 'B', setAside: 0 });
    expect(rebuilt.documents).toBeGreaterThan(3);
    expect(readFileSync(backup()).equals(before)).toBe(true);
    expect(await balances(fresh)).toEqual(['BJ 4', 'SH 12']);
    expect(await callOrThrow(fresh, 'setup.status', {})).toMatchObject({ person: { name: '赵敏', roles: ['clerk', 'manager', 'hq', 'it'] } });
    await expectWorkingHeadquarters(fresh);
    // The receipt that the lost computer had not sent is at the relay by now.
    const other = path.join(root, 'other');
    await callOrThrow(other, 'recovery.rebuild', { words, person: '张伟', url: relay.url });
    expect(await balances(other)).toContain('SH 10');
  });

  it('[DIRECTORY-20] where the relay is lost as well, the backup is enough, and a new relay takes it all', async () => {
    await callOrThrow(first, 'store.backup', { to: backup() });
    rmSync(first, { recursive: true });
    await relay.stop();
    expect(reasonOf(await rebuild(fresh, { backup: backup() }))).toBe('sync.unreachable');
    expect(await callOrThrow(fresh, 'setup.status', {})).toEqual({ state: 'none' });
    await callOrThrow(fresh, 'recovery.rebuild', { words, person: '张伟', backup: backup(), withoutRelay: true });
    expect(await balances(fresh)).toEqual(['BJ 3', 'SH 7']);
    relay = await startRelayProcess({ data: path.join(root, 'new-relay'), port: 0, logFile: path.join(root, 'relay.log') });
    await callOrThrow(fresh, 'relay.claim', { url: relay.url, setupCode: relay.setupCode });
    expect(await callOrThrow(fresh, 'sync.run', {})).toMatchObject({ idle: true, waiting: 0 });
    const other = path.join(root, 'other');
    await callOrThrow(other, 'recovery.rebuild', { words, person: '张伟', url: relay.url });
    expect(await balances(other)).toContain('SH 7');
  });
});

describe('a folder of headquarters without its keys', () => {
  it('[DIRECTORY-20] a restored store is read, takes no entry, and becomes a new workstation with the sheet', async () => {
    // Waits in the folder, and goes on its way in the new workstation's name.
    await callOrThrow(first, 'stock.receive', { item: 'M6', quantity: 5 });
    await callOrThrow(first, 'store.backup', { to: backup() });
    mkdirSync(fresh);
    copyFileSync(backup(), path.join(fresh, 'office.db'));
    expect(await callOrThrow(fresh, 'setup.status', {})).toMatchObject({ state: 'keyless', office: { code: 'SH' } });
    expect(await balances(fresh)).toEqual(['BJ 3', 'SH 12']);
    expect(reasonOf(await callOffice(fresh, 'stock.receive', { item: 'M6', quantity: 1 }))).toBe('store.read-only');
    expect(await callOrThrow(fresh, 'recovery.rebuild', { words, person: '张伟' })).toMatchObject({ letter: 'B' });
    expect(await callOrThrow(fresh, 'setup.status', {})).toMatchObject({ state: 'member', workstation: { letter: 'B' } });
    await expectWorkingHeadquarters(fresh);
    expect(await balances(fresh)).toEqual(['BJ 3', 'SH 10']);
    const other = path.join(root, 'other');
    await callOrThrow(other, 'recovery.rebuild', { words, person: '张伟', url: relay.url });
    expect(await balances(other)).toContain('SH 10');
  });

  it('[DIRECTORY-20] a computer that was shut out comes back under a new key, again and again', async () => {
    const { code } = await callOrThrow<{ code: string }>(first, 'enrolment.create', { office: 'SH', role: 'it' });
    await callOrThrow(first, 'sync.run', {});
    const second = path.join(root, 'it');
    await callOrThrow(second, 'office.join', { url: relay.url, code, person: '赵敏' });
    for (const letter of ['C', 'D']) {
      await callOrThrow(first, 'sync.run', {});
      const { rows } = await callOrThrow<{ rows: { id: string; here: boolean }[] }>(second, 'workstation.list', {});
      await callOrThrow(first, 'workstation.revoke', { id: rows.find(({ here }) => here)?.id });
      await callOrThrow(first, 'sync.run', {});
      await callOffice(second, 'sync.run', {});
      expect(await callOrThrow(second, 'recovery.rebuild', { words, person: '张伟' })).toMatchObject({ letter });
    }
    expect(await workstations(second)).toEqual(['BJ-A', 'SH-A', 'SH-B revoked', 'SH-C revoked', 'SH-D here']);
  });

  it('[DIRECTORY-20] a sound computer, a branch and an empty hand are refused, with nothing changed', async () => {
    expect(reasonOf(await rebuild(first, {}))).toBe('setup.done');
    expect(reasonOf(await rebuild(fresh, {}))).toBe('recovery.nothing');
    rmSync(path.join(branch, 'keys.json'));
    expect(reasonOf(await rebuild(branch, {}))).toBe('recovery.branch');
    expect(await callOrThrow(branch, 'setup.status', {})).toMatchObject({ state: 'keyless', office: { code: 'BJ' } });
    expect(await callOrThrow(fresh, 'setup.status', {})).toEqual({ state: 'none' });
  });
});

describe('what is wrong is told, and nothing is changed', () => {
  it('[DIRECTORY-20] words that are not this organisation’s, and files that are no backup', async () => {
    await callOrThrow(first, 'store.backup', { to: backup() });
    const stranger = path.join(root, 'stranger');
    await callOrThrow(stranger, 'organisation.create', { name: '别家', office: 'SH', person: '赵六' });
    const sheet = await callOrThrow<{ words: string }>(stranger, 'recovery.sheet', {});
    expect(reasonOf(await rebuild(fresh, { words: sheet.words, backup: backup() }))).toBe('recovery.elsewhere');
    expect(reasonOf(await rebuild(fresh, { words: sheet.words, url: relay.url }))).toBe('sync.enrolmentUnknown');
    expect(reasonOf(await rebuild(fresh, { words: words.slice(4), url: relay.url }))).toBe('recovery.length');
    expect(reasonOf(await rebuild(fresh, { backup: 'copy.db' }))).toBe('recovery.backup-relative');
    expect(reasonOf(await rebuild(fresh, { backup: path.join(root, 'missing.db') }))).toBe('recovery.backup-unusable');
    writeFileSync(path.join(root, 'text.db'), 'no database at all, but longer than nothing'.repeat(40));
    expect(reasonOf(await rebuild(fresh, { backup: path.join(root, 'text.db') }))).toBe('recovery.backup-unusable');
    expect(await callOrThrow(fresh, 'setup.status', {})).toEqual({ state: 'none' });
    // And with the right ones it goes on as if nothing had been.
    expect(reasonOf(await rebuild(fresh, { backup: backup() }))).toBe('done');
  });
});
