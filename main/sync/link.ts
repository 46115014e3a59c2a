/**
 * Keeps this workstation in step with its relay: carries out what `decide` says over a connection, the store, timers
 * and randomness that are passed in.
 *
 * 1. Every event goes through `decide`; nothing else changes the state. Events of a connection that was given up
 *    are ignored.
 * 2. Nothing here holds what must survive: cursor, outbox, quarantine and reports are the store's. A link may end at
 *    any moment and be made anew.
 */
import { PROTOCOL, SCHEMA, type Challenge, type Hello } from '#model/link/messages.ts';
import type { LinkCause } from '#model/sync/causes.ts';
import { decide, INITIAL } from './decide.ts';
import type { LinkAction, LinkEvent, LinkState, TimerName } from './link-state.ts';
import type { Link, LinkOptions, LinkStatus, Outcome } from './link-options.ts';
import { openSession, type Session, type SessionEvents } from './session.ts';
import { readCursor, readSetting, RELAY_URL } from './settings.ts';

/** How long `untilIdle` waits without any progress. */
const PATIENCE_MS = 60_000;
/** Failed connections in a row after which `untilIdle` gives up, where there was a connection before. */
const TRIES = 3;
const MAX_RANDOM = 2 ** 32;

export function createLink(options: LinkOptions): Link {
  const { store, timers, nowMs } = options;
  const timersSet = new Map<TimerName, () => void>();
  const listeners = new Set<(status: LinkStatus) => void>();
  const waiters = new Set<(status: LinkStatus) => void>();
  let state: LinkState = INITIAL;
  let session: Session | undefined;
  let retryAtMs: number | undefined;
  let lastContactMs: number | undefined;
  let clockAheadMs: number | undefined;
  let nextPing = 1;
  let closed = false;

  function handle(event: LinkEvent): void {
    if (closed) return;
    const before = state;
    const decision = decide(state, event);
    state = decision.state;
    for (const action of decision.actions) carryOut(action);
    if (state !== before) tellStatus();
  }

  function carryOut(action: LinkAction): void {
    switch (action.type) {
      case 'connect':
        return connect();
      case 'disconnect':
        return leaveSession(action.reason);
      case 'sendHello':
        return sendHello(action.challenge);
      case 'sendDigests':
        session?.verifier.beginAll();
        return;
      case 'sendStates':
        return session?.sendStates(action.request);
      case 'sendPing':
        session?.send({ type: 'ping', id: nextPing });
        nextPing += 1;
        return;
      case 'startPushing':
        return session?.startPushing(action.welcome);
      case 'applyBatch':
        return session?.applyBatch(action.batch, action.cursor, action.ends);
      case 'applyUpdate':
        return session?.receiver.update(action.update, action.cursor);
      case 'acknowledge':
        return session?.acknowledged(action.ack);
      case 'pushDifferences':
        return session?.answered(action.differences);
      case 'storeReports':
        return session?.storeReports(action.reports, action.cursor);
      case 'passAwareness':
        return options.onAwareness?.(action.awareness);
      case 'scheduleRetry': {
        const delayMs = Math.round(action.minMs + randomFraction() * (action.maxMs - action.minMs));
        retryAtMs = nowMs() + delayMs;
        return setTimer('retry', delayMs);
      }
      case 'setTimer':
        return setTimer(action.timer, action.delayMs);
      case 'cancelTimer':
        if (action.timer === 'retry') retryAtMs = undefined;
        return cancelTimer(action.timer);
      case 'caughtUp':
        return session?.caughtUp();
      case 'compared':
        return session?.compared();
      case 'tell':
        return options.onNotice?.(action.cause);
    }
  }

  function connect(): void {
    const url = readSetting(store.read, RELAY_URL);
    const identity = options.identity();
    // Without them the state would be `unconfigured`; they can only have gone just now.
    if (url === undefined || identity === undefined) return handle({ type: 'configured', configured: false });
    const mine: { session?: Session } = {};
    const current = (event: LinkEvent): void => {
      if (mine.session !== undefined && mine.session === session) handle(event);
    };
    const events: SessionEvents = {
      opened: () => current({ type: 'opened' }),
      heard: () => {
        lastContactMs = nowMs();
        current({ type: 'heard' });
      },
      received: (message) => {
        if (message.type === 'welcome') clockAheadMs = nowMs() - message.nowMs;
        current({ type: 'received', message });
      },
      malformed: (detail) => current({ type: 'malformed', detail }),
      closed: () => current({ type: 'closed' }),
      applied: (event) => current({ type: 'applied', ...event }),
      failed: (error) => {
        options.onFault?.(error);
        current({ type: 'applyFailed' });
      },
      changed: tellStatus,
    };
    session = openSession(options, url, identity, events);
    mine.session = session;
  }

  function leaveSession(reason: string): void {
    const left = session;
    session = undefined;
    left?.close(reason);
  }

  function sendHello(challenge: Challenge): void {
    if (session === undefined) return;
    const { identity } = session;
    const hello: Omit<Hello, 'signature'> = {
      type: 'hello',
      protocol: PROTOCOL,
      schema: SCHEMA,
      nonce: challenge.nonce,
      relay: challenge.relay,
      workstation: identity.workstation,
      organisation: identity.organisation,
      cursor: readCursor(store.read).cursor,
    };
    session.send({ ...hello, signature: identity.sign('hello', hello) });
  }

  function setTimer(name: TimerName, delayMs: number): void {
    cancelTimer(name);
    timersSet.set(
      name,
      timers.after(delayMs, () => {
        timersSet.delete(name);
        handle({ type: 'timer', timer: name });
      }),
    );
  }

  function cancelTimer(name: TimerName): void {
    timersSet.get(name)?.();
    timersSet.delete(name);
  }

  function randomFraction(): number {
    const bytes = options.randomBytes(4);
    return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) / MAX_RANDOM;
  }

  function status(): LinkStatus {
    return {
      state,
      url: readSetting(store.read, RELAY_URL),
      idle: state.kind === 'live' && session?.idle === true,
      retryAtMs,
      lastContactMs,
      clockAheadMs,
    };
  }

  function tellStatus(): void {
    if (closed || (listeners.size === 0 && waiters.size === 0)) return;
    const now = status();
    for (const listener of [...listeners, ...waiters]) listener(now);
  }

  function isConfigured(): boolean {
    return options.identity() !== undefined && readSetting(store.read, RELAY_URL) !== undefined;
  }

  function untilIdle(timeoutMs = PATIENCE_MS): Promise<Outcome> {
    return new Promise((resolve) => {
      let connected = false;
      let lastState = '';
      let cancelPatience: () => void = () => undefined;
      const finish = (outcome: Outcome): void => {
        cancelPatience();
        waiters.delete(look);
        resolve(outcome);
      };
      const look = (now: LinkStatus): void => {
        const outcome = outcomeOf(now, connected);
        if (outcome !== undefined) return finish(outcome);
        connected ||= now.state.kind === 'catchingUp' || now.state.kind === 'live';
        const progress = JSON.stringify([now.state, store.outboxStatus().waiting]);
        if (progress === lastState) return;
        lastState = progress;
        cancelPatience();
        cancelPatience = timers.after(timeoutMs, () => finish({ idle: false, cause: 'timeout' }));
      };
      waiters.add(look);
      look(status());
    });
  }

  handle({ type: 'configured', configured: isConfigured() });

  return {
    start: () => handle({ type: 'start' }),
    stop: () => handle({ type: 'stop' }),
    networkChanged: () => handle({ type: 'networkChanged' }),
    retry: () => handle({ type: 'retryRequested' }),
    configurationChanged: () => handle({ type: 'configured', configured: isConfigured() }),
    status,
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    untilIdle,
    sendAwareness(awareness) {
      if (state.kind === 'live' || state.kind === 'catchingUp') session?.send(awareness);
    },
    close() {
      if (closed) return;
      closed = true;
      for (const cancel of timersSet.values()) cancel();
      timersSet.clear();
      leaveSession('closing');
      listeners.clear();
      waiters.clear();
    },
  };
}

/** What `untilIdle` says about a status; undefined while it may still come right soon. */
function outcomeOf({ state, idle }: LinkStatus, connected: boolean): Outcome | undefined {
  if (idle) return { idle: true };
  switch (state.kind) {
    case 'unconfigured':
      return { idle: false, cause: 'unconfigured' };
    case 'tooOld':
      return { idle: false, cause: 'protocolTooOld' };
    case 'revoked':
      return { idle: false, cause: 'revoked' };
    case 'refused':
      return { idle: false, cause: state.reason };
    case 'offline':
      return !state.wanted || !connected || state.attempt >= TRIES ? { idle: false, cause: state.cause satisfies LinkCause } : undefined;
    case 'connecting':
    case 'catchingUp':
    case 'live':
      return undefined;
  }
}
