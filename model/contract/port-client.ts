/**
 * The client's half of the core's message protocol (port.ts), over whatever carries messages in order.
 * Live queries and calls made while the port is down are sent once it is up again; calls under way when it
 * breaks are answered as failed, since whether they were carried out is not known (repeat with their request id).
 */
import type { CallResult, ClientMessage, CoreMessage } from './port.ts';
import { refuse, type Refusal } from './refusal.ts';

export interface LiveListener {
  (result: CallResult): void;
}

export interface EditorListener {
  update(bytes: Uint8Array): void;
  /** Updates sent up to this count are durable. */
  saved(count: number): void;
  awareness(bytes: Uint8Array): void;
  closed(refusal: Refusal): void;
}

export interface EditorHandle {
  send(bytes: Uint8Array): void;
  sendAwareness(bytes: Uint8Array): void;
  close(): void;
}

export interface PortClient {
  call(name: string, input: unknown, options?: { readonly requestId?: string }): Promise<CallResult>;
  /** Result at once and on every change, until the returned function is called. */
  live(name: string, input: unknown, listener: LiveListener): () => void;
  openEditor(document: string, listener: EditorListener): EditorHandle;
  onConnection(listener: (connected: boolean) => void): () => void;
}

export interface PortClientEnd {
  readonly client: PortClient;
  /** The port is up; `send` hands a message to it. */
  opened(send: (message: ClientMessage) => void): void;
  received(message: CoreMessage): void;
  /** The port broke. */
  closed(): void;
}

/** Bytes to and from base64, passed in since pages and processes have different ways. */
export interface Base64 {
  encode(bytes: Uint8Array): string;
  decode(text: string): Uint8Array;
}

export function createPortClient(base64: Base64): PortClientEnd {
  let send: ((message: ClientMessage) => void) | undefined;
  let nextId = 1;
  const calls = new Map<number, { message: ClientMessage; sent: boolean; resolve: (result: CallResult) => void }>();
  const lives = new Map<number, { message: ClientMessage; listener: LiveListener }>();
  const editors = new Map<number, EditorListener>();
  const connectionListeners = new Set<(connected: boolean) => void>();

  const takeId = (): number => {
    const id = nextId;
    nextId += 1;
    return id;
  };
  const tell = (connected: boolean): void => {
    for (const listener of connectionListeners) listener(connected);
  };

  const client: PortClient = {
    call(name, input, options = {}) {
      const id = takeId();
      const { requestId } = options;
      const message: ClientMessage = { type: 'call', id, name, input, ...(requestId === undefined ? {} : { requestId }) };
      return new Promise((resolve) => {
        calls.set(id, { message, sent: send !== undefined, resolve });
        send?.(message);
      });
    },
    live(name, input, listener) {
      const id = takeId();
      const message: ClientMessage = { type: 'live', id, name, input };
      lives.set(id, { message, listener });
      send?.(message);
      return () => {
        if (lives.delete(id)) send?.({ type: 'stop', id });
      };
    },
    openEditor(document, listener) {
      const id = takeId();
      editors.set(id, listener);
      if (send === undefined) listener.closed(refuse('core.gone'));
      else send({ type: 'editor', id, document });
      return {
        send: (bytes) => send?.({ type: 'editorUpdate', id, update: base64.encode(bytes) }),
        sendAwareness: (bytes) => send?.({ type: 'editorAwareness', id, state: base64.encode(bytes) }),
        close() {
          if (editors.delete(id)) send?.({ type: 'stop', id });
        },
      };
    },
    onConnection(listener) {
      connectionListeners.add(listener);
      listener(send !== undefined);
      return () => connectionListeners.delete(listener);
    },
  };

  return {
    client,
    opened(handOver) {
      send = handOver;
      for (const { message } of lives.values()) handOver(message);
      for (const call of calls.values()) {
        call.sent = true;
        handOver(call.message);
      }
      tell(true);
    },
    received(message) {
      switch (message.type) {
        case 'result': {
          const call = calls.get(message.id);
          calls.delete(message.id);
          call?.resolve(message.result);
          return;
        }
        case 'live':
          lives.get(message.id)?.listener(message.result);
          return;
        case 'editorUpdate':
          editors.get(message.id)?.update(base64.decode(message.update));
          return;
        case 'editorSaved':
          editors.get(message.id)?.saved(message.count);
          return;
        case 'editorAwareness':
          editors.get(message.id)?.awareness(base64.decode(message.state));
          return;
        case 'editorClosed': {
          const editor = editors.get(message.id);
          editors.delete(message.id);
          editor?.closed(message.refusal);
        }
      }
    },
    closed() {
      if (send === undefined) return;
      send = undefined;
      for (const [id, call] of calls) {
        if (!call.sent) continue;
        calls.delete(id);
        call.resolve({ ok: false, refusal: refuse('core.gone') });
      }
      for (const [id, editor] of editors) {
        editors.delete(id);
        editor.closed(refuse('core.gone'));
      }
      tell(false);
    },
  };
}
