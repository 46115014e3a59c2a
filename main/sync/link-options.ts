/** What the link needs of the outside, and what it tells about itself. */
import type { KindRegistry } from '#model/document/registry.ts';
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import type { Awareness } from '#model/link/messages.ts';
import type { Codec, Timers, Transport, TransportEvents } from '#model/link/transport.ts';
import type { LinkCause } from '#model/sync/causes.ts';
import type { Store } from '../store/store.ts';
import type { LinkState } from './link-state.ts';
import type { ReportCheck } from './watermarks.ts';

/**
 * Opens a connection. Everything else is told by the events, never before this returns; a failure to connect is
 * `closed`, never a throw. After `close` nothing is told any more, or it is ignored.
 */
export type Connect = (url: string, events: TransportEvents) => Transport;

/** Who this workstation is, once the office is set up. */
export interface LinkIdentity {
  readonly workstation: string;
  readonly office: string;
  /** Root public key of the organisation, base64url. */
  readonly organisation: string;
  /** Signs with this workstation's key; see model/identity/signatures.ts. */
  sign(purpose: string, record: object): string;
}

export interface LinkOptions {
  readonly store: Store;
  readonly kinds: KindRegistry;
  readonly connect: Connect;
  readonly timers: Timers;
  readonly nowMs: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly codec: Codec;
  readonly identity: () => LinkIdentity | undefined;
  /** A new stamp of the office's hybrid clock. */
  readonly stamp: () => Stamp;
  readonly reports: ReportCheck;
  /** A cause worth one notice to the person. */
  readonly onNotice?: (cause: LinkCause) => void;
  readonly onAwareness?: (awareness: Awareness) => void;
  /** An unexpected error, for the diagnosis file. The link goes on. */
  readonly onFault?: (error: unknown) => void;
}

export interface LinkStatus {
  readonly state: LinkState;
  readonly url: string | undefined;
  /** Caught up, nothing waits, everything compared. */
  readonly idle: boolean;
  /** Milliseconds since 1970 of the next try; undefined where none is planned. */
  readonly retryAtMs: number | undefined;
  /** Milliseconds since 1970 at which the relay was last heard in this run. */
  readonly lastContactMs: number | undefined;
  /** How far this PC's clock is ahead of the relay's, in milliseconds, half a round trip included. */
  readonly clockAheadMs: number | undefined;
}

export type Outcome =
  | { readonly idle: true }
  /** Why not; what waits stays in the outbox. */
  | { readonly idle: false; readonly cause: LinkCause | 'unconfigured' };

export interface Link {
  /** Keeps connected from now on. */
  start(): void;
  /** Disconnects and stays so; what is entered waits. */
  stop(): void;
  /** The system says that the network is back or another one. */
  networkChanged(): void;
  /** A person asks to try again now. */
  retry(): void;
  /** The identity or the relay's address changed. */
  configurationChanged(): void;
  status(): LinkStatus;
  onStatus(listener: (status: LinkStatus) => void): () => void;
  /** Resolves when idle, or as soon as it is clear that it will not come by itself soon. */
  untilIdle(timeoutMs?: number): Promise<Outcome>;
  sendAwareness(awareness: Awareness): void;
  /** Ends the connection and waits for nothing; what is not acknowledged stays in the outbox. */
  close(): void;
}
