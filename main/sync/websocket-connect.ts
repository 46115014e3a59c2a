/** Connections by `ws`. Limits are those that both sides agree on (SPEC.md, LINK-4). */
import { WebSocket } from 'ws';
import type { TransportEvents } from '#model/link/transport.ts';
import type { Connect } from './link-options.ts';

/** Above the largest frame that either side sends. */
const MAX_PAYLOAD_BYTES = 1024 * 1024;
const HANDSHAKE_WITHIN_MS = 10_000;
/** Where a connection could not be opened (RFC 6455, 7.1.5). */
const ABNORMAL_CLOSURE = 1006;

/** Connects to the link of a relay; `url` is the relay's address with or without a path before `/link`. */
export const connectWebSocket: Connect = (url, events) => {
  const socket = openSocket(url);
  if (socket === undefined) return neverOpened(events);
  let ended = false;
  const end = (code: number, reason: string): void => {
    if (ended) return;
    ended = true;
    events.closed(code, reason);
  };
  socket.binaryType = 'nodebuffer';
  socket.on('open', () => events.opened?.());
  socket.on('message', (data, isBinary) => {
    if (ended) return;
    if (isBinary && Buffer.isBuffer(data)) events.received(data);
    // Text is no message of this protocol; the empty message is answered as malformed like any other nonsense.
    else events.received(new Uint8Array(0));
  });
  socket.on('close', (code, reason) => end(code, reason.toString('utf8')));
  // `close` follows every error; without a listener the error would be thrown.
  socket.on('error', (error) => end(ABNORMAL_CLOSURE, error.message));
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
    },
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
    close(code, reason) {
      ended = true;
      if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
      else socket.close(code, reason);
    },
  };
};

function openSocket(url: string): WebSocket | undefined {
  try {
    return new WebSocket(`${url.replace(/\/+$/, '')}/link`, {
      maxPayload: MAX_PAYLOAD_BYTES,
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_WITHIN_MS,
      followRedirects: false,
    });
  } catch (error) {
    // An address that no URL can be made of.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `closed` is told later, as for any connection that does not come about. */
function neverOpened(events: TransportEvents): ReturnType<Connect> {
  let ended = false;
  queueMicrotask(() => {
    if (!ended) events.closed(ABNORMAL_CLOSURE, 'not an address');
  });
  return {
    send: () => undefined,
    bufferedBytes: 0,
    close() {
      ended = true;
    },
  };
}
