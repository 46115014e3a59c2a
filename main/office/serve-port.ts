/** Speaks the core's message protocol (model/contract/port.ts) with one client. */
import { clientMessage, type CallResult, type ClientMessage, type Port } from '#model/contract/port.ts';
import type { Dispatch } from './dispatch.ts';
import type { EditorChannel, EditorChannels } from './editor-channels.ts';
import type { LiveQueries } from './live-queries.ts';

export interface PortSession {
  /** A message as it came over the port. Anything that is no message of the protocol ends the session. */
  receive(raw: unknown): void;
  closed(): void;
}

export interface ServedOffice {
  readonly dispatch: Dispatch;
  readonly live: LiveQueries;
  readonly editors: EditorChannels;
}

/** Requests that one client may have open at a time; a client beyond that is broken and is cut off. */
const MAX_OPEN = 1000;

export function servePort(office: ServedOffice, port: Port): PortSession {
  const running = new Map<number, () => void>();
  const editors = new Map<number, EditorChannel>();
  let ended = false;

  function end(): void {
    ended = true;
    for (const stop of running.values()) stop();
    running.clear();
    for (const channel of editors.values()) channel.close();
    editors.clear();
  }

  function openEditor(message: ClientMessage & { type: 'editor' }): void {
    const { id } = message;
    const channel = office.editors.open(message.document, {
      update: (update) => port.send({ type: 'editorUpdate', id, update: toBase64(update) }),
      saved: (count) => port.send({ type: 'editorSaved', id, count }),
      awareness: (state) => port.send({ type: 'editorAwareness', id, state: toBase64(state) }),
      closed: (refusal) => {
        editors.delete(id);
        port.send({ type: 'editorClosed', id, refusal });
      },
    });
    editors.set(id, channel);
  }

  function call(message: ClientMessage & { type: 'call' }): void {
    const { id, name, input, requestId } = message;
    const reply = (result: CallResult): void => {
      if (!ended) port.send({ type: 'result', id, result });
    };
    // The dispatch answers every failure as a value; there is no rejection left to handle.
    void office.dispatch.call(name, input, { requestId }).then(reply);
  }

  return {
    receive(raw) {
      const parsed = clientMessage.safeParse(raw);
      if (ended) return;
      if (!parsed.success || running.size + editors.size > MAX_OPEN) {
        end();
        port.close();
        return;
      }
      const message = parsed.data;
      switch (message.type) {
        case 'call':
          return call(message);
        case 'live': {
          running.get(message.id)?.();
          const { id } = message;
          running.set(id, office.live.open(message.name, message.input, (result) => port.send({ type: 'live', id, result })));
          return;
        }
        case 'stop':
          running.get(message.id)?.();
          running.delete(message.id);
          editors.get(message.id)?.close();
          editors.delete(message.id);
          return;
        case 'editor':
          return openEditor(message);
        case 'editorUpdate':
          return editors.get(message.id)?.send(fromBase64(message.update));
        case 'editorAwareness':
          return editors.get(message.id)?.sendAwareness(fromBase64(message.state));
      }
    },
    closed: end,
  };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
