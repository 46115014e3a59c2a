/**
 * Serves the core's protocol on a local socket, a JSON message a line. The first line must carry the secret of
 * `core.json`; whoever sends anything else is cut off.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { rmSync } from 'node:fs';
import { timingSafeEqual } from 'node:crypto';
import type { Port } from '#model/contract/port.ts';
import type { PortSession } from '../../office/serve-port.ts';
import type { CoreAddress } from './address.ts';
import { readLines } from './lines.ts';

export interface SocketServer {
  close(): Promise<void>;
}

/** @throws when the socket cannot be opened. */
export async function serveSocket(address: CoreAddress, open: (port: Port) => PortSession): Promise<SocketServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    let session: PortSession | undefined;
    readLines(socket, (line) => {
      const message = parse(line);
      if (session !== undefined) return session.receive(message);
      if (!presentsSecret(message, address.secret)) return socket.destroy();
      session = open({
        send: (answer) => {
          if (!socket.destroyed) socket.write(`${JSON.stringify(answer)}\n`);
        },
        close: () => socket.destroy(),
      });
      return undefined;
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      session?.closed();
    });
  });
  // A socket file that a killed process left behind; the store's lock has already shown that nobody serves it.
  if (process.platform !== 'win32') rmSync(address.socket, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.socket, resolve);
  });
  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function presentsSecret(message: unknown, secret: string): boolean {
  const presented = (message as { secret?: unknown } | undefined)?.secret;
  if (typeof presented !== 'string') return false;
  const left = Buffer.from(presented);
  const right = Buffer.from(secret);
  return left.length === right.length && timingSafeEqual(left, right);
}
