import { describe, expect, it } from 'vitest';
import { CHECK_EVERY_MS, decideUpdate, FIRST_STATE, statusOfUpdate, UNREACHABLE_RETRY_MS, type UpdateAction, type UpdateEvent, type UpdateState } from './decide.ts';

/** Follows events; gives the last state and all actions. */
function follow(events: readonly UpdateEvent[], from: UpdateState = FIRST_STATE): { state: UpdateState; actions: UpdateAction[] } {
  let state = from;
  const actions: UpdateAction[] = [];
  for (const event of events) {
    const decision = decideUpdate(state, event);
    ({ state } = decision);
    actions.push(...decision.actions);
  }
  return { state, actions };
}

const relay: UpdateEvent = { type: 'relay', feed: 'http://relay/releases' };
const ready: UpdateState = { kind: 'ready', version: '2.0.0' };
const everyState: readonly UpdateState[] = [
  { kind: 'noRelay' },
  { kind: 'waiting', checkedAtMs: 1 },
  { kind: 'checking' },
  { kind: 'downloading', version: '2.0.0', percent: 10 },
  ready,
  { kind: 'backingUp', version: '2.0.0', leaving: false },
  { kind: 'installing', version: '2.0.0' },
  { kind: 'failed', cause: 'damaged' },
];

describe('looking for updates', () => {
  it('[UPDATE-1] asks as soon as a relay is known, downloads what is newer, and then waits for a person or the end', () => {
    const { state, actions } = follow([relay, { type: 'found', version: '2.0.0' }, { type: 'progress', percent: 55.5 }, { type: 'downloaded' }]);
    expect(actions).toEqual([{ type: 'setFeed', feed: 'http://relay/releases' }, { type: 'check' }, { type: 'download' }]);
    expect(state).toEqual(ready);
    expect(decideUpdate(state, { type: 'due' })).toEqual({ state, actions: [] });
  });

  it('[UPDATE-1] asks again every few hours', () => {
    const quiet = follow([relay, { type: 'nothingNewer', atMs: 7 }]);
    expect(quiet.actions.at(-1)).toEqual({ type: 'wait', delayMs: CHECK_EVERY_MS });
    expect(decideUpdate(quiet.state, { type: 'due' }).actions).toEqual([{ type: 'check' }]);
  });

  it('[UPDATE-4] a failure is tried again, sooner where the line was down', () => {
    const away = follow([relay, { type: 'failed', cause: 'unreachable' }]);
    expect(away.actions.at(-1)).toEqual({ type: 'wait', delayMs: UNREACHABLE_RETRY_MS });
    const damaged = follow([relay, { type: 'found', version: '2.0.0' }, { type: 'failed', cause: 'damaged' }]);
    expect(damaged).toMatchObject({ state: { kind: 'failed', cause: 'damaged' } });
    expect(damaged.actions.at(-1)).toEqual({ type: 'wait', delayMs: CHECK_EVERY_MS });
    expect(decideUpdate(damaged.state, { type: 'due' }).actions).toEqual([{ type: 'check' }]);
  });

  it('another relay is asked at once; what was downloaded stays', () => {
    expect(follow([relay, { type: 'nothingNewer', atMs: 1 }, { type: 'relay', feed: 'http://other' }]).actions.slice(-2)).toEqual([
      { type: 'setFeed', feed: 'http://other' },
      { type: 'check' },
    ]);
    expect(decideUpdate(ready, relay)).toEqual({ state: ready, actions: [] });
  });
});

describe('installing', () => {
  it('[UPDATE-2] backs up first, whether a person asks or leaves', () => {
    expect(decideUpdate(ready, { type: 'asked' }).actions).toEqual([{ type: 'backUp' }]);
    expect(follow([{ type: 'asked' }, { type: 'backedUp', done: true }], ready).actions).toEqual([{ type: 'backUp' }, { type: 'install', openAgain: true }]);
    expect(follow([{ type: 'leaving' }, { type: 'backedUp', done: true }], ready).actions).toEqual([{ type: 'backUp' }, { type: 'install', openAgain: false }]);
    expect(follow([{ type: 'asked' }, { type: 'leaving' }, { type: 'backedUp', done: true }], ready).actions.at(-1)).toEqual({ type: 'install', openAgain: false });
  });

  it('[UPDATE-2] from no state and by no event is anything installed that was not just backed up', () => {
    const events: readonly UpdateEvent[] = [relay, { type: 'due' }, { type: 'nothingNewer', atMs: 1 }, { type: 'found', version: '3.0.0' }, { type: 'downloaded' }, { type: 'asked' }, { type: 'leaving' }, { type: 'backedUp', done: false }, { type: 'failed', cause: 'failed' }];
    const installing = everyState.flatMap((state) => events.filter((event) => decideUpdate(state, event).actions.some(({ type }) => type === 'install')));
    expect(installing).toEqual([]);
    const afterBackup = everyState.filter((state) => decideUpdate(state, { type: 'backedUp', done: true }).actions.length > 0);
    expect(afterBackup.map(({ kind }) => kind)).toEqual(['backingUp']);
  });

  it('[UPDATE-3] installs nothing when the backup failed, says so, and holds up no one who leaves', () => {
    const asked = follow([{ type: 'asked' }, { type: 'backedUp', done: false }], ready);
    expect(asked).toEqual({ state: { ...ready, cause: 'backupFailed' }, actions: [{ type: 'backUp' }] });
    const left = follow([{ type: 'leaving' }, { type: 'backedUp', done: false }], ready);
    expect(left.actions).toEqual([{ type: 'backUp' }, { type: 'leave' }]);
  });

  it('[UPDATE-3] leaving always ends: at once, or after the backup', () => {
    for (const state of everyState) {
      if (state.kind === 'installing') continue;
      const { actions } = follow([{ type: 'leaving' }, { type: 'backedUp', done: false }], state);
      expect(actions.filter(({ type }) => type === 'leave'), state.kind).toHaveLength(1);
    }
  });

  it('[UPDATE-4] an installer that does not start ends the app, which opens as it was', () => {
    expect(follow([{ type: 'failed', cause: 'failed' }], { kind: 'installing', version: '2.0.0' }).actions).toEqual([{ type: 'leave' }]);
  });
});

it('every state is told', () => {
  expect(everyState.map((state) => statusOfUpdate(state, '1.0.0').state)).toEqual(['noRelay', 'current', 'checking', 'downloading', 'ready', 'installing', 'installing', 'failed']);
});
