/**
 * A line between two places: a TCP proxy on loopback that delays and narrows what passes.
 *
 * 1. All connections share one line: what one sends, the others wait for.
 * 2. A new connection costs a round trip before its first byte leaves (TCP's handshake).
 * 3. A connection that sends more than the line takes is held back (`WINDOW_BYTES`), as a real line would.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

export interface LineShape {
  readonly name: string;
  readonly roundTripMs: number;
  /** In each direction; undefined for a line without a bound. */
  readonly bitsPerSecond: number | undefined;
}

export interface ShapedLine {
  readonly port: number;
  /** Bytes in both directions, without TCP's own. */
  readonly bytes: number;
  /** When the near end was last given something, by `performance.now()`; 0 before. */
  readonly lastArrivalMs: number;
  close(): Promise<void>;
}

interface Packet {
  readonly atMs: number;
  readonly deliver: () => void;
}

/** What is on the line of one connection before it is held back. */
const WINDOW_BYTES = 64 * 1024;
/** A segment: connections take turns by it. */
const SEGMENT_BYTES = 1400;

/** @param targetPort on loopback. */
export async function openShapedLine(shape: LineShape, targetPort: number): Promise<ShapedLine> {
  const sockets = new Set<Socket>();
  const there = createDirection(shape);
  const back = createDirection(shape);
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
    const openAtMs = performance.now() + shape.roundTripMs;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => sockets.delete(socket));
    }
    there.carry(near, far, openAtMs);
    back.carry(far, near, openAtMs);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    get bytes() {
      return there.bytes + back.bytes;
    },
    get lastArrivalMs() {
      return back.lastArrivalMs;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      there.close();
      back.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One direction of the line: first in, first out, for all connections. */
function createDirection({ roundTripMs, bitsPerSecond }: LineShape) {
  const queue: Packet[] = [];
  let freeAtMs = 0;
  let bytes = 0;
  let lastArrivalMs = 0;
  let timer: NodeJS.Timeout | undefined;

  function pass(): void {
    timer = undefined;
    const now = performance.now();
    let due = 0;
    while (due < queue.length && (queue[due]?.atMs ?? 0) <= now) due += 1;
    for (const packet of queue.splice(0, due)) packet.deliver();
    const next = queue[0];
    if (next !== undefined) timer ??= setTimeout(pass, Math.max(0, next.atMs - performance.now()));
  }

  function put(length: number, notBeforeMs: number, deliver: () => void): void {
    const startsMs = Math.max(performance.now(), notBeforeMs, freeAtMs);
    const takesMs = bitsPerSecond === undefined ? 0 : (length * 8 * 1000) / bitsPerSecond;
    // A connection that is still opening does not hold up the line for the others.
    freeAtMs = Math.max(performance.now(), freeAtMs) + takesMs;
    const atMs = startsMs + takesMs + roundTripMs / 2;
    const place = queue.findLastIndex((packet) => packet.atMs <= atMs) + 1;
    queue.splice(place, 0, { atMs, deliver });
    if (place === 0 && timer !== undefined) {
      clearTimeout(timer);
      timer = undefined;
    }
    timer ??= setTimeout(pass, Math.max(0, atMs - performance.now()));
  }

  return {
    get bytes() {
      return bytes;
    },
    get lastArrivalMs() {
      return lastArrivalMs;
    },
    carry(from: Socket, to: Socket, openAtMs: number): void {
      let onLine = 0;
      from.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
        onLine += chunk.byteLength;
        if (onLine > WINDOW_BYTES) from.pause();
        for (let start = 0; start < chunk.byteLength; start += SEGMENT_BYTES) {
          const segment = chunk.subarray(start, start + SEGMENT_BYTES);
          put(segment.byteLength, openAtMs, () => {
            onLine -= segment.byteLength;
            lastArrivalMs = performance.now();
            if (onLine <= WINDOW_BYTES) from.resume();
            if (to.writable) to.write(segment);
          });
        }
      });
      from.on('end', () => put(0, openAtMs, () => void to.end()));
      from.on('error', () => to.destroy());
      from.on('close', () => put(0, openAtMs, () => void to.destroy()));
    },
    close(): void {
      if (timer !== undefined) clearTimeout(timer);
      queue.length = 0;
    },
  };
}
