/**
 * The relay without sockets: whoever has transports, a storage and a clock can run it (the server in
 * connections/server.ts, the simulation in tests).
 *
 * 1. Commits are passed on in sequence order, after they are on disk.
 * 2. A commit of the directory changes rights before anything that follows it is judged by its sender's session.
 */
import * as Y from 'yjs';
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import { observeChange } from '#model/document/change.ts';
import { openDocument } from '#model/document/open-document.ts';
import type { KindRegistry } from '#model/document/registry.ts';
import type { RandomBytes } from '#model/identity/ids.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import { encodeFromRelay } from '#model/link/codec.ts';
import type { Codec, Timers, Transport, TransportEvents } from '#model/link/transport.ts';
import { createAccess } from './access/access.ts';
import { createSetupCodeCheck } from './access/setup-code.ts';
import { createAwarenessHub } from './connections/awareness-hub.ts';
import type { Delivery, House } from './connections/house.ts';
import { createLinkSession, type LinkSession } from './connections/link-session.ts';
import { createReportBoard } from './connections/report-board.ts';
import { updateMessage } from './connections/room-messages.ts';
import { createRoomSession, judgeToken, type RoomSession } from './connections/room-session.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { Log } from './log.ts';
import { createRooms, type Rooms } from './rooms/rooms.ts';
import { createMaintenance } from './storage/maintenance.ts';
import type { RelayStorage, StoredUpdate } from './storage/storage.ts';

export interface RelayParts {
  readonly storage: RelayStorage;
  readonly kinds: KindRegistry;
  readonly signatures: Pick<SignatureScheme, 'verify'>;
  readonly nowMs: () => number;
  readonly timers: Timers;
  readonly randomBytes: RandomBytes;
  readonly codec: Codec;
  readonly limits?: Partial<Limits>;
  readonly log: Log;
}

export interface RelayStatus {
  readonly claimed: boolean;
  readonly takesClaims: boolean;
  readonly links: number;
  readonly roomClients: number;
  readonly documentsInMemory: number;
}

export interface Relay {
  /**
   * A workstation's connection (`/link`). The relay speaks first, at once.
   * @param authenticated is called when the workstation has shown who it is.
   */
  acceptLink(transport: Transport, authenticated?: () => void): TransportEvents;
  /** A y-websocket client's connection (`/{document}?token=…`). */
  acceptRoom(transport: Transport, document: string, token: string): TransportEvents;
  status(): RelayStatus;
  /** Takes nothing new, commits and acknowledges what was taken, closes all connections. The storage stays open. */
  close(): Promise<void>;
}

const IGNORING: TransportEvents = { received: () => undefined, closed: () => undefined };

export async function createRelay(parts: RelayParts): Promise<Relay> {
  const { storage, kinds, signatures, nowMs, timers, randomBytes, codec, log } = parts;
  const limits: Limits = { ...DEFAULT_LIMITS, ...parts.limits };
  const identity = await storage.identity();
  const access = createAccess(signatures, nowMs, await storage.redemptions());
  const links = new Set<LinkSession>();
  const roomSessions = new Set<RoomSession>();
  let rights: Promise<unknown> = Promise.resolve();
  let roomNumber = 0;
  let claimedAtMs: number | undefined;
  let closing = false;

  const rooms: Rooms = await createRooms({
    storage,
    kinds,
    rules: access.rules,
    nowMs,
    timers,
    limits,
    log,
    committed,
    commitFailed: (error) => log.write('error', 'commitFailed', { cause: error.message }),
  });
  const directory = rooms.use(DIRECTORY_DOCUMENT);
  const reports = await createReportBoard(storage, rooms, nowMs, (report) => {
    const message = encodeFromRelay({ type: 'reports', reports: [report] }, codec);
    for (const link of links) link.tell(message);
  });
  const maintenance = createMaintenance({ storage, rooms, nowMs, timers, limits, log });
  if (identity.organisation !== undefined) {
    access.serve(identity.organisation);
    await access.refresh(directory);
  }

  function committed(updates: readonly StoredUpdate[]): void {
    for (const update of updates) {
      const delivery = deliveryOf(update, codec);
      for (const link of links) link.deliver(delivery);
      for (const session of roomSessions) if (session.document === update.name) session.deliver(delivery);
    }
    if (updates.some((update) => update.name === DIRECTORY_DOCUMENT)) void refreshRights();
  }

  function takesClaims(): boolean {
    if (access.organisation() === undefined) return true;
    return claimedAtMs !== undefined && nowMs() - claimedAtMs < limits.repeatClaimMs;
  }

  function refreshRights(): Promise<unknown> {
    rights = rights
      .then(() => access.refresh(directory))
      .then(() => {
        for (const link of links) link.reconsider();
        for (const session of roomSessions) session.reconsider();
      })
      .catch((error: unknown) => {
        log.write('error', 'directoryUnreadable', { cause: error instanceof Error ? error.message : 'unknown' });
      });
    return rights;
  }

  const house: House = {
    identity,
    storage,
    kinds,
    rooms,
    access,
    setupCodes: createSetupCodeCheck(identity.setupCode, nowMs, limits),
    awareness: createAwarenessHub(nowMs, limits),
    reports,
    codec,
    limits,
    log,
    timers,
    nowMs,
    randomBytes,
    directoryState: () => directory.read((doc) => Y.encodeStateAsUpdate(doc)),
    async rightsSettled() {
      await rooms.settled();
      await rights;
    },
    takesClaims,
    async claim(organisation, view) {
      const update = new Uint8Array(view);
      const kind = kinds.kindOf(DIRECTORY_DOCUMENT);
      if (kind === undefined) return 'this relay knows no directory';
      const doc = openDocument(kind);
      try {
        const change = observeChange(DIRECTORY_DOCUMENT, kind, doc, () => Y.applyUpdate(doc, update));
        const problem = kind.check(change, { ...access.rules, rootKey: () => organisation });
        if (problem !== undefined) return `${problem.rule}: ${problem.detail}`;
        if (change.entries.length === 0) return 'the directory is empty';
      } catch (error) {
        return error instanceof Error ? error.message : 'the directory is unreadable';
      } finally {
        doc.destroy();
      }
      const row = { name: DIRECTORY_DOCUMENT, update, origin: '', atMs: nowMs() };
      const sequence = await storage.claim(organisation, row);
      claimedAtMs = nowMs();
      access.serve(organisation);
      rooms.noteStored({ ...row, sequence });
      await refreshRights();
      return undefined;
    },
  };

  return {
    acceptLink(transport, authenticated) {
      if (closing) {
        transport.close(1012, 'the relay stops');
        return IGNORING;
      }
      const session = createLinkSession(transport, house, {
        authenticated: () => authenticated?.(),
        closed: () => links.delete(session),
      });
      links.add(session);
      return session.events;
    },
    acceptRoom(transport, document, token) {
      const granted = closing ? ({ ok: false, code: 1012, detail: 'the relay stops' } as const) : judgeToken(house, document, token);
      if (!granted.ok) {
        log.write('info', 'roomRefused', { code: granted.code, detail: granted.detail });
        transport.close(granted.code, granted.detail);
        return IGNORING;
      }
      roomNumber += 1;
      const session = createRoomSession(transport, house, granted, token, roomNumber, () => roomSessions.delete(session));
      roomSessions.add(session);
      return session.events;
    },
    status: () => ({
      claimed: access.organisation() !== undefined,
      takesClaims: takesClaims(),
      links: links.size,
      roomClients: roomSessions.size,
      documentsInMemory: rooms.phases().size,
    }),
    async close() {
      closing = true;
      maintenance.close();
      await Promise.all([...links, ...roomSessions].map((session) => session.stop()));
      directory.release();
      await rooms.close();
    },
  };
}

function deliveryOf(update: StoredUpdate, codec: Codec): Delivery {
  let linkMessage: Uint8Array | undefined;
  let syncMessage: Uint8Array | undefined;
  const { sequence, name, origin } = update;
  return {
    sequence,
    name,
    origin,
    update: update.update,
    linkMessage: () => (linkMessage ??= encodeFromRelay({ type: 'update', sequence, name, update: update.update }, codec)),
    syncMessage: () => (syncMessage ??= updateMessage(update.update)),
  };
}
