import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideRoom, GONE, type RoomAction, type RoomEvent, type RoomState } from './room-lifecycle.ts';

const EVENTS: readonly RoomEvent['type'][] = [
  'needed', 'released', 'loaded', 'loadFailed', 'taken', 'committed', 'commitFailed', 'spoiled', 'idleTimePassed', 'drained',
];

function run(events: readonly RoomEvent['type'][]): { state: RoomState; actions: RoomAction[] } {
  let state = GONE;
  const actions: RoomAction[] = [];
  for (const type of events) {
    const next = decideRoom(state, { type });
    state = next.state;
    actions.push(...next.actions);
  }
  return { state, actions };
}

/** What a sequence of events breaks of the invariants, in words. */
function brokenRule(events: readonly RoomEvent['type'][]): string | undefined {
  let state = GONE;
  let inMemory = false;
  for (const type of events) {
    const before = state;
    const step = decideRoom(state, { type });
    state = step.state;
    const { phase } = state;
    if (step.actions.includes('load') && phase !== 'loading') return `loads while ${phase}`;
    if (step.actions.includes('drop') && phase !== 'gone' && phase !== 'loading') return `drops while ${phase}`;
    if (step.actions.includes('drain') && !isUnused(before)) return 'drains while in use';
    if (step.actions.includes('serve')) inMemory = true;
    if (step.actions.includes('drop')) inMemory = false;
    if (phase === 'live' && !inMemory) return 'live without a document';
  }
  return undefined;
}

function isUnused(state: RoomState): boolean {
  return state.phase === 'live' && state.users === 0 && state.waiting === 0;
}

describe('the life of a room', () => {
  it('[RELAY-15] loads when needed, serves when loaded, and is dropped after an idle time', () => {
    const { state, actions } = run(['needed', 'loaded', 'released', 'idleTimePassed', 'drained']);
    expect(actions).toEqual(['load', 'serve', 'startIdleTimer', 'drain', 'drop']);
    expect(state).toEqual(GONE);
  });

  it('[RELAY-3] whoever needs it while it drains finds it live, and the end of draining drops nothing', () => {
    const { state, actions } = run(['needed', 'loaded', 'released', 'idleTimePassed', 'needed', 'drained']);
    expect(state).toEqual({ phase: 'live', users: 1, waiting: 0 });
    expect(actions).not.toContain('drop');
  });

  it('[RELAY-15] an update that waits for its commit keeps it, although nobody uses it', () => {
    const { state, actions } = run(['needed', 'loaded', 'taken', 'released', 'idleTimePassed']);
    expect(state).toEqual({ phase: 'live', users: 0, waiting: 1 });
    expect(actions).not.toContain('drain');
  });

  it('what was spoiled is dropped and loaded again before it is served', () => {
    const { state, actions } = run(['needed', 'loaded', 'spoiled']);
    expect(state.phase).toBe('loading');
    expect(actions).toEqual(['load', 'serve', 'stopIdleTimer', 'drop', 'load']);
  });

  it('[RELAY-3] in any order of events, it is served only after a load and dropped only while unused', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }), (events) => {
        expect(brokenRule(events)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});
