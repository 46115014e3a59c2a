import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROTOCOL, type Batch, type Challenge, type FromRelay, type Update, type Welcome } from '#model/link/messages.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { decide, INITIAL, RETRY_MAX_MS, RETRY_MIN_MS } from './decide.ts';
import type { Decision, LinkAction, LinkEvent, LinkState } from './link-state.ts';

const challenge: Challenge = { type: 'challenge', relay: 'r', nonce: 'n', protocol: PROTOCOL, oldestProtocol: 1, nowMs: 1 };
const welcome: Welcome = { type: 'welcome', epoch: 'e', sequence: 9, mode: 'cursor', documents: 2, updates: 5, nowMs: 1, maxUpdateBytes: 1000 };
const batch: Batch = { type: 'batch', upTo: 4, last: false, updates: [] };
const lastBatch: Batch = { type: 'batch', upTo: 9, last: true, updates: [] };
const update: Update = { type: 'update', sequence: 12, name: 'x/1' as DocumentName, update: new Uint8Array([0, 0]) };

const memory = { wanted: true, attempt: 0, told: undefined };
const catchingUp: LinkState = { kind: 'catchingUp', ...memory, epoch: 'e', done: 0, total: 5, liveUpTo: 0, byDigests: false, welcome, complete: false };
const states = {
  unconfigured: { kind: 'unconfigured', ...memory },
  stopped: { kind: 'offline', ...memory, wanted: false, cause: 'stopped' },
  offline: { kind: 'offline', ...memory, attempt: 2, cause: 'lost', told: 'lost' },
  opening: { kind: 'connecting', ...memory, phase: 'opening' },
  greeting: { kind: 'connecting', ...memory, phase: 'greeting' },
  authenticating: { kind: 'connecting', ...memory, phase: 'authenticating' },
  catchingUp,
  byDigests: { ...catchingUp, byDigests: true },
  complete: { ...catchingUp, complete: true },
  live: { kind: 'live', ...memory, epoch: 'e' },
  tooOld: { kind: 'tooOld', ...memory },
  revoked: { kind: 'revoked', ...memory },
  refused: { kind: 'refused', ...memory, reason: 'unknownOrganisation' },
} as const satisfies Record<string, LinkState>;
type StateName = keyof typeof states;

const received = (message: FromRelay): LinkEvent => ({ type: 'received', message });
const refusedBy = (reason: Extract<FromRelay, { type: 'refused' }>['reason']): LinkEvent => received({ type: 'refused', reason, detail: '' });
const events = {
  configured: { type: 'configured', configured: true },
  unconfigured: { type: 'configured', configured: false },
  start: { type: 'start' },
  stop: { type: 'stop' },
  networkChanged: { type: 'networkChanged' },
  retryRequested: { type: 'retryRequested' },
  opened: { type: 'opened' },
  heard: { type: 'heard' },
  malformed: { type: 'malformed', detail: '' },
  closed: { type: 'closed' },
  retry: { type: 'timer', timer: 'retry' },
  answer: { type: 'timer', timer: 'answer' },
  heartbeat: { type: 'timer', timer: 'heartbeat' },
  silence: { type: 'timer', timer: 'silence' },
  applied: { type: 'applied', updates: 2, last: false },
  appliedLast: { type: 'applied', updates: 1, last: true },
  applyFailed: { type: 'applyFailed' },
  challenge: received(challenge),
  tooNewChallenge: received({ ...challenge, protocol: PROTOCOL + 5, oldestProtocol: PROTOCOL + 1 }),
  oldChallenge: received({ ...challenge, protocol: 0, oldestProtocol: 0 }),
  welcome: received(welcome),
  digestsWelcome: received({ ...welcome, mode: 'digests' }),
  batch: received(batch),
  lastBatch: received(lastBatch),
  update: received(update),
  ack: received({ type: 'ack', id: 1, refused: [] }),
  needStates: received({ type: 'needStates', names: [] }),
  differences: received({ type: 'differences', compared: 0, documents: [] }),
  reports: received({ type: 'reports', reports: [] }),
  awareness: received({ type: 'awareness', name: update.name, state: new Uint8Array() }),
  pong: received({ type: 'pong', id: 1 }),
  claimed: received({ type: 'claimed', relay: 'r' }),
  enrolled: received({ type: 'enrolled', organisation: '', enrolment: '', letter: 'A', directory: new Uint8Array() }),
  stopping: refusedBy('stopping'),
  tooOld: refusedBy('protocolTooOld'),
  revoked: refusedBy('revoked'),
  notClaimed: refusedBy('notClaimed'),
} as const satisfies Record<string, LinkEvent>;
type EventName = keyof typeof events;

const stateNames = Object.keys(states) as StateName[];
const eventNames = Object.keys(events) as EventName[];

/** Where an event leads, for the states in which it leads elsewhere; everywhere else the state's kind stays. */
const welcomedStates = ['catchingUp', 'byDigests', 'complete', 'live'] as const;
const connected = ['opening', 'greeting', 'authenticating', ...welcomedStates] as const;
const waiting = ['offline', 'tooOld', 'refused'] as const;
const leads = (from: readonly StateName[], kind: LinkState['kind']): Partial<Record<StateName, LinkState['kind']>> =>
  Object.fromEntries(from.map((name) => [name, kind]));
const TRANSITIONS: Partial<Record<EventName, Partial<Record<StateName, LinkState['kind']>>>> = {
  configured: { ...leads(stateNames, 'connecting'), stopped: 'offline' },
  unconfigured: leads(stateNames, 'unconfigured'),
  start: { stopped: 'connecting' },
  stop: { ...leads(stateNames, 'offline'), unconfigured: 'unconfigured' },
  networkChanged: leads(waiting, 'connecting'),
  retryRequested: leads([...waiting, 'revoked'], 'connecting'),
  malformed: leads(connected, 'offline'),
  closed: leads(connected, 'offline'),
  retry: leads(waiting, 'connecting'),
  answer: leads(['opening', 'greeting', 'authenticating'], 'offline'),
  silence: leads(welcomedStates, 'offline'),
  appliedLast: leads(['catchingUp', 'byDigests', 'complete'], 'live'),
  applyFailed: leads(welcomedStates, 'offline'),
  tooNewChallenge: leads(['opening', 'greeting'], 'tooOld'),
  oldChallenge: leads(['opening', 'greeting'], 'refused'),
  welcome: { authenticating: 'catchingUp' },
  digestsWelcome: { authenticating: 'catchingUp' },
  stopping: leads(connected, 'offline'),
  tooOld: leads(connected, 'tooOld'),
  revoked: leads(connected, 'revoked'),
  notClaimed: leads(connected, 'refused'),
};

const types = (actions: readonly LinkAction[]): string[] => actions.map((action) => action.type);
const isConnected = (state: LinkState): boolean => ['connecting', 'catchingUp', 'live'].includes(state.kind);
const cursorOf = (decision: Decision): unknown => {
  const action = decision.actions.find((each) => each.type === 'applyBatch' || each.type === 'applyUpdate' || each.type === 'storeReports');
  return action !== undefined && 'cursor' in action ? action.cursor : undefined;
};

describe('every state with every event', () => {
  for (const event of eventNames) {
    it(`[SYNC-2] ${event}`, () => {
      for (const name of stateNames) {
        const before: LinkState = states[name];
        const { state, actions } = decide(before, events[event]);
        expect([name, state.kind]).toEqual([name, TRANSITIONS[event]?.[name] ?? before.kind]);
        const leaves = isConnected(before) && (!isConnected(state) || types(actions).includes('connect'));
        expect([name, types(actions).includes('disconnect')]).toEqual([name, leaves && event !== 'closed']);
        expect([name, types(actions).includes('connect') && state.kind !== 'connecting']).toEqual([name, false]);
      }
    });
  }
});

describe('one connection at a time', () => {
  it('[SYNC-2] whatever happens, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...eventNames), { maxLength: 60 }), (names) => {
        let state = INITIAL;
        let open = false;
        let doubled = false;
        let retryPlanned = false;
        for (const name of names) {
          if (name === 'closed') open = false;
          if (name === 'retry' && !retryPlanned) continue;
          if (name === 'retry') retryPlanned = false;
          const decision = decide(state, events[name]);
          for (const action of decision.actions) {
            if (action.type === 'connect') {
              doubled ||= open;
              open = true;
            }
            if (action.type === 'disconnect') open = false;
            if (action.type === 'scheduleRetry') retryPlanned = true;
            if (action.type === 'cancelTimer' && action.timer === 'retry') retryPlanned = false;
          }
          state = decision.state;
          expect(open).toBe(isConnected(state));
          expect(doubled).toBe(false);
          // Whoever is to be connected and is not will try again by itself; only a revoked workstation waits to be asked.
          const rests = isConnected(state) || state.kind === 'unconfigured' || state.kind === 'revoked' || !state.wanted;
          expect(retryPlanned).toBe(!rests);
        }
      }),
    );
  });
});

describe('the cursor', () => {
  it('[SYNC-3] moves by batches in a catch-up, not by live updates', () => {
    expect(cursorOf(decide(states.catchingUp, events.batch))).toEqual({ epoch: 'e', sequence: 4 });
    expect(cursorOf(decide(states.catchingUp, events.update))).toBeUndefined();
  });

  it('[SYNC-3] takes live updates into account once the last batch is there', () => {
    const { state } = decide(states.catchingUp, events.update);
    expect(cursorOf(decide(state, events.lastBatch))).toEqual({ epoch: 'e', sequence: 12 });
    expect(cursorOf(decide(states.complete, events.update))).toEqual({ epoch: 'e', sequence: 12 });
  });

  it('[SYNC-3] by digests moves with the last batch alone, and asks for one more comparison', () => {
    expect(cursorOf(decide(states.byDigests, events.batch))).toBeUndefined();
    const last = decide(states.byDigests, events.lastBatch);
    expect(last.actions).toEqual([{ type: 'applyBatch', batch: lastBatch, cursor: { epoch: 'e', sequence: 9 }, ends: 'catchUpByDigests' }]);
  });

  it('[SYNC-3] of a workstation that holds nothing yet stays away while only folded states arrive', () => {
    expect(cursorOf(decide(states.catchingUp, received({ ...batch, upTo: 0 })))).toBeUndefined();
  });

  it('[SYNC-3] moves with reports once live, since they follow what they speak of', () => {
    const report = { workstation: 'w', office: 'BJ', completeUpTo: '', waiting: 0, signature: '', sequence: 20, atMs: 0, connected: true };
    const event = received({ type: 'reports', reports: [report as never] });
    expect(cursorOf(decide(states.live, event))).toEqual({ epoch: 'e', sequence: 20 });
    expect(cursorOf(decide(states.catchingUp, event))).toBeUndefined();
  });
});

describe('pushing', () => {
  it('[SYNC-4] begins with welcome, by digests with the differences', () => {
    expect(types(decide(states.authenticating, events.welcome).actions)).toContain('startPushing');
    const byDigests = decide(states.authenticating, events.digestsWelcome);
    expect(types(byDigests.actions)).not.toContain('startPushing');
    expect(types(byDigests.actions)).toContain('sendDigests');
    expect(types(decide(byDigests.state, events.differences).actions)).toEqual(['startPushing', 'pushDifferences']);
    expect(types(decide(states.live, events.differences).actions)).toEqual(['pushDifferences']);
  });
});

describe('retries', () => {
  it('[SYNC-5] wait longer each time, between 1 s and 5 min, and begin anew once live', () => {
    let state: LinkState = states.opening;
    const longest: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const failed = decide(state, events.closed);
      const retry = failed.actions.find((action) => action.type === 'scheduleRetry');
      expect(retry?.minMs).toBe(RETRY_MIN_MS);
      longest.push(retry?.maxMs ?? 0);
      state = decide(failed.state, events.retry).state;
    }
    expect(longest.slice(0, 4)).toEqual([2000, 4000, 8000, 16_000]);
    expect(longest.at(-1)).toBe(RETRY_MAX_MS);
    expect(decide(states.complete, events.appliedLast).state.attempt).toBe(0);
  });

  it('[SYNC-5] come at once when the network is back or a person asks', () => {
    for (const event of ['networkChanged', 'retryRequested'] as const) {
      const { state, actions } = decide({ ...states.offline, attempt: 9 }, events[event]);
      expect(types(actions)).toEqual(['cancelTimer', 'connect', 'setTimer']);
      expect(state.attempt).toBe(0);
    }
  });

  it('[SYNC-5] a connection that looks open is probed when the network changed', () => {
    expect(types(decide(states.live, events.networkChanged).actions)).toEqual(['sendPing', 'setTimer']);
  });
});

describe('notices', () => {
  it('[SYNC-6] one per cause until it was live again', () => {
    const first = decide(states.opening, events.closed);
    expect(first.actions).toContainEqual({ type: 'tell', cause: 'unreachable' });
    const again = decide(decide(first.state, events.retry).state, events.closed);
    expect(types(again.actions)).not.toContain('tell');
    const other = decide(decide(again.state, events.retry).state, events.answer);
    expect(other.actions).toContainEqual({ type: 'tell', cause: 'timeout' });
    expect(decide(states.complete, events.appliedLast).state.told).toBeUndefined();
  });
});
