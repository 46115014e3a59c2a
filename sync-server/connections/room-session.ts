/**
 * One y-websocket client on one document: y-protocols' sync and awareness, as the unmodified client speaks them.
 *
 * 1. The token is judged before the document is touched, again on each write, and when the directory changes.
 * 2. What may not be written is refused loudly: the client gets its protocol's "permission denied" and is closed.
 * 3. Others see a change only after it is on disk.
 */
import * as Y from 'yjs';
import type { TokenReading } from '#model/directory/token.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Transport, TransportEvents } from '#model/link/transport.ts';
import { holdsAlready } from '../rooms/document-loading.ts';
import type { RoomLease } from '../rooms/rooms.ts';
import { createFramePacer } from './frame-pacer.ts';
import type { Delivery, House } from './house.ts';
import { awarenessMessage, deniedMessage, readRoomMessage, stepOneMessage, stepTwoMessage, type RoomMessage } from './room-messages.ts';

export interface RoomSession {
  readonly events: TransportEvents;
  readonly document: DocumentName;
  deliver(delivery: Delivery): void;
  /** Closes the connection where the token's rights ended. */
  reconsider(): void;
  stop(): Promise<void>;
}

/** Node's timers overflow beyond 24 days. */
const LONGEST_TIMER_MS = 20 * 24 * 3600 * 1000;

type Granted = Extract<TokenReading, { readonly ok: true }>;

/** Why a client is turned away at the door, or what it is granted. */
export function judgeToken(house: House, document: string, token: string): Granted | { readonly ok: false; readonly code: number; readonly detail: string } {
  const reading = house.access.token(token, document);
  if (reading === undefined) return { ok: false, code: 4404, detail: 'this relay serves no organisation yet' };
  if (!reading.ok) {
    const code = reading.problem === 'otherDocument' || reading.problem === 'revoked' ? 4403 : 4401;
    return { ok: false, code, detail: token === '' ? 'a token is required' : `token: ${reading.problem}` };
  }
  const kind = house.kinds.kindOf(document);
  if (kind === undefined) return { ok: false, code: 4404, detail: 'unknown document' };
  if (!kind.mayRead(document as DocumentName, reading.writer)) return { ok: false, code: 4403, detail: 'the token does not reach this document' };
  return reading;
}

/** @param number tells this connection's updates from others', within one run of the relay. */
export function createRoomSession(transport: Transport, house: House, granted: Granted, token: string, number: number, closed: () => void): RoomSession {
  const { limits, log, rooms, timers, nowMs } = house;
  const document = granted.content.document;
  const origin = `token:${granted.content.workstation}:${number}`;
  const lease: RoomLease = rooms.use(document);
  const pacer = createFramePacer(nowMs, timers, limits, takeFrame);
  let ended = false;
  let turn: Promise<unknown> = Promise.resolve();
  let durable: Promise<unknown> = Promise.resolve();
  let stopExpiry = waitForExpiry();
  const member = { hearsItself: true, deliver: (state: Uint8Array) => send(awarenessMessage(state)) };

  function waitForExpiry(): () => void {
    const restMs = Math.max(0, granted.content.expiresAtMs - nowMs());
    return timers.after(Math.min(restMs, LONGEST_TIMER_MS), () => {
      if (granted.content.expiresAtMs <= nowMs()) end(4401, 'the token has expired');
      else stopExpiry = waitForExpiry();
    });
  }

  function send(message: Uint8Array): void {
    if (ended) return;
    transport.send(message);
    if (transport.bufferedBytes > limits.dropAtBytes + message.byteLength) end(4529, 'the line does not keep up');
  }

  function end(code: number, detail: string): void {
    if (ended) return;
    log.write('info', 'roomRefused', { document, code, detail });
    leave();
    transport.close(code, detail);
  }

  function leave(): void {
    if (ended) return;
    ended = true;
    pacer.close();
    stopExpiry();
    house.awareness.leave(document, member);
    lease.release();
    closed();
  }

  function deny(detail: string): void {
    send(deniedMessage(detail));
    end(4403, detail.slice(0, 100));
  }

  function takeFrame(frame: Uint8Array): void {
    if (ended) return;
    const message = readRoomMessage(frame);
    if (message === undefined) {
      end(4400, 'malformed message');
      return;
    }
    turn = turn.then(() => handle(message)).catch((error: unknown) => {
      log.write('error', 'roomFailed', { document, cause: error instanceof Error ? error.message : 'unknown' });
      end(1011, 'the relay could not carry this out');
    });
  }

  async function handle(message: RoomMessage): Promise<void> {
    if (ended) return;
    switch (message.type) {
      case 'step1':
        send(stepTwoMessage(await lease.read((doc) => Y.encodeStateAsUpdate(doc, message.stateVector))));
        return;
      case 'update':
        await write(message.update);
        return;
      case 'awareness':
        if (!house.awareness.publish(document, member, message.state)) end(4400, 'malformed awareness');
        return;
      case 'queryAwareness':
        house.awareness.leave(document, member);
        house.awareness.join(document, member);
        return;
      case 'unknown':
        return;
    }
  }

  async function write(update: Uint8Array): Promise<void> {
    // Every client answers the relay's first step with all that it deleted ever; that alone is no write.
    if (await lease.read((doc) => holdsAlready(doc, update))) return;
    const now = judgeToken(house, document, token);
    if (!now.ok) {
      deny(now.detail);
      return;
    }
    if (now.content.access !== 'write') {
      deny('this token may only read; the change was not stored');
      return;
    }
    const admission = await rooms.admit(document, update, now.writer, origin);
    if (!admission.accepted) {
      log.write('warning', 'updateRefused', { document, rule: admission.problem.rule });
      deny(`${admission.problem.rule}: ${admission.problem.detail}; the change was not stored`);
      return;
    }
    durable = Promise.all([durable, admission.durable]).catch(() => end(1011, 'the change could not be stored'));
  }

  house.awareness.join(document, member);
  turn = lease
    .read((doc) => Y.encodeStateVector(doc))
    .then((stateVector) => send(stepOneMessage(stateVector)))
    .catch(() => end(4500, 'the document cannot be loaded; its cause is in the relay’s log'));

  return {
    document,
    events: {
      received(frame) {
        if (ended) return;
        if (frame.byteLength > limits.frameBytes) end(4413, 'message too large');
        else if (!pacer.take(new Uint8Array(frame))) end(4529, 'too many messages');
      },
      closed: leave,
    },
    deliver(delivery) {
      if (delivery.origin !== origin) send(delivery.syncMessage());
    },
    reconsider() {
      const now = judgeToken(house, document, token);
      if (!now.ok) end(now.code, now.detail);
    },
    async stop() {
      pacer.close();
      await turn;
      await durable;
      end(1012, 'the relay stops');
    },
  };
}
