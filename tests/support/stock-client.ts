/** The stock, unmodified y-websocket client on a relay; only the WebSocket class is Node's. */
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

export interface StockClient {
  readonly doc: Y.Doc;
  /** Resolves once the relay has given the whole document. */
  synced(): Promise<void>;
  /** Resolves with the close code when the relay turns it away for good. */
  refused(): Promise<number>;
  close(): void;
}

export function openStockClient(relayUrl: string, document: string, token?: string): StockClient {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(relayUrl, document, doc, {
    params: token === undefined ? {} : { token },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  // Listened for from the start: the relay may answer before anyone asks.
  const synced = new Promise<void>((resolve) => {
    provider.on('sync', (state) => (state ? resolve() : undefined));
  });
  const refused = new Promise<number>((resolve) => {
    provider.on('closed', ({ code }) => resolve(code));
  });
  return { doc, synced: () => synced, refused: () => refused, close: () => provider.destroy() };
}
