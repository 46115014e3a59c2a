/** What every connection of the relay shares. */
import type { KindRegistry } from '#model/document/registry.ts';
import type { DocumentName, RandomBytes } from '#model/identity/ids.ts';
import type { PlacedReport, Report } from '#model/link/messages.ts';
import type { Codec, Timers } from '#model/link/transport.ts';
import type { Access } from '../access/access.ts';
import type { SetupCodeCheck } from '../access/setup-code.ts';
import type { Limits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { RelayIdentity, RelayStorage } from '../storage/storage.ts';
import type { AwarenessHub } from './awareness-hub.ts';

export interface House {
  readonly identity: Pick<RelayIdentity, 'relay' | 'epoch'>;
  readonly storage: RelayStorage;
  readonly kinds: KindRegistry;
  readonly rooms: Rooms;
  readonly access: Access;
  readonly setupCodes: SetupCodeCheck;
  readonly awareness: AwarenessHub;
  readonly reports: ReportBoard;
  readonly codec: Codec;
  readonly limits: Limits;
  readonly log: Log;
  readonly timers: Timers;
  readonly nowMs: () => number;
  readonly randomBytes: RandomBytes;
  /** Whole committed state of the directory. */
  directoryState(): Promise<Uint8Array>;
  /** Resolves when rights stand as the last committed directory says. */
  rightsSettled(): Promise<void>;
  /** Until it is claimed, and for a while after. */
  takesClaims(): boolean;
  /** Claims the relay for an organisation. @returns what is wrong with the claim, or undefined. */
  claim(organisation: string, directory: Uint8Array): Promise<string | undefined>;
}

/** The latest report of each workstation. */
export interface ReportBoard {
  all(): readonly PlacedReport[];
  place(report: Report): Promise<void>;
  /** Notes that a connection of this workstation opened or closed. */
  connected(workstation: string, connected: boolean): void;
}

/** A committed update on its way to connections; its message is made once for all of them. */
export interface Delivery {
  readonly sequence: number;
  readonly name: DocumentName;
  readonly update: Uint8Array;
  readonly origin: string;
  linkMessage(): Uint8Array;
  syncMessage(): Uint8Array;
}
