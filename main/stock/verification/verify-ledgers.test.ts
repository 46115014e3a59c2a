import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isRefusal, type Refusal } from '#model/contract/refusal.ts';
import type { OutputOf } from '#model/contract/operation.ts';
import { signedBytes } from '#model/identity/signatures.ts';
import { ledgerName, movementsOf, MOVEMENT_PURPOSE } from '#model/stock/ledger-kind.ts';
import { stampMonth, type Movement } from '#model/stock/movement.ts';
import { stockIssue, stockReceive, stockVerify } from '#model/stock/operations.ts';
import { openOffices, type Offices } from '../testing/offices.ts';
import { quickSignature, rules, type DocumentUpdate, type Replica } from '../testing/replica.ts';
import { createVerificationHandlers } from './verify-ledgers.ts';

let offices: Offices;
beforeEach(async () => {
  offices = await openOffices();
});
afterEach(() => offices.close());

async function verify({ store }: Replica, office: string, known = rules): Promise<OutputOf<typeof stockVerify>['rows'] | Refusal> {
  const [handler] = createVerificationHandlers({ store, rules: known, pause: () => Promise.resolve() });
  if (handler?.kind !== 'action') throw new Error('not an action');
  const output = (await handler.handle(stockVerify.input.parse({ office }))) as OutputOf<typeof stockVerify> | Refusal;
  return isRefusal(output) ? output : output.rows;
}

/** A movement that its own workstation writes past the program: signed, but not chained to the one before. */
function forged({ signature: _signed, ...movement }: Movement): DocumentUpdate {
  const unsigned = { ...movement, id: '00000000-0000-7000-8000-00000000f04d', sequence: movement.sequence + 1, previous: '0'.repeat(64), quantity: 7000 };
  const doc = new Y.Doc();
  movementsOf(doc).set(unsigned.id, { ...unsigned, signature: quickSignature(movement.workstation, signedBytes(MOVEMENT_PURPOSE, unsigned)) });
  return { name: ledgerName({ office: movement.office, month: stampMonth(movement.at), part: 1 }), update: Y.encodeStateAsUpdate(doc) };
}

function movementIn({ update }: DocumentUpdate): Movement {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const [movement] = movementsOf(doc).values();
  if (movement === undefined) throw new Error('no movement');
  return movement;
}

describe('verifying ledgers', () => {
  it('[STOCK-80] proves each workstation’s chain up to its last document', async () => {
    const { bj, bj2, sh } = offices;
    await bj.must(stockReceive, { item: 'M6', quantity: '5' });
    await bj.must(stockIssue, { item: 'M6', quantity: '1', reason: 'sale' });
    await bj2.must(stockReceive, { item: 'M8', quantity: '3' });
    await offices.exchange();
    expect(await verify(sh, 'BJ')).toMatchObject([
      { letter: 'A', movements: 2, lastNumber: 'BJ-A-2026-000002', state: 'complete', findings: [] },
      { letter: 'B', movements: 1, lastNumber: 'BJ-B-2026-000001', state: 'complete' },
    ]);
    expect(await verify(sh, 'GZ')).toEqual([]);
  });

  it('[STOCK-80] tells what has not arrived, what does not fit and what nobody known has signed', async () => {
    const { bj, sh, gz } = offices;
    await bj.must(stockReceive, { item: 'M6', quantity: '5' });
    const [first] = bj.takeUpdates();
    await bj.must(stockReceive, { item: 'M6', quantity: '6' });
    const [second] = bj.takeUpdates();
    if (first === undefined || second === undefined) throw new Error('nothing was posted');
    await sh.receive(first);
    await sh.receive(forged(movementIn(first)));
    expect(await verify(sh, 'BJ')).toMatchObject([{ state: 'altered', findings: [{ kind: 'broken', from: 2, to: 2 }] }]);
    await sh.receive(second);
    expect(await verify(sh, 'BJ')).toMatchObject([{ movements: 3, state: 'altered', findings: [{ kind: 'forked', from: 2 }, { kind: 'broken', from: 2 }] }]);
    await gz.receive(forged(movementIn(first)));
    expect(await verify(gz, 'BJ')).toMatchObject([{ state: 'incomplete', findings: [{ kind: 'missing', from: 1, to: 1, numbers: [] }] }]);
    expect(await verify(gz, 'BJ', { ...rules, workstationKey: () => undefined })).toMatchObject([{ state: 'altered', findings: [{ kind: 'missing' }, { kind: 'unproven', from: 2 }] }]);
  });

  it('refuses an office that does not exist', async () => {
    expect(await verify(offices.sh, 'XX')).toMatchObject({ reason: 'verify.office-unknown', field: 'office' });
  });
});
