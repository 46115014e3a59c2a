import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { itemList, itemPhoto, itemSetLevel, itemSetPhoto, itemUpdate, stockPostDocument } from '#model/stock/operations.ts';
import { openOffices, type Offices } from './testing/offices.ts';

let offices: Offices;
beforeEach(async () => {
  offices = await openOffices();
});
afterEach(() => offices.close());

const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(60, 7)]).toString('base64');
const webp = Buffer.concat([Buffer.from('RIFF____WEBPVP8 '), Buffer.alloc(60, 9)]).toString('base64');

describe('the photo of an item', () => {
  it('[STOCK-35] reaches every office, is replaced whole and taken away', async () => {
    const { sh, gz, exchange } = offices;
    expect(await gz.must(itemPhoto, { item: 'M6' })).toEqual({ photo: null });
    await sh.must(itemSetPhoto, { item: 'M6', photo: jpeg });
    await exchange();
    expect(await gz.must(itemPhoto, { item: 'M6' })).toEqual({ photo: { type: 'image/jpeg', base64: jpeg } });
    await sh.must(itemSetPhoto, { item: 'M6', photo: webp });
    await exchange();
    expect(await gz.must(itemPhoto, { item: 'M6' })).toEqual({ photo: { type: 'image/webp', base64: webp } });
    await sh.must(itemSetPhoto, { item: 'M6', photo: null });
    await exchange();
    expect(await gz.must(itemPhoto, { item: 'M6' })).toEqual({ photo: null });
    expect(gz.rows()).toEqual(sh.rows());
  });

  it('[STOCK-35] anything but a picture is refused', async () => {
    const { sh } = offices;
    const page = Buffer.from('<svg onload="alert(1)" xmlns="http://www.w3.org/2000/svg">').toString('base64');
    expect(await sh.call(itemSetPhoto, { item: 'M6', photo: page })).toMatchObject({ reason: 'photo.not-a-picture', field: 'photo' });
    expect(await sh.call(itemSetPhoto, { item: 'nothing', photo: jpeg })).toMatchObject({ reason: 'item.unknown' });
  });
});

describe('a discontinued item', () => {
  it('[STOCK-36] keeps its stock, is named by no alert, and can be taken up again', async () => {
    const { sh, gz, exchange } = offices;
    await sh.must(itemSetLevel, { item: 'M6', office: 'GZ', point: '10', target: '20' });
    await exchange();
    await gz.must(stockPostDocument, { kind: 'receipt', lines: [{ item: 'M6', quantity: '3' }] });
    const alerts = async (): Promise<string[]> => (await gz.must(itemList, { belowReorder: true })).rows.map(({ code }) => code);
    const inUse = async (): Promise<string[]> => (await gz.must(itemList, { discontinued: false })).rows.map(({ code }) => code);
    expect([await alerts(), await inUse()]).toEqual([['M6'], ['M6', 'M8']]);
    await sh.must(itemUpdate, { item: 'M6', discontinued: true });
    await exchange();
    expect([await alerts(), await inUse()]).toEqual([[], ['M8']]);
    await gz.must(stockPostDocument, { kind: 'issue', lines: [{ item: 'M6', quantity: '3' }] });
    await sh.must(itemUpdate, { item: 'M6', discontinued: false });
    await exchange();
    expect([await alerts(), await inUse()]).toEqual([['M6'], ['M6', 'M8']]);
  });
});
