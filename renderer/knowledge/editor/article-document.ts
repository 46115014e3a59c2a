/**
 * The open article's Y.Doc and its channel to the office.
 *
 * 1. The document is ready once the office has sent its whole state; before, nothing can be typed.
 * 2. Every local change is sent as it is made; it counts as saved when the office has confirmed it durable.
 * 3. When the line to the program on this PC breaks, writing goes on: the channel is opened anew, and what the
 *    office lacks is sent then. When the office refuses a change, writing stops and the text stays readable.
 * 4. Content that this version's editor cannot hold is noticed before any editor sees it: `foreign` is set and the
 *    document stands still, because an editor would delete it from the shared document (KNOW-7).
 */
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { bringsForeignContent, hasForeignContent } from '#model/knowledge/foreign-content.ts';
import type { Refusal } from '#model/contract/refusal.ts';
import type { EditorConnection } from '../../../preload/client.ts';
import type { Office } from '../../app/office.ts';

export interface ArticleState {
  readonly ready: boolean;
  /** Local changes that are not confirmed as durable yet. */
  readonly unsaved: number;
  readonly connected: boolean;
  /** Set when the office refused a change; nothing more is saved. */
  readonly refusal: Refusal | undefined;
  /** Set where the body holds what an editor of this version cannot; it must not be edited then. */
  readonly foreign: boolean;
}

export interface ArticleDocument {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** Called before an editor would see what it cannot hold; it then lets go of the document at once. */
  onForeign(letGo: () => void): () => void;
  /** True once something was changed here. */
  edited(): boolean;
  close(): void;
}

type Channel = Pick<Office, 'openEditor' | 'onConnection'>;

/** Marks what came from the office, so that it is not sent back. */
const FROM_OFFICE = Symbol('office');

export function openArticleDocument(office: Channel, document: string, onState: (state: ArticleState) => void): ArticleDocument {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const body = doc.getXmlFragment('body');
  const stillness = new Set<() => void>();
  let state: ArticleState = { ready: false, unsaved: 0, connected: true, refusal: undefined, foreign: false };
  let channel: EditorConnection | undefined;
  let sent = 0;
  let edited = false;

  function set(change: Partial<ArticleState>): void {
    state = { ...state, ...change };
    onState(state);
  }

  function send(update: Uint8Array): void {
    sent += 1;
    channel?.send(update);
    set({ unsaved: state.unsaved + 1 });
  }

  function open(): void {
    let first = true;
    sent = 0;
    channel = office.openEditor(document, {
      update(bytes) {
        Y.applyUpdate(doc, bytes, FROM_OFFICE);
        if (!first) return;
        first = false;
        if (hasForeignContent(body)) set({ foreign: true });
        const missing = Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(bytes));
        set({ ready: true, connected: true, unsaved: 0 });
        if (edited) send(missing);
      },
      saved: (count) => set({ unsaved: Math.max(0, sent - count) }),
      awareness: (bytes) => applyAwarenessUpdate(awareness, bytes, FROM_OFFICE),
      closed(refusal) {
        channel = undefined;
        if (refusal.reason === 'core.gone') set({ connected: false });
        else set({ refusal });
      },
    });
  }

  doc.on('beforeObserverCalls', (transaction: Y.Transaction) => {
    if (!state.ready || state.foreign || !bringsForeignContent(body, transaction)) return;
    for (const letGo of stillness) letGo();
    set({ foreign: true });
  });
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === FROM_OFFICE) return;
    edited = true;
    // Without a channel the change waits in the document; opening sends what the office lacks.
    if (channel === undefined) set({ unsaved: state.unsaved + 1 });
    else send(update);
  });
  awareness.on('update', ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
    if (origin !== FROM_OFFICE) channel?.sendAwareness(encodeAwarenessUpdate(awareness, [...added, ...updated, ...removed]));
  });
  const stopWatching = office.onConnection((connected) => {
    if (connected && channel === undefined && state.refusal === undefined) open();
  });

  return {
    doc,
    awareness,
    onForeign(letGo) {
      stillness.add(letGo);
      return () => stillness.delete(letGo);
    },
    edited: () => edited,
    close() {
      stopWatching();
      awareness.destroy();
      channel?.close();
      doc.destroy();
    },
  };
}
