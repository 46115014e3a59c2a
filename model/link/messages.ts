/**
 * What an office and its relay say to each other on one multiplexed WebSocket (`/link`), protocol 1.
 *
 * The relay numbers every update that it has made durable (`sequence`, per `epoch` of its storage). A
 * workstation remembers up to which number it holds everything (its cursor), so catching up is one request
 * whatever the number of documents; digests by content are the check and the repair (see `digests`).
 *
 * 1. The relay speaks first (`challenge`, sent with the accepted upgrade); the workstation answers with
 *    `hello` (or `enrol`), and gets `welcome` and all that it lacks in the same flight: connect + 1 round trip.
 * 2. `ack` is sent only after the relay's commit. The outbox empties by `ack` alone.
 * 3. Every message may be lost, repeated or doubled by reconnecting; none changes a result a second time.
 * 4. `batch` frames carry slices of the relay's log in sequence order: after applying one durably, the cursor
 *    is its `upTo`. `update` frames may arrive between batches; they move the cursor only once the catch-up is done.
 * 5. A cursor of another epoch, or ahead of the relay (it was restored from a backup), means: exchange digests.
 * 6. A refused update is answered with its rule in `ack.refused`; it is set aside at the sender, never dropped.
 */
import type { DocumentName } from '../identity/ids.ts';
import type { Stamp } from '../identity/hybrid-clock.ts';

export const PROTOCOL = 1;
export const OLDEST_PROTOCOL = 1;
/** Version of the documents' shapes; a workstation with an older one reads but does not write. */
export const SCHEMA = 1;

export interface Cursor {
  readonly epoch: string;
  readonly sequence: number;
}

export interface DocumentUpdate {
  readonly name: DocumentName;
  readonly update: Uint8Array;
}

/** Up to when a workstation's entries are all at the relay. Signed by the workstation (purpose `report`). */
export interface Report {
  readonly workstation: string;
  readonly office: string;
  /** Everything that the workstation stamped up to here is at the relay. */
  readonly completeUpTo: Stamp;
  /** Entries that wait at the workstation as of this report. */
  readonly waiting: number;
  readonly signature: string;
}

/** A report as the relay passes it on: true for a replica whose cursor has reached `sequence`. */
export interface PlacedReport extends Report {
  readonly sequence: number;
  readonly atMs: number;
  readonly connected: boolean;
}

export type RefusedReason =
  | 'protocolTooOld'
  | 'relayTooOld'
  | 'unknownOrganisation'
  | 'unknownWorkstation'
  | 'badSignature'
  | 'revoked'
  | 'enrolmentUnknown'
  | 'enrolmentUsed'
  | 'enrolmentExpired'
  | 'notClaimed'
  | 'alreadyClaimed'
  | 'badSetupCode'
  | 'tooLarge'
  | 'tooFast'
  | 'malformed'
  | 'stopping'
  | 'storageFailed';

export interface Challenge {
  readonly type: 'challenge';
  readonly relay: string;
  /** base64url, 32 bytes, new for every connection. */
  readonly nonce: string;
  readonly protocol: number;
  readonly oldestProtocol: number;
  readonly nowMs: number;
}

/** Signed (purpose `hello`) with the workstation's key over the whole message. */
export interface Hello {
  readonly type: 'hello';
  readonly protocol: number;
  readonly schema: number;
  readonly nonce: string;
  readonly relay: string;
  readonly workstation: string;
  /** Root public key of the organisation. */
  readonly organisation: string;
  readonly cursor: Cursor | null;
  readonly signature: string;
}

/** First start: makes the relay serve an organisation. `setupCode` was printed by the relay. */
export interface Claim {
  readonly type: 'claim';
  readonly setupCode: string;
  readonly organisation: string;
  /** Whole state of the founding directory document, which vouches for the claiming workstation. */
  readonly directory: Uint8Array;
}
export interface Claimed {
  readonly type: 'claimed';
  readonly relay: string;
}

/**
 * Redeems an enrolment code. The code's secret yields a key pair (see model/directory/enrolment.ts), whose
 * private half signs this message (purpose `enrol`). The organisation's root key takes the place of a code: whoever
 * signs with it is admitted at headquarters.
 */
export interface Enrol {
  readonly type: 'enrol';
  readonly nonce: string;
  readonly relay: string;
  readonly enrolmentKey: string;
  readonly workstation: string;
  readonly workstationKey: string;
  readonly signature: string;
}
/** The relay holds the code for this workstation key from now on; the same redemption may be repeated. */
export interface Enrolled {
  readonly type: 'enrolled';
  readonly organisation: string;
  /** Its id; `root` where the root key was used. */
  readonly enrolment: string;
  /** Letter of the workstation in its office, unique there. */
  readonly letter: string;
  readonly directory: Uint8Array;
}

export interface Welcome {
  readonly type: 'welcome';
  readonly epoch: string;
  /** Head of the relay's log: where the catch-up that follows will end. */
  readonly sequence: number;
  readonly mode: 'cursor' | 'digests';
  /** What the catch-up will carry, for progress. */
  readonly documents: number;
  readonly updates: number;
  readonly nowMs: number;
  readonly maxUpdateBytes: number;
}

export interface Refused {
  readonly type: 'refused';
  readonly reason: RefusedReason;
  readonly detail: string;
}

/** Workstation to relay. */
export interface Push {
  readonly type: 'push';
  /** Chosen by the workstation, unique within the connection. */
  readonly id: number;
  readonly updates: readonly DocumentUpdate[];
}
export interface Ack {
  readonly type: 'ack';
  readonly id: number;
  readonly refused: readonly { readonly index: number; readonly rule: string; readonly detail: string }[];
}

/** Relay to workstation: a slice of the log, merged per document, without the workstation's own updates. */
export interface Batch {
  readonly type: 'batch';
  readonly upTo: number;
  readonly last: boolean;
  readonly updates: readonly DocumentUpdate[];
}
/** Relay to workstation, live. */
export interface Update {
  readonly type: 'update';
  readonly sequence: number;
  readonly name: DocumentName;
  readonly update: Uint8Array;
}

/** Relay to workstation: history before the cursor is folded for these; answer with `states`. */
export interface NeedStates {
  readonly type: 'needStates';
  readonly names: readonly DocumentName[];
}
/** State vectors; the relay answers with batches of the differences. */
export interface States {
  readonly type: 'states';
  readonly states: readonly { readonly name: DocumentName; readonly stateVector: Uint8Array }[];
}

/** Either way: content digests (hex, see main/store) and state vectors of all documents, or of those named. */
export interface Digests {
  readonly type: 'digests';
  readonly complete: boolean;
  readonly documents: readonly {
    readonly name: DocumentName;
    readonly digest: string;
    readonly stateVector: Uint8Array;
  }[];
}
/** Relay's answer: the documents whose content differs, with the relay's state vectors, so that the missing part can be pushed. Batches of what the workstation lacks follow; the final one has `last`. */
export interface Differences {
  readonly type: 'differences';
  readonly compared: number;
  readonly documents: readonly { readonly name: DocumentName; readonly stateVector: Uint8Array }[];
}

export interface ReportMessage {
  readonly type: 'report';
  readonly report: Report;
}
export interface Reports {
  readonly type: 'reports';
  readonly reports: readonly PlacedReport[];
}

/** y-protocols awareness of an open document; relayed, never stored. */
export interface Awareness {
  readonly type: 'awareness';
  readonly name: DocumentName;
  readonly state: Uint8Array;
}
export interface Ping {
  readonly type: 'ping';
  readonly id: number;
}
export interface Pong {
  readonly type: 'pong';
  readonly id: number;
}

export type FromWorkstation = Hello | Claim | Enrol | Push | States | Digests | ReportMessage | Awareness | Ping;
export type FromRelay =
  | Challenge
  | Claimed
  | Enrolled
  | Welcome
  | Refused
  | Ack
  | Batch
  | Update
  | NeedStates
  | Differences
  | Reports
  | Awareness
  | Pong;
