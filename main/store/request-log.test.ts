import { describe, expect, it } from 'vitest';
import { refuse } from '#model/contract/refusal.ts';
import { readRequest, recordRequest } from './request-log.ts';
import { openTestingStore } from './testing/open-testing-store.ts';

const DAY = 24 * 3600 * 1000;

describe('request log', () => {
  it('[STORE-16] gives the first outcome again, also after a restart, and none of what was rolled back', async () => {
    const { store, settle, database } = openTestingStore();
    const works = Promise.all([
      store.transact((tx) => recordRequest(tx, 'request-1', { number: 'SH-1' }, 0)),
      store.transact((tx) => recordRequest(tx, 'request-2', undefined, 0)),
      store.transact((tx) => {
        recordRequest(tx, 'request-3', { number: 'SH-3' }, 0);
        return refuse('not-found');
      }),
    ]);
    settle();
    await works;
    const again = openTestingStore(database);
    const read = again.store.transact((tx) => ['request-1', 'request-2', 'request-3'].map((id) => readRequest(tx.read, id)));
    again.settle();
    expect(await read).toEqual([{ number: 'SH-1' }, null, undefined]);
  });

  it('[STORE-16] lets outcomes go after 30 days', async () => {
    const { store, settle } = openTestingStore();
    const works = store.transact((tx) => {
      recordRequest(tx, 'old-request', 1, 0);
      recordRequest(tx, 'young-request', 1, DAY);
      recordRequest(tx, 'new-request', 1, 30 * DAY + 1);
      return ['old-request', 'young-request'].map((id) => readRequest(tx.read, id));
    });
    settle();
    expect(await works).toEqual([undefined, 1]);
  });
});
