/**
 * What the workstation's side of the link does, as a pure function of its state and what happened.
 * `link.ts` carries the actions out; sockets, timers, disk and randomness are its business.
 *
 * 1. At most one connection is wanted at a time: `connect` is decided only where there is none, and leaving a
 *    connection by this side's choice always comes with `disconnect`.
 * 2. The cursor moves with what was applied, in its transaction: by batches in order, by live updates only once the
 *    catch-up is done (model/link/messages.ts, invariant 4). In a catch-up by digests it moves only with the last
 *    batch. From then on the relay's messages stand in the order of its log, so whatever names a sequence moves it.
 * 3. Pushing begins with `welcome` (in a catch-up by digests with `differences`, since the relay may lack what waiting
 *    entries build on) and ends with the connection. Only `ack` empties the outbox.
 * 4. A failed connection is tried again with full jitter, 1 s to 5 min; at once when the network is back or a
 *    person asks. A refusal that time alone may lift is tried again slowly; a revoked workstation only when asked.
 * 5. A cause is told once, until the link was live again or the cause is another one.
 * 6. A message that does not fit the state changes nothing (it may be doubled or late).
 */
import { OLDEST_PROTOCOL, PROTOCOL } from '#model/link/messages.ts';
import type { Batch, Cursor, FromRelay, RefusedReason, Update, Welcome } from '#model/link/messages.ts';
import type { LinkCause } from '#model/sync/causes.ts';
import type { Memory, LinkState, TimerName, LinkEvent, LinkAction, Decision } from './link-state.ts';

export const RETRY_MIN_MS = 1000;
export const RETRY_MAX_MS = 5 * 60_000;
/** Until a connection is open, and then until each answer of the handshake. */
export const ANSWER_WITHIN_MS = 15_000;
export const HEARTBEAT_MS = 20_000;
/** Without any frame for this long after a ping, the connection is dead. */
export const SILENCE_MS = 30_000;
/** The same after the network changed, when a dead connection is likely. */
export const SHORT_SILENCE_MS = 5000;

export const INITIAL: LinkState = { kind: 'unconfigured', wanted: false, attempt: 0, told: undefined };

const NONE: readonly LinkAction[] = [];
const ALL_TIMERS: readonly TimerName[] = ['retry', 'answer', 'heartbeat', 'silence'];
const CANCEL_ALL: readonly LinkAction[] = ALL_TIMERS.map((name) => ({ type: 'cancelTimer', timer: name }));

export function decide(state: LinkState, event: LinkEvent): Decision {
  switch (event.type) {
    case 'configured':
      return event.configured ? configured(state) : leave({ kind: 'unconfigured', ...memory(state), attempt: 0 }, state, 'unconfigured');
    case 'start':
      return start(state);
    case 'stop':
      return stop(state);
    case 'networkChanged':
      return networkChanged(state);
    case 'retryRequested':
      return isWaiting(state) || state.kind === 'revoked' ? connect(state, 0) : stay(state);
    case 'opened':
      return state.kind === 'connecting' && state.phase === 'opening'
        ? { state: { ...state, phase: 'greeting' }, actions: [answerTimer] }
        : stay(state);
    case 'heard':
      return isWelcome(state) ? { state, actions: [{ type: 'cancelTimer', timer: 'silence' }] } : stay(state);
    case 'received':
      return received(state, event.message);
    case 'malformed':
      return isConnected(state) ? fail(state, 'malformed', true) : stay(state);
    case 'closed':
      return closed(state);
    case 'timer':
      return timer(state, event.timer);
    case 'applied':
      return applied(state, event);
    case 'applyFailed':
      return isWelcome(state) ? fail(state, 'storeFailed', true) : stay(state);
  }
}

function stay(state: LinkState): Decision {
  return { state, actions: NONE };
}

function memory({ wanted, attempt, told }: LinkState): Memory {
  return { wanted, attempt, told };
}

type Welcomed = Extract<LinkState, { kind: 'catchingUp' | 'live' }>;

function isWelcome(state: LinkState): state is Welcomed {
  return state.kind === 'catchingUp' || state.kind === 'live';
}

function isConnected(state: LinkState): boolean {
  return state.kind === 'connecting' || isWelcome(state);
}

/** States that wait for their next try. */
function isWaiting(state: LinkState): boolean {
  return state.kind === 'refused' || state.kind === 'tooOld' || (state.kind === 'offline' && state.wanted);
}

const answerTimer: LinkAction = { type: 'setTimer', timer: 'answer', delayMs: ANSWER_WITHIN_MS };

function connect(state: LinkState, attempt: number): Decision {
  return {
    state: { kind: 'connecting', phase: 'opening', ...memory(state), attempt },
    actions: [{ type: 'cancelTimer', timer: 'retry' }, { type: 'connect' }, answerTimer],
  };
}

/** Goes to `next`, giving up the connection where there is one. */
function leave(next: LinkState, from: LinkState, reason: string, more: readonly LinkAction[] = NONE): Decision {
  const disconnect: readonly LinkAction[] = isConnected(from) ? [{ type: 'disconnect', reason }] : NONE;
  return { state: next, actions: [...disconnect, ...CANCEL_ALL, ...more] };
}

function configured(state: LinkState): Decision {
  if (!state.wanted) return leave({ kind: 'offline', cause: 'stopped', ...memory(state), attempt: 0 }, state, 'stopped');
  const left = leave(state, state, 'configuration changed');
  const next = connect(state, 0);
  return { state: next.state, actions: [...left.actions, ...next.actions] };
}

function start(state: LinkState): Decision {
  if (state.wanted) return stay(state);
  const wanted = { ...state, wanted: true };
  return state.kind === 'unconfigured' ? stay(wanted) : connect(wanted, 0);
}

function stop(state: LinkState): Decision {
  const kept = { ...memory(state), wanted: false, attempt: 0 };
  if (state.kind === 'unconfigured') return stay({ kind: 'unconfigured', ...kept });
  return leave({ kind: 'offline', cause: 'stopped', ...kept }, state, 'stopped');
}

function networkChanged(state: LinkState): Decision {
  if (isWaiting(state)) return connect(state, 0);
  if (!isWelcome(state)) return stay(state);
  return { state, actions: [{ type: 'sendPing' }, { type: 'setTimer', timer: 'silence', delayMs: SHORT_SILENCE_MS }] };
}

function closed(state: LinkState): Decision {
  if (state.kind === 'connecting') return fail(state, state.phase === 'opening' ? 'unreachable' : 'lost', false);
  return isWelcome(state) ? fail(state, 'lost', false) : stay(state);
}

function tell(state: LinkState, cause: LinkCause): readonly LinkAction[] {
  return state.told === cause ? NONE : [{ type: 'tell', cause }];
}

/** The connection failed: wait, then try again. */
function fail(state: LinkState, cause: LinkCause, disconnect: boolean): Decision {
  const maxMs = Math.min(RETRY_MAX_MS, 2 * RETRY_MIN_MS * 2 ** Math.min(state.attempt, 20));
  return {
    state: { kind: 'offline', cause, wanted: state.wanted, attempt: state.attempt + 1, told: cause },
    actions: [
      ...(disconnect ? [{ type: 'disconnect', reason: cause } as const] : NONE),
      ...CANCEL_ALL,
      { type: 'scheduleRetry', minMs: RETRY_MIN_MS, maxMs },
      ...tell(state, cause),
    ],
  };
}

const SLOW_RETRY: LinkAction = { type: 'scheduleRetry', minMs: RETRY_MAX_MS / 2, maxMs: RETRY_MAX_MS };

function refused(state: LinkState, reason: RefusedReason): Decision {
  const kept = { ...memory(state), told: reason };
  switch (reason) {
    case 'stopping':
    case 'storageFailed':
    case 'tooFast':
      return fail(state, reason, true);
    case 'protocolTooOld':
      return leave({ kind: 'tooOld', ...kept }, state, reason, [SLOW_RETRY, ...tell(state, reason)]);
    case 'revoked':
      return leave({ kind: 'revoked', ...kept }, state, reason, tell(state, reason));
    case 'relayTooOld':
    case 'unknownOrganisation':
    case 'unknownWorkstation':
    case 'badSignature':
    case 'enrolmentUnknown':
    case 'enrolmentUsed':
    case 'enrolmentExpired':
    case 'notClaimed':
    case 'alreadyClaimed':
    case 'badSetupCode':
    case 'tooLarge':
    case 'malformed':
      return leave({ kind: 'refused', reason, ...kept }, state, reason, [SLOW_RETRY, ...tell(state, reason)]);
  }
}

function timer(state: LinkState, name: TimerName): Decision {
  switch (name) {
    case 'retry':
      return isWaiting(state) ? connect(state, state.attempt) : stay(state);
    case 'answer':
      return state.kind === 'connecting' ? fail(state, 'timeout', true) : stay(state);
    case 'heartbeat':
      if (!isWelcome(state)) return stay(state);
      return {
        state,
        actions: [
          { type: 'sendPing' },
          { type: 'setTimer', timer: 'silence', delayMs: SILENCE_MS },
          { type: 'setTimer', timer: 'heartbeat', delayMs: HEARTBEAT_MS + SILENCE_MS },
        ],
      };
    case 'silence':
      return isWelcome(state) ? fail(state, 'silent', true) : stay(state);
  }
}

function received(state: LinkState, message: FromRelay): Decision {
  if (state.kind === 'connecting') return greeted(state, message);
  return isWelcome(state) ? carried(state, message) : stay(state);
}

function greeted(state: Extract<LinkState, { kind: 'connecting' }>, message: FromRelay): Decision {
  switch (message.type) {
    case 'challenge':
      if (state.phase === 'authenticating') return stay(state);
      if (message.oldestProtocol > PROTOCOL) return refused(state, 'protocolTooOld');
      if (message.protocol < OLDEST_PROTOCOL) return refused(state, 'relayTooOld');
      return { state: { ...state, phase: 'authenticating' }, actions: [{ type: 'sendHello', challenge: message }, answerTimer] };
    case 'welcome':
      return state.phase === 'authenticating' ? welcomed(state, message) : stay(state);
    case 'refused':
      return refused(state, message.reason);
    case 'claimed':
    case 'enrolled':
    case 'ack':
    case 'batch':
    case 'update':
    case 'needStates':
    case 'differences':
    case 'reports':
    case 'awareness':
    case 'pong':
      return stay(state);
  }
}

function welcomed(state: LinkState, welcome: Welcome): Decision {
  const digests = welcome.mode === 'digests';
  return {
    state: {
      kind: 'catchingUp',
      ...memory(state),
      epoch: welcome.epoch,
      done: 0,
      total: welcome.updates,
      liveUpTo: 0,
      byDigests: digests,
      welcome,
      complete: false,
    },
    actions: [
      { type: 'cancelTimer', timer: 'answer' },
      { type: 'setTimer', timer: 'heartbeat', delayMs: HEARTBEAT_MS },
      digests ? { type: 'sendDigests' } : { type: 'startPushing', welcome },
    ],
  };
}

function carried(state: Welcomed, message: FromRelay): Decision {
  switch (message.type) {
    case 'batch':
      return batchReceived(state, message);
    case 'update':
      return updateReceived(state, message);
    case 'ack':
      return { state, actions: [{ type: 'acknowledge', ack: message }] };
    case 'needStates':
      return { state, actions: [{ type: 'sendStates', request: message }] };
    case 'differences': {
      const begin: readonly LinkAction[] = state.kind === 'catchingUp' && state.byDigests ? [{ type: 'startPushing', welcome: state.welcome }] : NONE;
      return { state, actions: [...begin, { type: 'pushDifferences', differences: message }] };
    }
    case 'reports': {
      const reached = Math.max(0, ...message.reports.map(({ sequence }) => sequence));
      return { state, actions: [{ type: 'storeReports', reports: message, cursor: inLogOrder(state, reached) }] };
    }
    case 'awareness':
      return { state, actions: [{ type: 'passAwareness', awareness: message }] };
    case 'refused':
      return refused(state, message.reason);
    case 'challenge':
    case 'welcome':
    case 'claimed':
    case 'enrolled':
    case 'pong':
      return stay(state);
  }
}

/** The cursor that a message naming a sequence allows once the last batch has arrived; undefined before. */
function inLogOrder(state: Welcomed, sequence: number): Cursor | undefined {
  return state.kind === 'live' || state.complete ? { epoch: state.epoch, sequence } : undefined;
}

function batchReceived(state: Welcomed, batch: Batch): Decision {
  // A batch after the last one repairs documents that were compared.
  if (state.kind === 'live' || state.complete) {
    return { state, actions: [{ type: 'applyBatch', batch, cursor: inLogOrder(state, batch.upTo), ends: 'nothing' }] };
  }
  if (batch.last) {
    const cursor = { epoch: state.epoch, sequence: Math.max(batch.upTo, state.liveUpTo) };
    return { state: { ...state, complete: true }, actions: [{ type: 'applyBatch', batch, cursor, ends: state.byDigests ? 'catchUpByDigests' : 'catchUp' }] };
  }
  const cursor = state.byDigests || batch.upTo === 0 ? undefined : { epoch: state.epoch, sequence: batch.upTo };
  return { state, actions: [{ type: 'applyBatch', batch, cursor, ends: 'nothing' }] };
}

function updateReceived(state: Welcomed, update: Update): Decision {
  const next = state.kind === 'catchingUp' ? { ...state, liveUpTo: Math.max(state.liveUpTo, update.sequence) } : state;
  return { state: next, actions: [{ type: 'applyUpdate', update, cursor: inLogOrder(state, update.sequence) }] };
}

function applied(state: LinkState, event: { readonly updates: number; readonly last: boolean }): Decision {
  if (state.kind === 'live' && event.last) return { state, actions: [{ type: 'compared' }] };
  if (state.kind !== 'catchingUp') return stay(state);
  if (!event.last) return stay({ ...state, done: Math.min(state.done + event.updates, Math.max(state.total, state.done)) });
  return {
    state: { kind: 'live', wanted: state.wanted, attempt: 0, told: undefined, epoch: state.epoch },
    actions: [{ type: 'caughtUp' }],
  };
}
