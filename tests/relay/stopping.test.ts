import { describe, expect, it } from 'vitest';
import { joinLink } from './support/link-client.ts';
import { ARTICLE, articleUpdate } from './support/documents.ts';
import { startRelay } from './support/relay-under-test.ts';

describe('stopping', () => {
  it('[RELAY-16] what was taken is committed and acknowledged before the connection is closed, and is there after the restart', async () => {
    const relay = await startRelay();
    const { client } = await joinLink(relay.url, relay.signing(relay.sample.beijing));
    for (let id = 0; id < 20; id += 1) client.send({ type: 'push', id, updates: [{ name: ARTICLE, update: articleUpdate(`第${id}版`) }] });
    await client.next('ack');
    await relay.restart();
    const { code } = await client.closed;
    expect(code).toBe(1012);
    const acknowledged = 1 + client.waiting.filter((message) => message.type === 'ack').length;
    expect(client.waiting.some((message) => message.type === 'refused' && message.reason === 'stopping')).toBe(true);
    expect((await relay.storage.head()) - 1).toBeGreaterThanOrEqual(acknowledged);
    await relay.close();
  });
});
