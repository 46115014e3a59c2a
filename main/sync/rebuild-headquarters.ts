/**
 * How headquarters comes back with its recovery sheet: the link's and the store's half. What is believed and written
 * of the directory is main/directory/rebuilding.ts, passed in by the office core.
 *
 * 1. Where there is a relay it admits the new workstation first: only it knows which letters were given since the
 *    backup was made.
 * 2. Membership, directory and the relay's address are written in one transaction. From then on the rest of the backup
 *    is taken over document by document; until that is done the computer takes no entries, and doing the same again
 *    goes on where it stopped.
 * 3. Everything is compared with the relay once, so each side gets what it lacks.
 */
import { isAbsolute } from 'node:path';
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import type { Enrol, Enrolled } from '#model/link/messages.ts';
import { BACKUP_PROBLEMS, causeReason } from '#model/sync/messages.ts';
import { openBackupFile, type BackupFile } from '../store/backup-file.ts';
import type { Reader, Store, StoreTransaction } from '../store/store.ts';
import { askRelay, type AskOptions } from './ask-relay.ts';
import { COMPARE_ALL, COMPLETE_UP_TO, CURSOR, LAST_CONTACT, readSetting, RELAY_URL, VERIFIED_AT } from './settings.ts';

/** A root key that was typed in, with the keys made for the new workstation. */
export interface RootRebuilding {
  readonly rootKey: string;
  readonly workstation: string;
  readonly workstationKey: string;
  sign(purpose: string, record: object): string;
  /** Whether this root key signed the organisation of a directory. */
  vouchesFor(directory: Uint8Array): boolean;
  complete(
    tx: StoreTransaction,
    rebuilding: {
      readonly directories: readonly Uint8Array[];
      readonly letter: string | undefined;
      readonly personName: string;
      readonly workstationName: string | undefined;
      stamp(): Stamp;
      newId(): string;
    },
  ): Rebuilt | Refusal;
  completed(): void;
}

export interface Rebuilt {
  readonly office: string;
  readonly workstation: string;
  readonly letter: string;
  readonly person: string;
}

/** This computer as it stands before. */
export interface Standing {
  readonly rootKey: string;
  /** Its keys are here and it was not shut out: there is nothing to rebuild. */
  readonly sound: boolean;
  /** The backup that is being taken over. */
  readonly rebuilding: string | undefined;
}

export interface RebuildOptions extends AskOptions {
  readonly store: Store;
  readonly stamp: () => Stamp;
  readonly newId: () => string;
  /** Gives others their turn between two documents. */
  readonly pause: () => Promise<void>;
  /** Undefined before it belongs to an organisation. */
  readonly standing: (read: Reader) => Standing | undefined;
  /** Who it is, once it was rebuilt. */
  readonly rebuilt: (read: Reader) => Rebuilt | undefined;
  readonly setRebuilding: (tx: StoreTransaction, backup: string | undefined) => void;
  /** Reads the words and makes keys, durable when this returns. */
  readonly prepareRebuilding: (words: string) => RootRebuilding | Refusal;
}

export interface RebuildInput {
  readonly words: string;
  readonly person: string;
  readonly workstation?: string | undefined;
  readonly backup?: string | undefined;
  readonly url?: string | undefined;
  readonly withoutRelay: boolean;
}

export type RebuildOutcome = Rebuilt & {
  readonly organisation: string;
  /** Documents taken from the backup, and those that could not be. */
  readonly documents: number;
  readonly setAside: number;
};

/** @param shutOut whether the relay says that this computer was revoked. */
export async function rebuildHeadquarters(options: RebuildOptions, input: RebuildInput, shutOut: boolean): Promise<RebuildOutcome | Refusal> {
  const { store } = options;
  const standing = options.standing(store.read);
  if (standing?.sound === true && standing.rebuilding === undefined && !shutOut) return refuse('setup.done', { organisation: organisationName(store.read) });
  const path = input.backup ?? standing?.rebuilding;
  const backup = path === undefined ? undefined : openBackup(path);
  if (isRefusal(backup)) return backup;
  try {
    const root = options.prepareRebuilding(input.words);
    if (isRefusal(root)) return root;
    const foreign = foreignRefusal(root, standing, backup, organisationName(store.read) || (path ?? ''));
    if (foreign !== undefined) return foreign;
    if (standing?.rebuilding === undefined) {
      const refused = await enter(options, input, root, path, backup);
      if (refused !== undefined) return refused;
    }
    const taken = backup === undefined ? { documents: 0, setAside: 0 } : await takeDocuments(options, backup);
    await store.transact((tx) => options.setRebuilding(tx, undefined));
    const rebuilt = options.rebuilt(store.read);
    if (rebuilt === undefined) throw new Error('headquarters was rebuilt and is not there');
    return { ...rebuilt, ...taken, organisation: organisationName(store.read) };
  } finally {
    backup?.close();
  }
}

/** Becomes a workstation of headquarters. */
async function enter(options: RebuildOptions, input: RebuildInput, root: RootRebuilding, path: string | undefined, backup: BackupFile | undefined): Promise<undefined | Refusal> {
  const { store } = options;
  const url = input.withoutRelay ? undefined : (input.url ?? readSetting(store.read, RELAY_URL) ?? backup?.setting(RELAY_URL));
  const held = options.standing(store.read) !== undefined;
  if (!held && backup === undefined && url === undefined) return refuse('recovery.nothing', {}, 'backup');
  const admitted = url === undefined ? undefined : await askAdmission(options, root, url);
  if (isRefusal(admitted)) return admitted;
  const directories = [admitted?.directory, backup?.update(DIRECTORY_DOCUMENT)].filter((each) => each !== undefined);
  const entered = await store.transact((tx) => {
    const rebuilt = root.complete(tx, {
      directories,
      letter: admitted?.letter,
      personName: input.person,
      workstationName: input.workstation,
      stamp: options.stamp,
      newId: options.newId,
    });
    if (isRefusal(rebuilt)) return rebuilt;
    // What another workstation knew of its line says nothing about this one.
    for (const key of [CURSOR, VERIFIED_AT, COMPLETE_UP_TO, LAST_CONTACT]) tx.setSetting(key, undefined);
    tx.setSetting(COMPARE_ALL, '1');
    tx.setSetting(RELAY_URL, url);
    options.setRebuilding(tx, path);
    return undefined;
  });
  if (!isRefusal(entered)) root.completed();
  return entered;
}

async function askAdmission(options: RebuildOptions, root: RootRebuilding, url: string): Promise<Enrolled | Refusal> {
  const answer = await askRelay(options, url, ({ nonce, relay }): Enrol => {
    const { rootKey, workstation, workstationKey } = root;
    const content: Omit<Enrol, 'signature'> = { type: 'enrol', nonce, relay, enrolmentKey: rootKey, workstation, workstationKey };
    return { ...content, signature: root.sign('enrol', content) };
  });
  if (answer.type === 'failed') return refuse(causeReason(answer.cause), {}, answer.cause === 'enrolmentUnknown' ? 'words' : 'url');
  if (answer.type !== 'enrolled') return refuse(causeReason('malformed'), {}, 'url');
  return answer.organisation === root.rootKey ? answer : refuse('recovery.not-vouched', {}, 'url');
}

/** Doubled documents change nothing, so it may be done again from the start. */
async function takeDocuments({ store, pause }: RebuildOptions, backup: BackupFile): Promise<{ documents: number; setAside: number }> {
  let documents = 0;
  let setAside = 0;
  for (const name of backup.names) {
    const update = backup.update(name);
    const outcome = update === undefined ? undefined : await store.transact((tx) => tx.apply(name, update, 'relay'));
    if (outcome !== undefined && (outcome.applied || 'missingEarlier' in outcome)) documents += 1;
    else setAside += 1;
    await pause();
  }
  return { documents, setAside };
}

function openBackup(path: string): BackupFile | Refusal {
  if (!isAbsolute(path)) return refuse('recovery.backup-relative', { path }, 'backup');
  const opened = openBackupFile(path);
  if (!isRefusal(opened)) return opened;
  const { detail = '' } = opened.values;
  return refuse('recovery.backup-unusable', { path, problem: BACKUP_PROBLEMS[opened.reason], detail }, 'backup');
}

/** Words of another organisation than the one that is here, or in the backup. */
function foreignRefusal(root: RootRebuilding, standing: Standing | undefined, backup: BackupFile | undefined, organisation: string): Refusal | undefined {
  const directory = backup?.update(DIRECTORY_DOCUMENT);
  const fits = (standing === undefined || standing.rootKey === root.rootKey) && (directory === undefined || root.vouchesFor(directory));
  return fits ? undefined : refuse('recovery.elsewhere', { organisation }, 'words');
}

function organisationName(read: Reader): string {
  return read.get<{ name: string }>('SELECT name FROM organisation')?.name ?? '';
}
