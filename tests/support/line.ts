/**
 * The line of one office to the relay, cut and mended from outside as a telecom fault would: a TCP proxy on loopback.
 * While cut, open connections are broken off and new ones end at once; the address stays the same.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Line {
  /** What the office takes for the relay's address. */
  readonly url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** @param relayUrl `ws://host:port` of the relay. */
export async function startLine(relayUrl: string): Promise<Line> {
  const relay = new URL(relayUrl);
  const sockets = new Set<Socket>();
  let whole = true;

  function hold(socket: Socket, other: Socket): void {
    sockets.add(socket);
    socket.setNoDelay(true);
    // A broken connection is what this line is for: both ends see it closed.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.pipe(other);
  }

  const server = createServer((socket) => {
    if (!whole) {
      socket.destroy();
      return;
    }
    const far = connect(Number(relay.port), relay.hostname);
    hold(socket, far);
    hold(far, socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const breakOff = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false;
      breakOff();
    },
    mend() {
      whole = true;
    },
    async close() {
      breakOff();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
