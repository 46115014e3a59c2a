/**
 * The ways of catching up that are compared, each from the first SYN to the moment at which everything is there.
 *
 * 1. Our office also makes what it received durable and shows it in its lists; the peers' clients hold documents in
 *    memory, which is to their advantage. Their documents are loaded before the clock starts.
 * 2. Both peers run as they come, with their own defaults.
 */
import { performance } from 'node:perf_hooks';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket, WebSocketServer } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { openBenchOffice } from './bench-office.ts';
import type { ChangedArticle } from './changed-articles.ts';
import type { ShapedLine } from './shaped-line.ts';

export interface CaughtUp {
  readonly ms: number;
  /** Until the last of it had arrived, before it was worked on. */
  readonly arrivedMs: number;
  /** On the line, both ways. */
  readonly bytes: number;
}

type Polyfill = typeof globalThis.WebSocket;

/** The office of a folder over its one connection. @throws Error when the line fails. */
export async function catchUpOffice(folder: string, line: ShapedLine): Promise<CaughtUp> {
  const office = openBenchOffice(folder, { lineUrl: urlOf(line) });
  try {
    const began = performance.now();
    return await new Promise<CaughtUp>((resolve, reject) => {
      office.link.onStatus(({ state }) => {
        if (state.kind === 'live') resolve(caughtUpNow(line, began));
        if (state.kind === 'offline' || state.kind === 'refused') reject(new Error(`the link is ${state.kind}`));
      });
      office.link.start();
    });
  } finally {
    await office.close();
  }
}

/** The unmodified y-websocket client, a connection for each document. */
export async function catchUpYWebsocket(articles: readonly ChangedArticle[], line: ShapedLine): Promise<CaughtUp> {
  const docs = articles.map(documentBefore);
  // Each provider listens for the end of the process.
  process.setMaxListeners(process.getMaxListeners() + articles.length);
  const began = performance.now();
  const providers = articles.map(
    ({ name, token }, index) =>
      new WebsocketProvider(urlOf(line), name, docs[index] ?? new Y.Doc(), {
        params: { token },
        WebSocketPolyfill: WebSocket as unknown as Polyfill,
        disableBc: true,
      }),
  );
  await Promise.all(providers.map((provider) => new Promise<void>((resolve) => provider.on('sync', (synced) => (synced ? resolve() : undefined)))));
  const result = caughtUpNow(line, began);
  for (const provider of providers) provider.destroy();
  assertCaughtUp(articles, docs);
  destroyAll(docs);
  return result;
}

/** Hocuspocus' provider, all documents over one connection. */
export async function catchUpHocuspocus(articles: readonly ChangedArticle[], line: ShapedLine): Promise<CaughtUp> {
  const docs = articles.map(documentBefore);
  const began = performance.now();
  const socket = new HocuspocusProviderWebsocket({ url: urlOf(line), WebSocketPolyfill: WebSocket });
  const providers: HocuspocusProvider[] = [];
  await Promise.all(
    articles.map(
      ({ name }, index) =>
        new Promise<void>((resolve) => {
          const provider = new HocuspocusProvider({ websocketProvider: socket, name, document: docs[index] ?? new Y.Doc(), onSynced: () => resolve() });
          provider.attach();
          providers.push(provider);
        }),
    ),
  );
  const result = caughtUpNow(line, began);
  for (const provider of providers) provider.destroy();
  socket.destroy();
  assertCaughtUp(articles, docs);
  destroyAll(docs);
  return result;
}

export interface BareServer {
  readonly port: number;
  close(): void;
}

/** Answers every message with the given number of bytes: what no way of catching up can beat. */
export async function startBareServer(bytes: number): Promise<BareServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('connection', (socket) => socket.on('message', () => socket.send(new Uint8Array(bytes))));
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the bare server has no port');
  return {
    port: address.port,
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

/** Connecting, one round trip, and the bytes at the line's rate. */
export async function catchUpBare(line: ShapedLine): Promise<CaughtUp> {
  const began = performance.now();
  const socket = new WebSocket(urlOf(line), { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => socket.send('all'));
    socket.once('message', () => resolve());
  });
  const result = caughtUpNow(line, began);
  socket.terminate();
  return result;
}

function caughtUpNow(line: ShapedLine, began: number): CaughtUp {
  return { ms: performance.now() - began, arrivedMs: line.lastArrivalMs - began, bytes: line.bytes };
}

function urlOf(line: ShapedLine): string {
  return `ws://127.0.0.1:${line.port}`;
}

function documentBefore({ before }: ChangedArticle): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, before);
  return doc;
}

/** With a document ends its presence, whose timer would keep this process alive. */
function destroyAll(docs: readonly Y.Doc[]): void {
  for (const doc of docs) doc.destroy();
}

/** @throws Error naming a document that lacks something. */
function assertCaughtUp(articles: readonly ChangedArticle[], docs: readonly Y.Doc[]): void {
  for (const [index, { name, after }] of articles.entries()) {
    const doc = docs[index] ?? new Y.Doc();
    for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVectorFromUpdate(after))) {
      if (Y.getState(doc.store, client) < clock) throw new Error(`${name} did not catch up`);
    }
  }
}
