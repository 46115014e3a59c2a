/**
 * The web shell: serves the renderer and the core's protocol to a browser on this machine.
 *
 * 1. Loopback only; `Host` must name the loopback address served (DNS rebinding), `Origin` the same origin.
 * 2. A page needs a session; a session is had for a one-time token, given on the command line's output.
 * 3. The shell understands no operation: it carries messages between the page and the core's local socket,
 *    which checks each of them.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ClientMessage } from '#model/contract/port.ts';
import { connectCore } from '../core/core-client.ts';
import { serveFile } from './static-files.ts';

export interface WebShellOptions {
  readonly dataDir: string;
  /** Folder of the built renderer. */
  readonly rendererDir: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Whether the token opens one session (the rule) or any number (demo). */
  readonly tokenUse: 'once' | 'always';
  /** Settles once the core serves its folder, or refuses to; what a page asks until then waits. Default: it serves. */
  readonly serving?: Promise<unknown>;
}

export interface WebShell {
  /** Address with its token, to open in a browser. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;
const MAX_TOKEN_BYTES = 200;
const NO_SESSION = 4401;
const CORE_GONE = 4503;

export async function startWebShell(options: WebShellOptions): Promise<WebShell> {
  const token = randomBytes(24).toString('base64url');
  let tokenValid = true;
  const sessions = new Set<string>();
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const cookieName = `branchline-${port}`;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });

  function trusted(request: IncomingMessage): boolean {
    const { host, origin } = request.headers;
    if (host === undefined || !hosts.includes(host)) return false;
    return origin === undefined || origin === `http://${host}`;
  }

  function hasSession(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const own = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`));
    return own !== undefined && sessions.has(own.slice(cookieName.length + 1));
  }

  async function openSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const presented = await readBody(request);
    if (!tokenValid || presented === undefined || !equal(presented, token)) {
      response.writeHead(403).end();
      return;
    }
    tokenValid = options.tokenUse === 'always';
    const session = randomBytes(24).toString('base64url');
    sessions.add(session);
    response.writeHead(204, { 'set-cookie': `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/` }).end();
  }

  server.on('request', (request, response) => {
    if (!trusted(request)) {
      response.writeHead(403).end();
      return;
    }
    if (request.method === 'POST' && request.url === '/session') {
      openSession(request, response).catch(() => response.destroy());
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405).end();
      return;
    }
    serveFile(options.rendererDir, request, response);
  });

  server.on('upgrade', (request, socket, head) => {
    if (!trusted(request) || request.headers.origin === undefined || request.url !== '/core') {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (!hasSession(request)) {
        webSocket.close(NO_SESSION, 'no session');
        return;
      }
      carry(webSocket, options).catch(() => webSocket.close(CORE_GONE, 'core gone'));
    });
  });

  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    port,
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Carries messages between a page and the core until either ends. */
async function carry(webSocket: WebSocket, { dataDir, serving }: WebShellOptions): Promise<void> {
  const early: string[] = [];
  let deliver = (text: string): void => void early.push(text);
  webSocket.on('error', () => webSocket.terminate());
  webSocket.on('message', (data, isBinary) => {
    if (isBinary) webSocket.close(1003, 'text only');
    else deliver((data as Buffer).toString('utf8'));
  });
  await serving;
  const core = await connectCore(dataDir, {
    message: (message) => webSocket.send(JSON.stringify(message)),
    closed: () => webSocket.close(CORE_GONE, 'core gone'),
  });
  if (core === undefined) {
    webSocket.close(CORE_GONE, 'core gone');
    return;
  }
  deliver = (text) => {
    try {
      core.send(JSON.parse(text) as ClientMessage);
    } catch {
      webSocket.close(1007, 'no JSON');
    }
  };
  webSocket.on('close', () => core.close());
  for (const text of early) deliver(text);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > MAX_TOKEN_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function equal(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
