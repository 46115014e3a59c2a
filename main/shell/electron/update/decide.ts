/**
 * What the updater does next, decided without doing it: `update-service.ts` carries the actions out.
 *
 * 1. Nothing is installed but a release that electron-updater found newer and verified (UPDATE-1).
 * 2. Nothing is installed before the store was backed up (UPDATE-2). Where that fails the app goes on, or is left,
 *    as it is (UPDATE-3).
 * 3. A failure is a state that ends by itself: it is tried again (UPDATE-4).
 */
import type { UpdateCause, UpdateStatus } from '#model/maintenance/update-status.ts';

export type UpdateState =
  | { readonly kind: 'noRelay' }
  | { readonly kind: 'waiting'; readonly checkedAtMs: number }
  | { readonly kind: 'checking' }
  | { readonly kind: 'downloading'; readonly version: string; readonly percent: number }
  | { readonly kind: 'ready'; readonly version: string; readonly cause?: UpdateCause }
  | { readonly kind: 'backingUp'; readonly version: string; readonly leaving: boolean }
  | { readonly kind: 'installing'; readonly version: string }
  | { readonly kind: 'failed'; readonly cause: UpdateCause };

export type UpdateEvent =
  /** The relay that the office belongs to; undefined while there is none. */
  | { readonly type: 'relay'; readonly feed: string | undefined }
  | { readonly type: 'due' }
  | { readonly type: 'nothingNewer'; readonly atMs: number }
  | { readonly type: 'found'; readonly version: string }
  | { readonly type: 'progress'; readonly percent: number }
  | { readonly type: 'downloaded' }
  | { readonly type: 'failed'; readonly cause: UpdateCause }
  | { readonly type: 'asked' }
  | { readonly type: 'leaving' }
  | { readonly type: 'backedUp'; readonly done: boolean };

export type UpdateAction =
  | { readonly type: 'setFeed'; readonly feed: string }
  | { readonly type: 'check' }
  | { readonly type: 'download' }
  | { readonly type: 'wait'; readonly delayMs: number }
  | { readonly type: 'backUp' }
  /** Ends the core, then hands over to the installer. */
  | { readonly type: 'install'; readonly openAgain: boolean }
  /** Ends the core, then the app, as it is. */
  | { readonly type: 'leave' };

export interface Decision {
  readonly state: UpdateState;
  readonly actions: readonly UpdateAction[];
}

export const CHECK_EVERY_MS = 4 * 3_600_000;
/** A branch's line comes and goes; the next look is soon, and costs one small file. */
export const UNREACHABLE_RETRY_MS = 15 * 60_000;

export const FIRST_STATE: UpdateState = { kind: 'noRelay' };

const stay = (state: UpdateState): Decision => ({ state, actions: [] });

export function decideUpdate(state: UpdateState, event: UpdateEvent): Decision {
  switch (event.type) {
    case 'relay':
      return relayTold(state, event.feed);
    case 'due':
      return state.kind === 'waiting' || state.kind === 'failed' ? { state: { kind: 'checking' }, actions: [{ type: 'check' }] } : stay(state);
    case 'nothingNewer':
      if (state.kind !== 'checking') return stay(state);
      return { state: { kind: 'waiting', checkedAtMs: event.atMs }, actions: [{ type: 'wait', delayMs: CHECK_EVERY_MS }] };
    case 'found':
      if (state.kind !== 'checking') return stay(state);
      return { state: { kind: 'downloading', version: event.version, percent: 0 }, actions: [{ type: 'download' }] };
    case 'progress':
      return stay(state.kind === 'downloading' ? { ...state, percent: event.percent } : state);
    case 'downloaded':
      return stay(state.kind === 'downloading' ? { kind: 'ready', version: state.version } : state);
    case 'failed':
      return failed(state, event.cause);
    case 'asked':
      if (state.kind !== 'ready') return stay(state);
      return { state: { kind: 'backingUp', version: state.version, leaving: false }, actions: [{ type: 'backUp' }] };
    case 'leaving':
      return leaving(state);
    case 'backedUp':
      return backedUp(state, event.done);
  }
}

/** What is downloaded already stays, wherever it came from: it was verified. */
function relayTold(state: UpdateState, feed: string | undefined): Decision {
  if (state.kind === 'ready' || state.kind === 'backingUp' || state.kind === 'installing') return stay(state);
  if (feed === undefined) return stay({ kind: 'noRelay' });
  return { state: { kind: 'checking' }, actions: [{ type: 'setFeed', feed }, { type: 'check' }] };
}

function failed(state: UpdateState, cause: UpdateCause): Decision {
  switch (state.kind) {
    case 'checking':
    case 'downloading':
      return { state: { kind: 'failed', cause }, actions: [{ type: 'wait', delayMs: cause === 'unreachable' ? UNREACHABLE_RETRY_MS : CHECK_EVERY_MS }] };
    // The core has ended for the installer, which did not start: the app cannot go on.
    case 'installing':
      return { state: { kind: 'failed', cause }, actions: [{ type: 'leave' }] };
    case 'noRelay':
    case 'waiting':
    case 'ready':
    case 'backingUp':
    case 'failed':
      return stay(state);
  }
}

function leaving(state: UpdateState): Decision {
  switch (state.kind) {
    case 'ready':
      return { state: { kind: 'backingUp', version: state.version, leaving: true }, actions: [{ type: 'backUp' }] };
    // A copy is being made already; the person now wants to leave, not to come back.
    case 'backingUp':
      return stay({ ...state, leaving: true });
    case 'installing':
      return stay(state);
    case 'noRelay':
    case 'waiting':
    case 'checking':
    case 'downloading':
    case 'failed':
      return { state, actions: [{ type: 'leave' }] };
  }
}

function backedUp(state: UpdateState, done: boolean): Decision {
  if (state.kind !== 'backingUp') return stay(state);
  const { version, leaving: leave } = state;
  if (done) return { state: { kind: 'installing', version }, actions: [{ type: 'install', openAgain: !leave }] };
  return { state: { kind: 'ready', version, cause: 'backupFailed' }, actions: leave ? [{ type: 'leave' }] : [] };
}

/** How it is told to people. */
export function statusOfUpdate(state: UpdateState, version: string): UpdateStatus {
  switch (state.kind) {
    case 'noRelay':
      return { state: 'noRelay', version };
    case 'waiting':
      return { state: 'current', version, checkedAtMs: state.checkedAtMs };
    case 'checking':
      return { state: 'checking', version };
    case 'downloading':
      return { state: 'downloading', version, available: state.version, percent: Math.floor(state.percent) };
    case 'ready':
      return { state: 'ready', version, available: state.version, ...(state.cause === undefined ? {} : { cause: state.cause }) };
    case 'backingUp':
    case 'installing':
      return { state: 'installing', version, available: state.version };
    case 'failed':
      return { state: 'failed', version, cause: state.cause };
  }
}
