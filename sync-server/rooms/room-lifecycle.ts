/**
 * The life of one document in the relay's memory, as a pure state machine: gone -> loading -> live -> draining -> gone.
 *
 * 1. The document is served only while live: after loading, never before.
 * 2. It is not dropped while somebody uses it, while an update waits for its commit, or while its snapshot is being written.
 * 3. What was spoiled (a refused update was applied to it, a commit failed) is dropped and loaded again: Yjs cannot roll back.
 * 4. Who needs it while it drains finds it live again; nothing was dropped yet.
 */
export type RoomState =
  | { readonly phase: 'gone' }
  | { readonly phase: 'loading'; readonly users: number; readonly waiting: number }
  | { readonly phase: 'live'; readonly users: number; readonly waiting: number }
  | { readonly phase: 'draining' };

export type RoomEvent =
  | { readonly type: 'needed' }
  | { readonly type: 'released' }
  | { readonly type: 'loaded' }
  | { readonly type: 'loadFailed' }
  /** An update was applied to the document and waits for its commit. */
  | { readonly type: 'taken' }
  | { readonly type: 'committed' }
  | { readonly type: 'commitFailed' }
  /** The document in memory no longer equals what was accepted. */
  | { readonly type: 'spoiled' }
  | { readonly type: 'idleTimePassed' }
  | { readonly type: 'drained' };

export type RoomAction = 'load' | 'serve' | 'fail' | 'startIdleTimer' | 'stopIdleTimer' | 'drain' | 'drop';

export interface RoomStep {
  readonly state: RoomState;
  readonly actions: readonly RoomAction[];
}

export const GONE: RoomState = { phase: 'gone' };

export function decideRoom(state: RoomState, event: RoomEvent): RoomStep {
  switch (state.phase) {
    case 'gone':
      return event.type === 'needed' ? step({ phase: 'loading', users: 1, waiting: 0 }, 'load') : step(state);
    case 'loading':
      return decideLoading(state, event);
    case 'live':
      return decideLive(state, event);
    case 'draining':
      return decideDraining(state, event);
  }
}

type Loading = Extract<RoomState, { readonly phase: 'loading' }>;
type Live = Extract<RoomState, { readonly phase: 'live' }>;

function decideLoading(state: Loading, event: RoomEvent): RoomStep {
  switch (event.type) {
    case 'needed':
      return step({ ...state, users: state.users + 1 });
    case 'released':
      return step({ ...state, users: Math.max(0, state.users - 1) });
    case 'loaded': {
      const live: Live = { ...state, phase: 'live' };
      return isIdle(live) ? step(live, 'serve', 'startIdleTimer') : step(live, 'serve');
    }
    case 'loadFailed':
      return step(GONE, 'fail', 'drop');
    case 'committed':
    case 'commitFailed':
      return step({ ...state, waiting: Math.max(0, state.waiting - 1) });
    case 'taken':
    case 'spoiled':
    case 'idleTimePassed':
    case 'drained':
      return step(state);
  }
}

function decideLive(state: Live, event: RoomEvent): RoomStep {
  switch (event.type) {
    case 'needed':
      return step({ ...state, users: state.users + 1 }, 'stopIdleTimer');
    case 'taken':
      return step({ ...state, waiting: state.waiting + 1 }, 'stopIdleTimer');
    case 'released':
      return becomeIdle({ ...state, users: Math.max(0, state.users - 1) });
    case 'committed':
      return becomeIdle({ ...state, waiting: Math.max(0, state.waiting - 1) });
    case 'commitFailed':
      return step({ phase: 'loading', users: state.users, waiting: Math.max(0, state.waiting - 1) }, 'stopIdleTimer', 'drop', 'load');
    case 'spoiled':
      return step({ ...state, phase: 'loading' }, 'stopIdleTimer', 'drop', 'load');
    case 'idleTimePassed':
      return isIdle(state) ? step({ phase: 'draining' }, 'drain') : step(state);
    case 'loaded':
    case 'loadFailed':
    case 'drained':
      return step(state);
  }
}

function decideDraining(state: RoomState, event: RoomEvent): RoomStep {
  switch (event.type) {
    case 'needed':
      return step({ phase: 'live', users: 1, waiting: 0 });
    case 'taken':
      return step({ phase: 'live', users: 0, waiting: 1 });
    case 'drained':
      return step(GONE, 'drop');
    case 'spoiled':
    case 'commitFailed':
      return step(GONE, 'drop');
    case 'released':
    case 'loaded':
    case 'loadFailed':
    case 'committed':
    case 'idleTimePassed':
      return step(state);
  }
}

function isIdle(state: Live): boolean {
  return state.users === 0 && state.waiting === 0;
}

function becomeIdle(state: Live): RoomStep {
  return isIdle(state) ? step(state, 'startIdleTimer') : step(state);
}

function step(state: RoomState, ...actions: RoomAction[]): RoomStep {
  return { state, actions };
}
