/** A client of a running core over its local socket: for the CLI, and as the far end of windows and pages. */
import { connect } from 'node:net';
import type { CallResult, ClientMessage, CoreMessage } from '#model/contract/port.ts';
import { readCoreAddress } from './address.ts';
import { readLines } from './lines.ts';

export interface CoreConnection {
  send(message: ClientMessage): void;
  close(): void;
}

export interface CoreEvents {
  message(message: CoreMessage): void;
  closed(): void;
}

/** Connects to the core that serves a data folder; undefined where none answers. */
export async function connectCore(dataDir: string, events: CoreEvents): Promise<CoreConnection | undefined> {
  const address = readCoreAddress(dataDir);
  if (address === undefined) return undefined;
  const socket = connect(address.socket);
  const connected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  if (!connected) return undefined;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => events.closed());
  readLines(socket, (line) => events.message(JSON.parse(line) as CoreMessage));
  socket.write(`${JSON.stringify({ secret: address.secret })}\n`);
  return {
    send: (message) => socket.write(`${JSON.stringify(message)}\n`),
    close: () => socket.destroy(),
  };
}

export interface CallClient {
  call(name: string, input: unknown): Promise<CallResult>;
  close(): void;
}

/** Calls only. A core that ends in the middle of a call rejects it: whether it was carried out is not known. */
export async function connectCalls(dataDir: string): Promise<CallClient | undefined> {
  const waiting = new Map<number, { resolve: (result: CallResult) => void; reject: (error: Error) => void }>();
  let nextId = 1;
  const connection = await connectCore(dataDir, {
    message(message) {
      if (message.type !== 'result') return;
      waiting.get(message.id)?.resolve(message.result);
      waiting.delete(message.id);
    },
    closed() {
      for (const call of waiting.values()) call.reject(new Error('the running office ended before it answered'));
      waiting.clear();
    },
  });
  if (connection === undefined) return undefined;
  return {
    call: (name, input) =>
      new Promise((resolve, reject) => {
        const id = nextId;
        nextId += 1;
        waiting.set(id, { resolve, reject });
        connection.send({ type: 'call', id, name, input });
      }),
    close: () => connection.close(),
  };
}
