/** What the office can be asked about its link (model/sync/operations.ts). */
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { OutputOf } from '#model/contract/operation.ts';
import { readUpdateContent } from '#model/document/update-content.ts';
import { CAUSES, type LinkCause } from '#model/sync/causes.ts';
import { causeReason } from '#model/sync/messages.ts';
import * as operations from '#model/sync/operations.ts';
import { action, query, type Area } from '../area.ts';
import type { QuarantineEntry, Reader, Store } from '../store/store.ts';
import { askRelay } from './ask-relay.ts';
import type { LinkState } from './link-state.ts';
import { joinOffice, type JoinOptions } from './join-office.ts';
import { rebuildHeadquarters, type RebuildOptions } from './rebuild-headquarters.ts';
import type { Link, LinkStatus, Outcome } from './link-options.ts';
import { EMPTY_STATE_VECTOR } from './push.ts';
import { DEFERRED, LAST_CONTACT, parseNames, readSetting, RELAY_URL } from './settings.ts';
import { readWatermarks, reportProjection, type WorkstationWatermark } from './watermarks.ts';

export interface SyncAreaOptions extends JoinOptions, RebuildOptions {
  readonly store: Store;
  readonly nowMs: () => number;
  /** Whether the process stays and keeps the line open; otherwise it is opened for `sync.run` alone. */
  readonly keepConnected: boolean;
  /** Lets `sync.line` cut the line. */
  readonly demo: boolean;
}

/** Clocks apart by less than this are as good as equal. */
const CLOCK_WARNING_MS = 2 * 60_000;

export function createSyncArea(link: Link, options: SyncAreaOptions): Area {
  const { store } = options;
  let cut = false;

  function connect(): void {
    link.configurationChanged();
    if (options.keepConnected && !cut) link.start();
  }

  async function claim({ url, setupCode }: { readonly url: string; readonly setupCode: string }): Promise<{ url: string } | Refusal> {
    const organisation = options.membership(store.read)?.rootKey;
    const directory = store.updateSince(DIRECTORY_DOCUMENT, EMPTY_STATE_VECTOR);
    if (organisation === undefined || directory === undefined) return refuse('setup.required');
    const answer = await askRelay(options, url, () => ({ type: 'claim', setupCode, organisation, directory }));
    if (answer.type === 'failed') return refuse(causeReason(answer.cause), {}, answer.cause === 'badSetupCode' ? 'setupCode' : 'url');
    await store.transact((tx) => tx.setSetting(RELAY_URL, url));
    connect();
    return { url };
  }

  async function run(untilIdle: boolean): Promise<OutputOf<typeof operations.syncRun> | Refusal> {
    if (cut) return runRefused({ idle: false, cause: 'stopped' });
    const startedHere = !link.status().state.wanted;
    if (startedHere) link.start();
    else link.retry();
    if (!untilIdle) return { idle: link.status().idle, waiting: store.outboxStatus().waiting };
    const outcome = await link.untilIdle();
    if (startedHere && !options.keepConnected) link.stop();
    return outcome.idle ? { idle: true, waiting: store.outboxStatus().waiting } : runRefused(outcome);
  }

  /** A computer that is shut out hears so from the relay alone: the directory that says it no longer reaches it. */
  async function isShutOut(): Promise<boolean> {
    if (options.standing(store.read)?.sound !== true) return false;
    const outcome = await run(true);
    return isRefusal(outcome) && outcome.reason === causeReason('revoked');
  }

  function runRefused({ cause }: Extract<Outcome, { idle: false }>): Refusal {
    if (cause === 'unconfigured') return refuse('sync.unconfigured');
    return refuse(causeReason(cause), { waiting: store.outboxStatus().waiting });
  }

  return {
    name: 'sync',
    projections: [reportProjection],
    handlers: [
      action(operations.relayClaim, claim),
      action(operations.officeJoin, async (input) => {
        const joined = await joinOffice(options, input);
        if (isRefusal(joined)) return joined;
        connect();
        // The office has joined whatever becomes of the first catch-up: what is missing then comes with the next one.
        await run(true);
        return joined;
      }),
      action(operations.recoveryRebuild, async (input) => {
        const rebuilt = await rebuildHeadquarters(options, input, await isShutOut());
        if (isRefusal(rebuilt)) return rebuilt;
        connect();
        await run(true);
        return rebuilt;
      }),
      action(operations.syncRun, ({ untilIdle }) => run(untilIdle)),
      action(operations.syncRetry, () => {
        if (!cut) link.retry();
        return Promise.resolve({});
      }),
      query(operations.syncStatus, ({ read }) => statusOf(link.status(), read, store)),
      query(operations.syncQuarantine, () => ({ rows: store.quarantine().map(quarantineRow) })),
      query(operations.syncSetAside, ({ read }, { entry }) => setAsideContent(read, entry)),
      query(operations.syncWatermarks, ({ read }) => watermarksOf(read, store, link.status(), options.membership(read)?.workstation, options.nowMs())),
      action(operations.syncLine, ({ connected }): Promise<{ connected: boolean } | Refusal> => {
        if (!options.demo) return Promise.resolve(refuse('sync.demo-only'));
        cut = !connected;
        if (cut) link.stop();
        else link.start();
        return Promise.resolve({ connected });
      }),
    ],
  };
}

function statusOf(status: LinkStatus, read: Reader, store: Store): OutputOf<typeof operations.syncStatus> {
  const { state, idle, url, retryAtMs, clockAheadMs } = status;
  const { waiting, sinceMs } = store.outboxStatus();
  const cause = causeOf(state);
  const lastContactMs = status.lastContactMs ?? numberIn(readSetting(read, LAST_CONTACT));
  return {
    state: state.kind,
    idle,
    waiting,
    deferred: parseNames(readSetting(read, DEFERRED)).length,
    quarantine: store.quarantine().map(quarantineRow),
    ...(state.kind === 'catchingUp' ? { progress: { done: state.done, total: state.total } } : {}),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(url === undefined ? {} : { url }),
    ...(cause === undefined ? {} : { cause: { key: cause, text: CAUSES[cause].cause, advice: CAUSES[cause].advice } }),
    ...(retryAtMs === undefined ? {} : { retryAtMs }),
    ...(lastContactMs === undefined ? {} : { lastContactMs }),
    ...(clockAheadMs === undefined || Math.abs(clockAheadMs) < CLOCK_WARNING_MS ? {} : { clockAheadMs }),
  };
}

/** Why the link is not in step; undefined where it is, or is on its way there for the first time. */
function causeOf(state: LinkState): LinkCause | undefined {
  switch (state.kind) {
    case 'offline':
      return state.cause;
    case 'tooOld':
      return 'protocolTooOld';
    case 'revoked':
      return 'revoked';
    case 'refused':
      return state.reason;
    case 'connecting':
      return state.told;
    case 'unconfigured':
    case 'catchingUp':
    case 'live':
      return undefined;
  }
}

function setAsideContent(read: Reader, entry: number): OutputOf<typeof operations.syncSetAside> | Refusal {
  const kept = read.get<{ bytes: Uint8Array }>('SELECT bytes FROM quarantine WHERE id = ?', entry);
  if (kept === undefined) return refuse('sync.not-set-aside', {}, 'entry');
  const content = readUpdateContent(kept.bytes);
  if (content === undefined) return { id: entry, readable: false, parts: [], deleted: 0, cut: false };
  const parts = content.parts.map(({ fields, ...part }) => ({ ...part, ...(fields === undefined ? {} : { fields: [...fields] }) }));
  return { id: entry, readable: true, parts, deleted: content.deleted, cut: content.cut };
}

function quarantineRow({ id, name, rule, detail, origin, atMs, bytes }: QuarantineEntry): OutputOf<typeof operations.syncQuarantine>['rows'][number] {
  return { id, name, rule, detail, origin, atMs, bytes };
}

/** Offices as the directory has them; this workstation itself holds all that it wrote. */
function watermarksOf(
  read: Reader,
  store: Store,
  status: LinkStatus,
  own: string | undefined,
  nowMs: number,
): OutputOf<typeof operations.syncWatermarks> {
  const offices = read.all<{ code: string; name: string }>('SELECT code, name FROM office ORDER BY headquarters DESC, code');
  const known = read.all<{ id: string; office: string }>('SELECT id, office FROM workstation WHERE revoked = 0 ORDER BY office, letter');
  const self: WorkstationWatermark | undefined =
    own === undefined
      ? undefined
      : {
          workstation: own,
          knownUpToMs: nowMs,
          waiting: store.outboxStatus().waiting,
          lastContactMs: status.lastContactMs,
          connected: status.state.kind === 'live' || status.state.kind === 'catchingUp',
        };
  const rows = readWatermarks(read, offices.map(({ code }) => code), known, self);
  const names = new Map(offices.map(({ code, name }) => [code, name]));
  return { rows: rows.map((row) => ({ ...withoutUndefined(row), name: names.get(row.office) ?? row.office, workstations: row.workstations.map(withoutUndefined) })) };
}

function withoutUndefined<Row extends object>(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row;
}

function numberIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
