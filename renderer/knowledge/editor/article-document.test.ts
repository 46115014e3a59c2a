import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { refuse } from '#model/contract/refusal.ts';
import type { EditorEvents } from '../../../preload/client.ts';
import { openArticleDocument, type ArticleState } from './article-document.ts';

/** An office whose channel is worked by hand. */
function harness() {
  const stored = new Y.Doc();
  stored.getText('words').insert(0, '盘点');
  const received: Uint8Array[] = [];
  const channels: EditorEvents[] = [];
  const states: ArticleState[] = [];
  let tellConnection = (_connected: boolean): void => {};
  const article = openArticleDocument(
    {
      openEditor(_document, events) {
        channels.push(events);
        return { send: (bytes) => void received.push(bytes), sendAwareness() {}, close() {} };
      },
      onConnection(listener) {
        tellConnection = listener;
        listener(true);
        return () => {};
      },
    },
    'article/1',
    (state) => void states.push(state),
  );
  const text = (): Y.Text => article.doc.getText('words');
  const channel = (): EditorEvents => {
    const last = channels.at(-1);
    if (last === undefined) throw new Error('no channel');
    return last;
  };
  return {
    article,
    stored,
    received,
    channels,
    channel,
    text,
    state: () => states.at(-1),
    connection: (connected: boolean) => tellConnection(connected),
    sendState: () => channel().update(Y.encodeStateAsUpdate(stored)),
  };
}

describe('an open article', () => {
  it('is ready with the office’s state and never sends it back', () => {
    const { sendState, text, received, state } = harness();
    sendState();
    expect(text().toJSON()).toBe('盘点');
    expect(state()).toMatchObject({ ready: true, unsaved: 0 });
    expect(received).toHaveLength(0);
  });

  it('counts a change as saved when the office has confirmed it', () => {
    const { sendState, text, received, state, channel } = harness();
    sendState();
    text().insert(2, '流程');
    text().insert(0, '年度');
    expect(received).toHaveLength(2);
    expect(state()).toMatchObject({ unsaved: 2 });
    channel().saved(1);
    expect(state()).toMatchObject({ unsaved: 1 });
    channel().saved(2);
    expect(state()).toMatchObject({ unsaved: 0 });
  });

  it('keeps what is typed while the line is broken and hands it in afterwards', () => {
    const { sendState, text, received, state, channel, connection, stored, channels } = harness();
    sendState();
    channel().closed(refuse('core.gone'));
    text().insert(2, '流程');
    expect(state()).toMatchObject({ connected: false, unsaved: 1 });
    connection(true);
    expect(channels).toHaveLength(2);
    sendState();
    expect(received).toHaveLength(1);
    for (const update of received) Y.applyUpdate(stored, update);
    expect(stored.getText('words').toJSON()).toBe('盘点流程');
  });

  it('stops where the office refuses a change, with its reason', () => {
    const { sendState, state, channel, connection, channels } = harness();
    sendState();
    channel().closed(refuse('editor.refused', { rule: 'DOC-1', detail: 'x' }));
    connection(true);
    expect(state()?.refusal?.reason).toBe('editor.refused');
    expect(channels).toHaveLength(1);
  });

  it('[KNOW-7] with content that no editor here can hold is told before an editor sees it, at once or when it arrives', () => {
    const { article, channel, stored, sendState, state } = harness();
    sendState();
    expect(state()?.foreign).toBe(false);
    const order: string[] = [];
    article.onForeign(() => order.push('let go'));
    article.doc.getXmlFragment('body').observeDeep(() => order.push('seen'));
    stored.getXmlFragment('body').insert(0, [new Y.XmlElement('table')]);
    channel().update(Y.encodeStateAsUpdate(stored));
    expect([order, state()?.foreign]).toEqual([['let go', 'seen'], true]);

    const late = harness();
    late.stored.getXmlFragment('body').insert(0, [new Y.XmlText('散落的文字')]);
    late.sendState();
    expect(late.state()).toMatchObject({ ready: true, foreign: true });
  });
});
