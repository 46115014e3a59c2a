/** What was set aside is shown with what it holds, so that it can be entered again. */
import * as Y from 'yjs';
import { expect, it } from 'vitest';
import type { DocumentName } from '#model/identity/ids.ts';
import { openOfficeUnderTest } from './testing/office-under-test.ts';

it('[STORE-21] an update that broke a rule is read back with its fields; one that is gone is refused', async () => {
  const testing = openOfficeUnderTest('a');
  await testing.done('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  const doc = new Y.Doc();
  doc.getMap('movements').set('m1', { number: 'BJ-A-2026-000012', quantity: -5000 });
  await testing.office.store.transact((tx) => tx.apply('ledger/BJ/2026-11/1' as DocumentName, Y.encodeStateAsUpdate(doc), 'relay'));
  const { rows } = await testing.done('sync.quarantine', {});
  expect(rows).toMatchObject([{ name: 'ledger/BJ/2026-11/1', origin: 'relay' }]);
  const [{ id } = { id: -1 }] = rows;
  expect(await testing.done('sync.setAside', { entry: id })).toEqual({
    id,
    readable: true,
    parts: [
      {
        name: 'm1',
        fields: [
          { name: 'number', value: 'BJ-A-2026-000012' },
          { name: 'quantity', value: '-5000' },
        ],
      },
    ],
    deleted: 0,
    cut: false,
  });
  expect(await testing.run('sync.setAside', { entry: id + 1 })).toBe('sync.not-set-aside');
  testing.close();
});
