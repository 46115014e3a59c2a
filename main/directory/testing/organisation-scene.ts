/** Headquarters and those who join it, for tests of the directory. */
import { expect } from 'vitest';
import { COMMON_ERRORS, isRefusal, type Refusal } from '#model/contract/refusal.ts';
import * as operations from '#model/directory/operations.ts';
import { completeEnrolment, prepareEnrolment } from '../joining.ts';
import { createMemoryKeyVault } from '../key-vault.ts';
import { openDirectoryOffice, type DirectoryOffice } from './directory-office.ts';

const offices: DirectoryOffice[] = [];

/** A computer without an organisation, named for its keys. */
export function open(name: string, vault = createMemoryKeyVault()): DirectoryOffice {
  const office = openDirectoryOffice(name, vault);
  offices.push(office);
  return office;
}

/** After each test: all that it opened is closed. */
export function closeOffices(): void {
  for (const office of offices.splice(0)) office.close();
}

/** Headquarters with one branch, which nobody has joined. */
export async function found(): Promise<DirectoryOffice> {
  const office = open('SH');
  await office.done(operations.organisationCreate, { name: '远山商贸', office: 'SH', person: '张伟' });
  await office.done(operations.officeCreate, { code: 'BJ', name: '北京分公司' });
  return office;
}

/** What the relay and the link do between the two halves of joining. */
export function grantedBy(headquarters: DirectoryOffice, enrolment: string, letter = 'A') {
  const organisation = headquarters.identity.membership(headquarters.store.read)?.rootKey ?? '';
  return { organisation, enrolment, letter, directory: headquarters.directory() };
}

/** Lets a computer join with a code, and headquarters know of it. */
export async function join(headquarters: DirectoryOffice, name: string, input: { office: string; role?: 'clerk' | 'manager' | 'hq' | 'it' }, letter = 'A') {
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

export function reasonOf(result: unknown): string | undefined {
  return isRefusal(result) ? result.reason : undefined;
}

/** Every reason that a handler gives has a message in both languages. */
export function expectRefusal(definition: { readonly errors: object }, result: unknown, reason: string): void {
  expect(reasonOf(result)).toBe(reason);
  const messages: object = { ...COMMON_ERRORS, ...definition.errors };
  const { values } = result as Refusal;
  const text = (messages as Record<string, { zh: string; en: string } | undefined>)[reason];
  for (const [, name] of `${text?.zh}${text?.en}`.matchAll(/\{\{(\w+)\}\}/g)) expect(values).toHaveProperty(name ?? '');
  expect(text).toBeDefined();
}
