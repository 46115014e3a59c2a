/** The link's states, what can happen to it, and what it may do; see decide.ts. */
import type { Ack, Awareness, Batch, Challenge, Cursor, Differences, FromRelay, NeedStates, RefusedReason, Reports, Update, Welcome } from '#model/link/messages.ts';
import type { LinkCause } from '#model/sync/causes.ts';

export interface Memory {
  /** True between `start` and `stop`. */
  readonly wanted: boolean;
  /** Failed connections in a row. */
  readonly attempt: number;
  /** The cause that was last told. */
  readonly told: LinkCause | undefined;
}

export type LinkState = Memory &
  (
    | { readonly kind: 'unconfigured' }
    | { readonly kind: 'offline'; readonly cause: LinkCause }
    | { readonly kind: 'connecting'; readonly phase: 'opening' | 'greeting' | 'authenticating' }
    | CatchingUp
    | { readonly kind: 'live'; readonly epoch: string }
    | { readonly kind: 'tooOld' }
    | { readonly kind: 'revoked' }
    | { readonly kind: 'refused'; readonly reason: RefusedReason }
  );

export interface CatchingUp {
  readonly kind: 'catchingUp';
  readonly epoch: string;
  /** Updates applied, and announced by the relay. */
  readonly done: number;
  readonly total: number;
  /** Greatest sequence of a live update that arrived meanwhile. */
  readonly liveUpTo: number;
  /** By digests: only the last batch may move the cursor, and pushing begins with the relay's answer. */
  readonly byDigests: boolean;
  readonly welcome: Welcome;
  /** The last batch has arrived, though it may not be applied yet. */
  readonly complete: boolean;
}

export type TimerName = 'retry' | 'answer' | 'heartbeat' | 'silence';

export type LinkEvent =
  /** Whether there is a workstation identity and a relay's address. Told again when either changes. */
  | { readonly type: 'configured'; readonly configured: boolean }
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  | { readonly type: 'networkChanged' }
  | { readonly type: 'retryRequested' }
  | { readonly type: 'opened' }
  /** Any bytes of the relay, whole message or not. */
  | { readonly type: 'heard' }
  | { readonly type: 'received'; readonly message: FromRelay }
  | { readonly type: 'malformed'; readonly detail: string }
  | { readonly type: 'closed' }
  | { readonly type: 'timer'; readonly timer: TimerName }
  /** A batch is durable here. */
  | { readonly type: 'applied'; readonly updates: number; readonly last: boolean }
  | { readonly type: 'applyFailed' };

export type LinkAction =
  | { readonly type: 'connect' }
  | { readonly type: 'disconnect'; readonly reason: string }
  | { readonly type: 'sendHello'; readonly challenge: Challenge }
  | { readonly type: 'sendDigests' }
  | { readonly type: 'sendStates'; readonly request: NeedStates }
  | { readonly type: 'sendPing' }
  | { readonly type: 'startPushing'; readonly welcome: Welcome }
  /**
   * `ends`: it ends the catch-up; where that went by digests, it is noted with it that all documents are to be compared
   * once more, when what the relay lacks is there.
   */
  | { readonly type: 'applyBatch'; readonly batch: Batch; readonly cursor: Cursor | undefined; readonly ends: 'nothing' | 'catchUp' | 'catchUpByDigests' }
  | { readonly type: 'applyUpdate'; readonly update: Update; readonly cursor: Cursor | undefined }
  | { readonly type: 'acknowledge'; readonly ack: Ack }
  | { readonly type: 'pushDifferences'; readonly differences: Differences }
  | { readonly type: 'storeReports'; readonly reports: Reports; readonly cursor: Cursor | undefined }
  | { readonly type: 'passAwareness'; readonly awareness: Awareness }
  /** Wait a random time between the two bounds, evenly drawn, then give the timer's event. */
  | { readonly type: 'scheduleRetry'; readonly minMs: number; readonly maxMs: number }
  | { readonly type: 'setTimer'; readonly timer: TimerName; readonly delayMs: number }
  | { readonly type: 'cancelTimer'; readonly timer: TimerName }
  | { readonly type: 'caughtUp' }
  /** What the relay's last comparison brought is applied. */
  | { readonly type: 'compared' }
  | { readonly type: 'tell'; readonly cause: LinkCause };

export interface Decision {
  readonly state: LinkState;
  readonly actions: readonly LinkAction[];
}
