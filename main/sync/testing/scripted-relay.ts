/** A relay for tests of the link: what it answers is written in the test, what it got can be looked at. */
import { decodeFromWorkstation, encodeFromRelay, isMalformed } from '#model/link/codec.ts';
import { PROTOCOL, type FromRelay, type FromWorkstation, type Welcome } from '#model/link/messages.ts';
import type { Codec, Timers, TransportEvents } from '#model/link/transport.ts';
import type { Connect } from '../link-options.ts';

export const plainCodec: Codec = { compress: (bytes) => bytes, decompress: (bytes) => bytes };

type Sent<Type extends FromWorkstation['type']> = Extract<FromWorkstation, { readonly type: Type }>;

/** One connection, seen from the relay. */
export interface ScriptedLine {
  readonly received: readonly FromWorkstation[];
  all<Type extends FromWorkstation['type']>(type: Type): readonly Sent<Type>[];
  send(message: FromRelay): void;
  sendBytes(bytes: Uint8Array): void;
  /** The line dies. */
  drop(): void;
  readonly closedByOffice: boolean;
  /** Challenge and welcome. */
  welcome(welcome?: Partial<Welcome>): void;
  /** Whether comparisons are answered with `nothing differs`; they are from the start. */
  answersDigests: boolean;
}

export interface ScriptedRelay {
  readonly connect: Connect;
  readonly lines: readonly ScriptedLine[];
  /** The newest connection. @throws Error where there is none. */
  readonly line: ScriptedLine;
}

const WELCOME: Welcome = { type: 'welcome', epoch: 'e', sequence: 0, mode: 'cursor', documents: 0, updates: 0, nowMs: 0, maxUpdateBytes: 100_000 };

export function createScriptedRelay(): ScriptedRelay {
  const lines: ScriptedLine[] = [];

  function open(events: TransportEvents): ReturnType<Connect> {
    const received: FromWorkstation[] = [];
    let closedByOffice = false;
    const send = (message: FromRelay): void => {
      if (!closedByOffice) events.received(encodeFromRelay(message, plainCodec));
    };
    const take = (message: FromWorkstation): void => {
      received.push(message);
      if (message.type !== 'digests' || !line.answersDigests) return;
      send({ type: 'differences', compared: message.documents.length, documents: [] });
      send({ type: 'batch', upTo: 0, last: true, updates: [] });
    };
    const line: ScriptedLine = {
      answersDigests: true,
      received,
      all: <Type extends FromWorkstation['type']>(type: Type) => received.filter((message): message is Sent<Type> => message.type === type),
      send,
      sendBytes: (bytes) => events.received(bytes),
      drop: () => events.closed(1006, 'lost'),
      get closedByOffice() {
        return closedByOffice;
      },
      welcome(welcome = {}) {
        send({ type: 'challenge', relay: 'relay', nonce: 'nonce', protocol: PROTOCOL, oldestProtocol: PROTOCOL, nowMs: 0 });
        send({ ...WELCOME, ...welcome });
      },
    };
    lines.push(line);
    return {
      bufferedBytes: 0,
      send(bytes) {
        const message = decodeFromWorkstation(bytes.slice(), plainCodec);
        if (isMalformed(message)) throw new Error(message.detail);
        take(message);
      },
      close() {
        closedByOffice = true;
      },
    };
  }

  return {
    connect: (_url, events) => open(events),
    lines,
    get line() {
      const newest = lines.at(-1);
      if (newest === undefined) throw new Error('nobody connected');
      return newest;
    },
  };
}

export interface ManualTimers extends Timers {
  /** Lets time pass; what falls due runs. */
  pass(durationMs: number): void;
  nowMs(): number;
}

export function createManualTimers(startMs: number): ManualTimers {
  const planned = new Set<{ readonly atMs: number; readonly act: () => void }>();
  let nowMs = startMs;
  return {
    after(delayMs, act) {
      const event = { atMs: nowMs + delayMs, act };
      planned.add(event);
      return () => planned.delete(event);
    },
    pass(durationMs) {
      const untilMs = nowMs + durationMs;
      for (;;) {
        const next = [...planned].toSorted((left, right) => left.atMs - right.atMs)[0];
        if (next === undefined || next.atMs > untilMs) break;
        planned.delete(next);
        nowMs = next.atMs;
        next.act();
      }
      nowMs = untilMs;
    },
    nowMs: () => nowMs,
  };
}
