import { describe, expect, it } from 'vitest';
import type { CallResult } from '#model/contract/port.ts';
import type { Refusal } from '#model/contract/refusal.ts';
import { createWebClient, type ClientSocket } from './web-client.ts';

interface FakeSocket extends ClientSocket {
  readonly sent: { type: string; id: number; name?: string }[];
}

const OPENING = {} as Event;
const closing = (code: number): CloseEvent => ({ code }) as CloseEvent;

function harness() {
  const sockets: FakeSocket[] = [];
  const timers: { delayMs: number; run: () => void }[] = [];
  let noSession = 0;
  const client = createWebClient({
    connect() {
      const sent: FakeSocket['sent'] = [];
      const socket: FakeSocket = {
        sent,
        send: (text) => void sent.push(JSON.parse(text) as FakeSocket['sent'][number]),
        close() {},
        onopen: null,
        onmessage: null,
        onclose: null,
      };
      sockets.push(socket);
      return socket;
    },
    onNoSession: () => void (noSession += 1),
    after(delayMs, run) {
      timers.push({ delayMs, run });
      return () => {};
    },
  });
  const last = (): FakeSocket => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('no socket yet');
    return socket;
  };
  const reconnect = (): void => {
    last().onclose?.(closing(1006));
    timers.at(-1)?.run();
    last().onopen?.(OPENING);
  };
  const reply = (message: object): void => last().onmessage?.({ data: JSON.stringify(message) } as MessageEvent);
  return { client, last, reconnect, reply, timers, noSessions: () => noSession };
}

describe('the web shell’s client', () => {
  it('sends what was asked before the line was up, once it is', async () => {
    const { client, last, reply } = harness();
    const answer = client.call('stock.balance', { item: 'M6' });
    expect(last().sent).toEqual([]);
    last().onopen?.(OPENING);
    expect(last().sent).toEqual([{ type: 'call', id: 1, name: 'stock.balance', input: { item: 'M6' } }]);
    reply({ type: 'result', id: 1, result: { ok: true, value: 6 } });
    expect(await answer).toEqual({ ok: true, value: 6 });
  });

  it('asks live queries again after a reconnection, until they are stopped', () => {
    const { client, last, reconnect, reply } = harness();
    last().onopen?.(OPENING);
    const seen: CallResult[] = [];
    const stop = client.live('sync.status', {}, (result) => void seen.push(result));
    reconnect();
    expect(last().sent).toEqual([{ type: 'live', id: 1, name: 'sync.status', input: {} }]);
    reply({ type: 'live', id: 1, result: { ok: true, value: 'live' } });
    expect(seen).toHaveLength(1);
    stop();
    expect(last().sent.at(-1)).toEqual({ type: 'stop', id: 1 });
    reconnect();
    expect(last().sent).toEqual([]);
  });

  it('closes editors when the line drops, and carries their bytes while it is up', () => {
    const { client, last, reconnect, reply } = harness();
    last().onopen?.(OPENING);
    const updates: Uint8Array[] = [];
    const reasons: Refusal[] = [];
    const editor = client.openEditor('article/1', {
      update: (bytes) => void updates.push(bytes),
      saved() {},
      awareness() {},
      closed: (refusal) => void reasons.push(refusal),
    });
    reply({ type: 'editorUpdate', id: 1, update: 'AAEC' });
    expect(updates).toEqual([new Uint8Array([0, 1, 2])]);
    editor.send(new Uint8Array([255, 0]));
    expect(last().sent.at(-1)).toMatchObject({ type: 'editorUpdate', update: '/wA=' });
    reconnect();
    expect(reasons.map((refusal) => refusal.reason)).toEqual(['core.gone']);
  });

  it('waits longer between attempts, up to a limit', () => {
    const { last, timers } = harness();
    for (let attempt = 0; attempt < 8; attempt += 1) {
      last().onclose?.(closing(1006));
      timers.at(-1)?.run();
    }
    expect(timers.map((timer) => timer.delayMs)).toEqual([300, 600, 1200, 2400, 4800, 5000, 5000, 5000]);
  });

  it('stops where the shell knows no session', () => {
    const { last, timers, noSessions } = harness();
    last().onclose?.(closing(4401));
    expect(noSessions()).toBe(1);
    expect(timers).toHaveLength(0);
  });
});
