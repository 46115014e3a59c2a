/** A WebSocket as the relay's Transport, with the guards that only the socket's side can hold. */
import type { Duplex } from 'node:stream';
import { WebSocket, type RawData } from 'ws';
import type { Timers, Transport, TransportEvents } from '#model/link/transport.ts';
import type { Limits } from '../limits.ts';

/** Close codes that ws may send: 1000 to 1014 without the reserved ones, and 3000 to 4999. */
const LONGEST_REASON_BYTES = 120;

type SocketLimits = Pick<Limits, 'heartbeatMs' | 'bytesBeforeAuthentication'>;

/**
 * @param accept is given the transport and returns who hears its messages.
 * @param closed is called once, when the socket is gone.
 */
export function carrySocket(
  socket: WebSocket,
  timers: Timers,
  limits: SocketLimits,
  accept: (transport: Transport) => TransportEvents,
  closed: () => void,
): void {
  const transport: Transport = {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
    },
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
    close(code, reason) {
      socket.close(code, cut(reason));
    },
  };
  const events = accept(transport);
  let alive = true;
  let stopBeat = timers.after(limits.heartbeatMs, beat);

  function beat(): void {
    if (!alive) {
      socket.terminate();
      return;
    }
    alive = false;
    socket.ping();
    stopBeat = timers.after(limits.heartbeatMs, beat);
  }

  socket.on('message', (data: RawData, isBinary) => {
    alive = true;
    if (isBinary) events.received(bytesOf(data));
    else socket.close(4400, 'messages are binary');
  });
  socket.on('pong', () => {
    alive = true;
  });
  // ws closes after an error (a frame too large or broken) by itself; 'close' follows.
  socket.on('error', () => undefined);
  socket.once('close', (code, reason) => {
    stopBeat();
    events.closed(code, reason.toString());
    closed();
  });
}

/**
 * ws has one payload limit for all connections. Until a connection has shown who it is, its raw bytes are counted, so
 * that strangers cannot fill memory with frames that are never finished.
 * @returns a function that ends the counting.
 */
export function limitRawBytes(stream: Duplex & { readonly bytesRead?: number }, maxBytes: number, exceeded: () => void): () => void {
  let received = 0;
  const count = (chunk: Buffer): void => {
    received += chunk.byteLength;
    if (received > maxBytes) exceeded();
  };
  stream.on('data', count);
  return () => stream.off('data', count);
}

function bytesOf(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  // Not as Buffer, whose `slice` does not copy.
  const { buffer, byteOffset, byteLength } = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function cut(reason: string): string {
  return Buffer.byteLength(reason) <= LONGEST_REASON_BYTES ? reason : Buffer.from(reason).subarray(0, LONGEST_REASON_BYTES).toString().replace(/�$/, '');
}
