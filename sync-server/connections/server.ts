/**
 * One port for everything: `/link` (workstations), `/{document}?token=…` (y-websocket clients), `/releases/…` (the
 * update feed), `/healthz`.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Timers } from '#model/link/transport.ts';
import type { Limits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { Relay } from '../relay.ts';
import { carrySocket, limitRawBytes } from './socket-transport.ts';

export interface RelayServerOptions {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly relay: Relay;
  readonly releases: (request: IncomingMessage, response: ServerResponse, name: string) => Promise<void>;
  readonly timers: Timers;
  readonly limits: Limits;
  readonly log: Log;
}

export interface RelayServer {
  readonly port: number;
  /** Takes no new connections. Those that are open go on. */
  stopAccepting(): void;
  /** Ends what is still open. */
  close(): Promise<void>;
}

/** How long a closing handshake may take, in milliseconds. */
const CLOSE_WITHIN_MS = 2_000;

/** Rejects when the port cannot be had. */
export async function startRelayServer(options: RelayServerOptions): Promise<RelayServer> {
  const { host, port, relay, releases, timers, limits, log } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
    maxFragments: 64,
    maxBufferedChunks: 4096,
  });
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.write('error', 'requestFailed', { cause: error instanceof Error ? error.message : 'unknown' });
      response.destroy();
    });
  });
  let accepting = true;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = urlOf(request);
    if (pathname === '/healthz') {
      const body = JSON.stringify({ ok: accepting, ...relay.status() });
      response.writeHead(accepting ? 200 : 503, { 'Content-Type': 'application/json; charset=utf-8' });
      response.end(body);
    } else if (pathname.startsWith('/releases/')) {
      await releases(request, response, pathname.slice('/releases/'.length));
    } else {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('This is a Branchline relay. Workstations connect to /link.\n');
    }
  }

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const { pathname, searchParams } = urlOf(request);
    if (!accepting || sockets.clients.size >= limits.connections) {
      stream.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      if (pathname === '/link') acceptLink(socket, stream);
      else acceptRoom(socket, documentOf(pathname), searchParams.get('token') ?? '');
    });
  });

  function acceptLink(socket: WebSocket, stream: Duplex): void {
    const allowed = (relay.status().takesClaims ? limits.frameBytes : limits.bytesBeforeAuthentication) + FRAME_HEADS;
    const stopCounting = limitRawBytes(stream, allowed, () => socket.terminate());
    carrySocket(socket, timers, limits, (transport) => relay.acceptLink(transport, stopCounting), stopCounting);
  }

  function acceptRoom(socket: WebSocket, document: string, token: string): void {
    carrySocket(socket, timers, limits, (transport) => relay.acceptRoom(transport, document, token), () => undefined);
  }

  await listen(server, port, host);
  return {
    port: (server.address() as AddressInfo).port,
    stopAccepting() {
      accepting = false;
      server.close();
    },
    async close() {
      accepting = false;
      await allClosed(sockets, timers);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Heads and masks of the frames that a handshake takes, in bytes. */
const FRAME_HEADS = 256;

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function allClosed(sockets: WebSocketServer, timers: Timers): Promise<void> {
  const closed = [...sockets.clients].map((socket) => new Promise<void>((resolve) => {
    if (socket.readyState === socket.CLOSED) resolve();
    else socket.once('close', () => resolve());
  }));
  const stop = timers.after(CLOSE_WITHIN_MS, () => {
    for (const socket of sockets.clients) socket.terminate();
  });
  await Promise.all(closed);
  stop();
}

function urlOf(request: IncomingMessage): URL {
  const url = URL.parse(request.url ?? '/', 'http://relay');
  return url ?? new URL('http://relay/');
}

/** The document's name of a path; an undecodable one names no document. */
function documentOf(pathname: string): string {
  try {
    return decodeURIComponent(pathname.slice(1));
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}
