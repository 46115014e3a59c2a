import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locationCreate, locationList, locationUpdate, stockAtLocation, stockPostDocument } from '#model/stock/operations.ts';
import { openOffices, type Offices } from './testing/offices.ts';

let offices: Offices;
beforeEach(async () => {
  offices = await openOffices();
});
afterEach(() => offices.close());

describe('what stands at a location', () => {
  it('[STOCK-34] is by item and lot, without what is gone, and the same page by page', async () => {
    const { gz, sh, exchange } = offices;
    await gz.must(locationCreate, { code: 'A-01', name: '一号架' });
    const at = (item: string, quantity: string, lot?: string) => ({ item, quantity, location: 'A-01', ...(lot === undefined ? {} : { lot, expiry: '2026-11-01' }) });
    await gz.must(stockPostDocument, { kind: 'receipt', lines: [at('M6', '3', 'L1'), at('M6', '4', 'L2'), at('M8', '5'), { item: 'M8', quantity: '9' }] });
    await gz.must(stockPostDocument, { kind: 'issue', reason: 'scrap', lines: [at('M6', '3', 'L1')] });
    await exchange();
    const whole = (await sh.must(stockAtLocation, { office: 'GZ', location: 'A-01' })).rows;
    expect(whole).toMatchObject([{ item: 'M6', lot: 'L2', quantity: '4', expiry: '2026-11-01', expired: true }, { item: 'M8', lot: '', quantity: '5', expired: false }]);
    const first = await gz.must(stockAtLocation, { location: 'A-01', limit: 1 });
    const second = await gz.must(stockAtLocation, { location: 'A-01', limit: 1, cursor: first.nextCursor });
    expect([...first.rows, ...second.rows]).toEqual(whole);
    expect((await sh.must(locationList, { office: 'GZ' })).rows).toMatchObject([{ code: 'A-01', entries: 2 }]);
    expect((await sh.must(stockAtLocation, { location: 'A-01' })).rows).toEqual([]);
  });

  it('[STOCK-24] a location is taken out from under another', async () => {
    const { gz } = offices;
    await gz.must(locationCreate, { code: 'A', name: '甲区', kind: 'zone' });
    await gz.must(locationCreate, { code: 'A-01', name: '一号架', parent: 'A' });
    expect(await gz.must(locationUpdate, { location: 'A-01', name: '头号架' })).toMatchObject({ parent: 'A' });
    expect(await gz.must(locationUpdate, { location: 'A-01', parent: null })).toMatchObject({ parent: null, name: '头号架' });
  });
});
