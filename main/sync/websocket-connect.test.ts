import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { connectWebSocket } from './websocket-connect.ts';
import { zstandardCodec } from './zstandard-codec.ts';

const servers: WebSocketServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    for (const client of server.clients) client.terminate();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
});

async function listen(): Promise<{ readonly server: WebSocketServer; readonly url: string }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  servers.push(server);
  await once(server, 'listening');
  return { server, url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Connects and gathers what is told; `next` resolves with the next telling. */
function open(url: string) {
  const told: string[] = [];
  let wake: () => void = () => undefined;
  const tell = (text: string): void => {
    told.push(text);
    wake();
  };
  const transport = connectWebSocket(url, {
    opened: () => tell('opened'),
    received: (message) => tell(`received ${message.join(',')}`),
    closed: (code) => tell(`closed ${code}`),
  });
  const until = async (count: number): Promise<readonly string[]> => {
    while (told.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return told;
  };
  return { transport, told, until };
}

describe('connections', () => {
  it('[SYNC-2] carries messages both ways, to /link, until one side closes', async () => {
    const { server, url } = await listen();
    const accepted = once(server, 'connection') as Promise<[WebSocket, { readonly url: string }]>;
    const line = open(`${url}/`);
    const [socket, request] = await accepted;
    expect(request.url).toBe('/link');
    await line.until(1);
    const arrived = once(socket, 'message');
    line.transport.send(new Uint8Array([1, 2]));
    expect([...((await arrived)[0] as Buffer)]).toEqual([1, 2]);
    socket.send(new Uint8Array([3]));
    expect(await line.until(2)).toEqual(['opened', 'received 3']);
    socket.close(4403, 'revoked');
    expect(await line.until(3)).toEqual(['opened', 'received 3', 'closed 4403']);
  });

  it('[SYNC-14] text is no message', async () => {
    const { server, url } = await listen();
    server.on('connection', (socket) => socket.send('hello'));
    const line = open(url);
    expect(await line.until(2)).toEqual(['opened', 'received ']);
  });

  it('[SYNC-5] tells an address where nobody listens, or that is none, as closed', async () => {
    const { server, url } = await listen();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(await open(url).until(1)).toEqual(['closed 1006']);
    expect(await open('ws://[').until(1)).toEqual(['closed 1006']);
  });

  it('[SYNC-2] tells nothing more once it was closed from this side', async () => {
    const { server, url } = await listen();
    const accepted = once(server, 'connection') as Promise<[WebSocket]>;
    const line = open(url);
    const [socket] = await accepted;
    await line.until(1);
    const closed = once(socket, 'close');
    line.transport.close(1000, 'done');
    await closed;
    const early = open(url);
    early.transport.close(1000, 'done');
    expect(line.told).toEqual(['opened']);
    expect(early.told).toEqual([]);
  });
});

describe('compression', () => {
  it('[LINK-7] reads back what it wrote, and stops at the limit', () => {
    const bytes = new Uint8Array(100_000).fill(7);
    const packed = zstandardCodec.compress(bytes);
    expect(packed.byteLength).toBeLessThan(1000);
    expect(zstandardCodec.decompress(packed, 100_000)).toEqual(Buffer.from(bytes));
    expect(() => zstandardCodec.decompress(packed, 99_999)).toThrow(/buffer/i);
  });
});
