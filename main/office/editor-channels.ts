/**
 * Channels of open editors: the renderer holds its own Y.Doc of an article and exchanges updates with the store.
 *
 * 1. A channel starts with the document's whole state; later changes from anywhere else follow as updates.
 * 2. What an editor sends is validated and stored like any local change, then confirmed as saved.
 * 3. An editor never gets its own updates back.
 * 4. Where updates were taken out of the document, its editors are closed: what they hold is no longer there.
 * 5. Only articles can be edited so; every other kind changes through commands.
 */
import { refuse, isRefusal, type Refusal } from '#model/contract/refusal.ts';
import { readDocumentName, type KindRegistry } from '#model/document/registry.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { DocumentRefused } from '../store/document-refused.ts';
import type { Store } from '../store/store.ts';

export interface EditorEvents {
  update(update: Uint8Array): void;
  /** Updates sent through this channel up to this count are durable. */
  saved(count: number): void;
  awareness(state: Uint8Array): void;
  closed(refusal: Refusal): void;
}

export interface EditorChannel {
  send(update: Uint8Array): void;
  sendAwareness(state: Uint8Array): void;
  close(): void;
}

export interface EditorChannels {
  open(document: string, events: EditorEvents): EditorChannel;
  close(): void;
}

const EMPTY_STATE_VECTOR = new Uint8Array([0]);

export interface EditorChannelOptions {
  readonly store: Store;
  readonly kinds: KindRegistry;
  /** Why nobody may edit here now; undefined where the person signed in may. */
  readonly mayEdit: () => Refusal | undefined;
  /** Passes awareness on to the relay. */
  readonly sendAwareness: (document: DocumentName, state: Uint8Array) => void;
}

interface OpenChannel {
  readonly document: string;
  readonly events: EditorEvents;
  /** Updates this channel sent that the commit will report back. */
  readonly own: Set<Uint8Array>;
}

export function createEditorChannels(options: EditorChannelOptions): EditorChannels & {
  /** Awareness that arrived from the relay. */
  receiveAwareness(document: string, state: Uint8Array): void;
} {
  const { store, kinds } = options;
  const channels = new Set<OpenChannel>();
  const stopListening = store.onCommit((commit) => {
    for (const channel of channels) {
      if (!commit.replaced.has(channel.document as DocumentName)) continue;
      channels.delete(channel);
      channel.events.closed(refuse('editor.refused', { rule: 'SYNC-8', detail: channel.document }));
    }
    for (const { name, update } of commit.updates) {
      for (const channel of channels) {
        if (channel.document === name && !channel.own.delete(update)) channel.events.update(update);
      }
    }
  });

  return {
    open(document, events) {
      const name = readDocumentName(kinds, document);
      const refusal =
        name === undefined || kinds.kindOf(document)?.kind !== 'article'
          ? refuse('not-found', { what: { zh: '可编辑文章', en: 'editable article' }, id: document })
          : options.mayEdit();
      if (name === undefined || refusal !== undefined) {
        events.closed(refusal ?? refuse('internal', { id: document }));
        return { send() {}, sendAwareness() {}, close() {} };
      }
      const channel: OpenChannel = { document, events, own: new Set() };
      channels.add(channel);
      const state = store.updateSince(name, EMPTY_STATE_VECTOR);
      if (state !== undefined) events.update(state);
      let saved = 0;
      const fail = (cause: Refusal): void => {
        if (channels.delete(channel)) events.closed(cause);
      };
      return {
        send(update) {
          channel.own.add(update);
          store
            .transact((tx) => options.mayEdit() ?? tx.apply(name, update, 'local'))
            .then((outcome) => {
              channel.own.delete(update);
              if (isRefusal(outcome)) return fail(outcome);
              saved += 1;
              return events.saved(saved);
            })
            .catch((error: unknown) => {
              const problem = error instanceof DocumentRefused ? error.problem : { rule: 'STORE-1', detail: String(error) };
              fail(refuse('editor.refused', { rule: problem.rule, detail: problem.detail }));
            });
        },
        sendAwareness(awareness) {
          for (const other of channels) {
            if (other !== channel && other.document === document) other.events.awareness(awareness);
          }
          options.sendAwareness(name, awareness);
        },
        close: () => channels.delete(channel),
      };
    },
    receiveAwareness(document, state) {
      for (const channel of channels) if (channel.document === document) channel.events.awareness(state);
    },
    close() {
      stopListening();
      channels.clear();
    },
  };
}

