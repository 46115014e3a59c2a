/**
 * The office core: one data folder opened, its areas and its link behind the contract. Knows no shell.
 * Everything of the outside (disk, clock, timers, randomness, sockets, keys) is passed in, so that the
 * simulation runs this very code.
 */
import type { Database } from 'better-sqlite3';
import { join } from 'node:path';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { Text } from '#model/contract/text.ts';
import { newUuid } from '#model/identity/ids.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import { kinds } from '#model/kinds.ts';
import type { Codec, Timers } from '#model/link/transport.ts';
import { CAUSES } from '#model/sync/causes.ts';
import { EXCHANGE_STATE_TABLE } from '#model/exchange/limits.ts';
import { KEYS_STATE_TABLE, UPDATE_STATE_TABLE } from '#model/maintenance/operations.ts';
import { LINK_STATE_TABLE } from '#model/sync/operations.ts';
import type { Actor, Area, Services } from '../area.ts';
import { actorOf, isRevoked, keepingOut } from '../directory/actor.ts';
import { createIdentity } from '../directory/identity.ts';
import { createDirectoryArea } from '../directory/index.ts';
import { completeEnrolment, prepareEnrolment } from '../directory/joining.ts';
import { prepareRebuilding } from '../directory/rebuilding.ts';
import type { KeyVault } from '../directory/key-vault.ts';
import { rulesOf } from '../directory/rules.ts';
import { createDirectoryViews } from '../directory/views.ts';
import { createExchangeArea } from '../exchange/exchange-area.ts';
import { createHeadquartersArea } from '../headquarters/headquarters-area.ts';
import { createKnowledgeArea } from '../knowledge/knowledge-area.ts';
import { createOrdersArea } from '../orders/index.ts';
import { createSearchArea } from '../search/search-area.ts';
import { createStockArea, createVerificationHandlers } from '../stock/index.ts';
import { keepBackup } from '../store/kept-backups.ts';
import { openStore, type StoreLimits } from '../store/open-store.ts';
import type { Reader, Store } from '../store/store.ts';
import { createLink } from '../sync/link.ts';
import type { Connect, Link } from '../sync/link-options.ts';
import { createSyncArea } from '../sync/operations.ts';
import { officesBehind, reportProjection } from '../sync/watermarks.ts';
import { createTasksArea } from '../tasks/tasks-area.ts';
import { startChores } from './chores.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import { createEditorChannels, type EditorChannels } from './editor-channels.ts';
import { createLiveQueries, type LiveQueries } from './live-queries.ts';
import { createOfficeClock } from './office-clock.ts';
import { createMaintenanceArea } from './maintenance/maintenance-area.ts';
import { noKeyProtection, type KeyProtection } from './maintenance/key-protection.ts';
import { noUpdates, type Updates } from './maintenance/updates.ts';
import { createSampleArea } from './sample/sample-area.ts';

export interface OfficeOptions {
  readonly dataDir: string;
  readonly vault: KeyVault;
  readonly signatures: SignatureScheme;
  readonly connect: Connect;
  readonly timers: Timers;
  readonly codec: Codec;
  readonly nowMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Runs something when this turn's work and the I/O that waits have had theirs (`setImmediate`): commits, folding, slices of long work. */
  readonly afterTurn: (act: () => void) => void;
  /** Folder of what ships with the program. */
  readonly resourcesDir: string;
  /** Demonstrations may cut the line. */
  readonly demo: boolean;
  /** Keep the link up; otherwise it connects only when asked (`sync.run`). */
  readonly keepConnected: boolean;
  /** How `vault` keeps its secrets, where that is to be seen and chosen. */
  readonly keys?: KeyProtection;
  /** The program's own update, where the shell carries it out. */
  readonly updates?: Updates;
  readonly onFault: (fault: { readonly id: string; readonly operation: string; readonly error: unknown }) => void;
  /** An open database in place of the folder's file; the caller closes it. */
  readonly database?: Database;
  /** How much is kept in memory and how long logs grow; the store has measures of its own. */
  readonly limits?: StoreLimits;
}

export interface Office {
  readonly store: Store;
  readonly dispatch: Dispatch;
  readonly live: LiveQueries;
  readonly editors: EditorChannels;
  readonly link: Link;
  /**
   * Copies the store into the folder's `backups`, where the newest copies before updates are kept.
   * @throws Error where it cannot be written.
   */
  backUpBeforeUpdate(): Promise<void>;
  close(): Promise<void>;
}

/** Each is as large as the store. */
const KEPT_BEFORE_UPDATES = 3;

/** Long enough that what is being received is not kept waiting, short enough that a search finds little left to do. */
const INDEXING_PAUSE_MS = 50;

/** Opens a data folder, or refuses with why it cannot be opened (main/store/open-failure.ts). */
export function openOffice(options: OfficeOptions): Office | Refusal {
  const { signatures, timers, nowMs, randomBytes, afterTurn, connect, codec } = options;
  const newId = (): string => newUuid(nowMs(), randomBytes);
  const faultIn = (operation: string) => (error: unknown) => options.onFault({ id: newId().slice(-8), operation, error });
  const identity = createIdentity(options.vault, signatures);
  const views = createDirectoryViews(identity, signatures);
  const stockArea = createStockArea((read, untilMs) => officesBehind(read, identity.membership(read)?.workstation, untilMs));
  /** Areas whose tables and lists come from files and go to files. */
  const exchanging = [stockArea];
  const areas: Area[] = [
    createDirectoryArea({ identity, views, signatures, kinds }),
    stockArea,
    // After stock: it reads the movements that stock's projection writes.
    createOrdersArea(),
    createTasksArea(),
    createKnowledgeArea(),
    createHeadquartersArea(),
    createSearchArea(),
  ];
  const store = openStore({
    file: join(options.dataDir, 'office.db'),
    ...(options.database === undefined ? {} : { database: options.database }),
    kinds,
    projections: [...areas.flatMap((area) => area.projections), reportProjection],
    rules: (read) => rulesOf(read, identity, signatures),
    nowMs,
    onChange: (write, change) => clock.observe(write, change),
    scheduleCommit: afterTurn,
    scheduleIndexing: (index) => void timers.after(INDEXING_PAUSE_MS, index),
    newClientId: () => randomBytes(4).reduce((drawn, byte) => drawn * 256 + byte, 0),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    onFault: faultIn('store'),
  });
  if (isRefusal(store)) return store;

  const clock = createOfficeClock(store.read, nowMs, () => identity.membership(store.read)?.workstation.slice(0, 8) ?? '00000000');
  const services: Services = {
    nowMs,
    stamp: () => clock.stamp(),
    newId,
    randomBytes,
    sign: (purpose, record) => identity.sign(store.read, purpose, record),
  };
  const link = createLink({
    store,
    kinds,
    connect,
    timers,
    nowMs,
    randomBytes,
    codec,
    identity: () => {
      const membership = identity.membership(store.read);
      return membership === undefined || !identity.holdsKeys(membership.workstation)
        ? undefined
        : { workstation: membership.workstation, office: membership.office, organisation: membership.rootKey, sign: services.sign };
    },
    stamp: services.stamp,
    reports: rulesOf(store.read, identity, signatures),
    onAwareness: (awareness) => editors.receiveAwareness(awareness.name, awareness.state),
    onFault: faultIn('sync'),
  });
  const actor = (read: Reader): Actor | Refusal => actorOf(read, identity);
  /** Why nothing may be entered here for now; what is here stays readable, and the link goes on. */
  function readOnly(read: Reader): Text | undefined {
    const { state } = link.status();
    if (state.kind === 'tooOld') return CAUSES.protocolTooOld.cause;
    const kept = keepingOut(read, identity);
    if (kept !== undefined) return kept;
    return state.kind === 'revoked' || isRevoked(read, identity) ? CAUSES.revoked.cause : undefined;
  }
  // Not a wait: others have their turn between two slices.
  const pause = (): Promise<void> => new Promise(afterTurn);
  const syncArea = createSyncArea(link, {
    store,
    connect,
    timers,
    codec,
    nowMs,
    stamp: services.stamp,
    keepConnected: options.keepConnected,
    demo: options.demo,
    membership: (read) => identity.membership(read),
    prepareEnrolment(code) {
      const prepared = prepareEnrolment(code, identity, signatures);
      if (isRefusal(prepared)) return prepared;
      return {
        ...prepared,
        complete: (tx, granted, joining) => completeEnrolment(tx, { identity, views }, signatures, prepared, granted, joining),
      };
    },
    newId,
    pause,
    standing(read) {
      const membership = identity.membership(read);
      if (membership === undefined) return undefined;
      return { rootKey: membership.rootKey, sound: identity.holdsKeys(membership.workstation) && !isRevoked(read, identity), rebuilding: identity.rebuilding(read) };
    },
    rebuilt(read) {
      const membership = identity.membership(read);
      if (membership === undefined) return undefined;
      const { office, workstation, letter } = membership;
      return { office, workstation, letter, person: identity.signedIn(read) ?? '' };
    },
    setRebuilding: (tx, backup) => identity.setRebuilding(tx, backup),
    prepareRebuilding: (words) => prepareRebuilding(words, { identity, views }, signatures, identity.membership(store.read)),
  });
  const sampleArea = createSampleArea({
    store,
    services,
    dispatch: () => dispatch,
    actor,
    folder: join(options.resourcesDir, 'sample'),
  });
  const updates = options.updates ?? noUpdates;
  const backupsDir = join(options.dataDir, 'backups');
  const maintenanceArea = createMaintenanceArea({
    store,
    updates,
    keys: options.keys ?? noKeyProtection,
    keysChanged: () => live.touch([KEYS_STATE_TABLE]),
    backupsDir,
    nowMs,
    printDirs: [join(options.dataDir, 'print'), join(options.resourcesDir, 'print')],
  });
  const exchangeArea = createExchangeArea({
    store,
    tables: exchanging.flatMap(({ tables }) => tables),
    lists: exchanging.flatMap(({ lists }) => lists),
    newId: services.newId,
    nowMs,
    actor,
    call: (name, input) => dispatch.call(name, input),
    pause,
    touched: () => live.touch([EXCHANGE_STATE_TABLE]),
  });
  const dispatch = createDispatch({
    store,
    services,
    handlers: [
      ...[...areas, syncArea, sampleArea, maintenanceArea, exchangeArea].flatMap((area) => area.handlers),
      ...createVerificationHandlers({ store, rules: rulesOf(store.read, identity, signatures), pause }),
    ],
    actor,
    readOnly,
    onFault: options.onFault,
    beforeCommit: (tx) => clock.keep(tx.write),
    pause,
  });
  const chores = startChores({
    store,
    timers,
    nowMs,
    chores: areas.flatMap((area) => area.chores ?? []),
    onFault: faultIn('chores'),
  });
  const live = createLiveQueries(store, dispatch, timers);
  const editors = createEditorChannels({
    store,
    kinds,
    mayEdit() {
      const acting = actor(store.read);
      if (isRefusal(acting)) return acting;
      const cause = readOnly(store.read);
      return cause === undefined ? undefined : refuse('store.read-only', { cause });
    },
    sendAwareness: (name, state) => link.sendAwareness({ type: 'awareness', name, state }),
  });
  link.onStatus(() => live.touch([LINK_STATE_TABLE]));
  updates.onChange(() => live.touch([UPDATE_STATE_TABLE]));
  if (options.keepConnected) link.start();

  return {
    store,
    dispatch,
    live,
    editors,
    link,
    backUpBeforeUpdate: async () => void (await keepBackup(store, backupsDir, nowMs(), KEPT_BEFORE_UPDATES)),
    close() {
      chores.close();
      link.close();
      editors.close();
      live.close();
      store.close();
      return Promise.resolve();
    },
  };
}
