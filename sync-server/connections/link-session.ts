/**
 * One workstation's connection (`/link`), from the challenge to its end.
 *
 * 1. Before `hello` is verified, nothing of the organisation is read or sent.
 * 2. Messages are handled one after another; `ping` is answered at once.
 * 3. An `ack` is sent when every update of its push is on disk or was refused.
 */
import { decodeFromWorkstation, encodeFromRelay, isMalformed } from '#model/link/codec.ts';
import { createFrameJoiner } from '#model/link/frames.ts';
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import { OLDEST_PROTOCOL, PROTOCOL, type Ack, type FromRelay, type FromWorkstation, type Push, type RefusedReason } from '#model/link/messages.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Transport, TransportEvents } from '#model/link/transport.ts';
import { mayRead, mayTryToWrite, type Standing } from '../access/access.ts';
import { isGenuineReport, judgeHello } from '../access/handshake.ts';
import type { AwarenessMember } from './awareness-hub.ts';
import { closeCodeOf } from './closing.ts';
import { createCatchUpSession, type CatchUpSession } from './catch-up-session.ts';
import { createFramePacer } from './frame-pacer.ts';
import { founding } from './founding.ts';
import type { Delivery, House } from './house.ts';
import { createOutlet } from './outlet.ts';

export interface LinkSession {
  readonly events: TransportEvents;
  /** Present once `hello` was accepted. */
  readonly workstation: string | undefined;
  deliver(delivery: Delivery): void;
  /** Sends a message that was encoded for many. */
  tell(message: Uint8Array): void;
  /** Closes the connection where the workstation's rights ended. */
  reconsider(): void;
  /** Takes nothing more, acknowledges what it took, and closes. */
  stop(): Promise<void>;
}

export interface LinkSessionEvents {
  /** The workstation has shown who it is. */
  authenticated(): void;
  closed(): void;
}

/** Longest detail of a refusal, in characters. */
const DETAIL_LENGTH = 200;

export function createLinkSession(transport: Transport, house: House, told: LinkSessionEvents): LinkSession {
  const { access, codec, limits, log, rooms, timers, nowMs } = house;
  const nonce = Buffer.from(house.randomBytes(32)).toString('base64url');
  const joiner = createFrameJoiner(limits.messageBytes);
  const outlet = createOutlet(transport, nowMs, timers, limits, () => end('tooFast', 'the line does not keep up'));
  const pacer = createFramePacer(nowMs, timers, limits, takeFrame);
  let phase: 'challenged' | 'open' | 'ended' = 'challenged';
  let workstation: string | undefined;
  let catchUp: CatchUpSession | undefined;
  let bytesBeforeHello = 0;
  let turn: Promise<unknown> = Promise.resolve();
  let pushesUnderWay: Promise<unknown> = Promise.resolve();
  const stopAuthenticationTimer = timers.after(limits.authenticationMs, () => {
    if (phase === 'challenged') end('badSignature', 'no hello in time');
  });
  const members = new Map<DocumentName, AwarenessMember>();

  function send(message: FromRelay): void {
    outlet.live(encodeFromRelay(message, codec));
  }

  function end(reason: RefusedReason, detail: string): void {
    if (phase === 'ended') return;
    log.write('info', 'linkRefused', { reason, detail, workstation: workstation ?? '' });
    transport.send(encodeFromRelay({ type: 'refused', reason, detail }));
    leave();
    transport.close(closeCodeOf(reason), reason);
  }

  function leave(): void {
    if (phase === 'ended') return;
    const wasOpen = phase === 'open';
    phase = 'ended';
    stopAuthenticationTimer();
    pacer.close();
    outlet.close();
    for (const [name, awarenessMember] of members) house.awareness.leave(name, awarenessMember);
    if (wasOpen && workstation !== undefined) house.reports.connected(workstation, false);
    told.closed();
  }

  function takeFrame(frame: Uint8Array): void {
    if (phase === 'ended') return;
    const whole = joiner.join(frame);
    if (whole === undefined) return;
    const message = isMalformed(whole) ? whole : decodeFromWorkstation(whole, codec, limits.messageBytes);
    if (isMalformed(message)) end('malformed', message.detail);
    else if (message.type === 'ping') send({ type: 'pong', id: message.id });
    else {
      turn = turn.then(() => handle(message)).catch((error: unknown) => {
        log.write('error', 'linkFailed', { cause: error instanceof Error ? error.message : 'unknown', message: message.type });
        end('storageFailed', 'the relay could not carry this out');
      });
    }
  }

  async function handle(message: FromWorkstation): Promise<void> {
    switch (phase) {
      case 'ended':
        return;
      case 'challenged':
        await handleStranger(message);
        return;
      case 'open':
        await handleMember(message);
    }
  }

  async function handleStranger(message: FromWorkstation): Promise<void> {
    if (message.type === 'claim' || message.type === 'enrol') {
      const answer = await founding(message, { relay: house.identity.relay, nonce }, house);
      if (answer.type === 'refused') end(answer.reason, answer.detail);
      else send(answer);
      return;
    }
    if (message.type !== 'hello') {
      end('malformed', `${message.type} before hello`);
      return;
    }
    const judgement = judgeHello(message, { relay: house.identity.relay, nonce }, access);
    if (!judgement.ok) {
      end(judgement.reason, judgement.detail);
      return;
    }
    stopAuthenticationTimer();
    workstation = message.workstation;
    phase = 'open';
    told.authenticated();
    catchUp = createCatchUpSession(house, outlet, { workstation, cursor: message.cursor, mayRead: mayReadNow, send });
    log.write('info', 'linkOpened', { workstation });
    house.reports.connected(workstation, true);
    await catchUp.start();
  }

  async function handleMember(message: FromWorkstation): Promise<void> {
    switch (message.type) {
      case 'push':
        await takePush(message);
        return;
      case 'states':
        await catchUp?.states(message);
        return;
      case 'digests':
        await catchUp?.digests(message);
        return;
      case 'report':
        if (message.report.workstation !== workstation || !isGenuineReport(message.report, access)) {
          log.write('warning', 'reportRefused', { workstation: workstation ?? '' });
          return;
        }
        await house.reports.place(message.report);
        return;
      case 'awareness':
        takeAwareness(message.name, message.state);
        return;
      case 'hello':
      case 'claim':
      case 'enrol':
        end('malformed', `${message.type} after hello`);
        return;
      case 'ping':
        return;
    }
  }

  function standing(): Standing {
    return workstation === undefined ? { standing: 'unknown' } : access.standingOf(workstation);
  }

  function mayReadNow(name: DocumentName): boolean {
    const kind = house.kinds.kindOf(name);
    return kind !== undefined && mayRead(standing(), name, (reader) => kind.mayRead(name, reader));
  }

  async function takePush(push: Push): Promise<void> {
    const refused: Ack['refused'][number][] = [];
    const durable: Promise<unknown>[] = [];
    for (const [index, { name, update }] of push.updates.entries()) {
      const now = standing();
      const admission =
        'writer' in now && mayTryToWrite(now, name)
          ? await rooms.admit(name, update, now.writer, now.writer.workstation)
          : ({ accepted: false, problem: { rule: 'RELAY-4', detail: 'this workstation is not in the directory' } } as const);
      if (!admission.accepted) {
        refused.push({ index, rule: admission.problem.rule, detail: admission.problem.detail.slice(0, DETAIL_LENGTH) });
        log.write('warning', 'updateRefused', { workstation: workstation ?? '', document: name, rule: admission.problem.rule });
        continue;
      }
      durable.push(admission.durable);
      // What follows may be allowed only by what this says.
      if (name === DIRECTORY_DOCUMENT) {
        await admission.durable;
        await house.rightsSettled();
      }
    }
    // The next push is judged meanwhile; acknowledgements keep their order, for commits do.
    const acknowledged = Promise.all(durable).then(
      () => {
        if (phase === 'open') send({ type: 'ack', id: push.id, refused });
      },
      () => end('storageFailed', 'the relay could not store this; it stays at the workstation'),
    );
    pushesUnderWay = Promise.all([pushesUnderWay, acknowledged]);
  }

  function takeAwareness(name: DocumentName, state: Uint8Array): void {
    if (!mayReadNow(name)) return;
    let own = members.get(name);
    if (own === undefined) {
      own = { hearsItself: false, deliver: (entries) => send({ type: 'awareness', name, state: entries }) };
      members.set(name, own);
      house.awareness.join(name, own);
    }
    if (!house.awareness.publish(name, own, state)) end('malformed', 'awareness');
  }

  send({
    type: 'challenge',
    relay: house.identity.relay,
    nonce,
    protocol: PROTOCOL,
    oldestProtocol: OLDEST_PROTOCOL,
    nowMs: nowMs(),
  });

  return {
    events: {
      received(frame) {
        if (phase === 'ended') return;
        if (phase === 'challenged') {
          bytesBeforeHello += frame.byteLength;
          const allowed = house.takesClaims() ? limits.frameBytes : limits.bytesBeforeAuthentication;
          if (bytesBeforeHello > allowed) {
            end('tooLarge', `more than ${allowed} bytes before hello`);
            return;
          }
        }
        if (!pacer.take(frame)) end('tooFast', 'too many messages');
      },
      closed: leave,
    },
    get workstation() {
      return phase === 'open' ? workstation : undefined;
    },
    deliver(delivery) {
      if (phase !== 'open' || catchUp === undefined) return;
      const wanted = delivery.origin !== workstation && mayReadNow(delivery.name);
      catchUp.deliver(delivery, wanted);
    },
    tell(message) {
      if (phase === 'open') outlet.live(message);
    },
    reconsider() {
      const now = standing().standing;
      if (phase === 'open' && (now === 'revoked' || now === 'unknown')) end('revoked', 'this workstation was revoked');
    },
    async stop() {
      pacer.close();
      await turn;
      await pushesUnderWay;
      end('stopping', 'the relay stops; it can be reached again soon');
    },
  };
}
