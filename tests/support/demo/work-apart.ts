/**
 * What the offices do with their lines cut, so that something real waits in headquarters' inbox: the last of an item
 * issued twice, one card given to two people, a transfer received short. Beside that, ordinary work of the day.
 */
import { BEIJING, GUANGZHOU } from './demo-offices.ts';
import { cutLine, restoreLine, type DemoCalls, type OfficeCalls } from './office-calls.ts';

/** Beijing alone has it, and few of them. */
export const GIFT_BOX = { code: 'LH-01', name: '节庆礼盒 定制款', nameEn: 'Festival gift box, custom', unit: '盒', category: '礼品', barcode: '6900000190012', price: '88.00' };
const LAST_BOXES = '5';

const DISPUTED_CARD = '货架三家比价';
const CARDS_OF_BEIJING = ['UPS 电池内阻测试', '地磅零点漂移'] as const;
const CARDS_OF_GUANGZHOU = ['会员积分补录（断网期间 36 单）', '清点临期商品并登记'] as const;

interface Transfer {
  readonly id: string;
  readonly from: string;
  readonly sent: string;
}

interface Rows<Row> {
  readonly rows: readonly Row[];
}

/**
 * Two PCs of one office, the line of one of them cut, each sell the last boxes. The second PC does its part before the
 * offices' years arrive at the relay, so that it need not take them in only to be closed again.
 * @param join makes the second PC one of the office. @throws Error naming the operation that was refused.
 */
export async function sellLastTwice(first: OfficeCalls, join: () => Promise<unknown>, second: OfficeCalls): Promise<void> {
  const sale = { item: GIFT_BOX.code, quantity: LAST_BOXES, reason: 'sale' };
  await first.call('stock.receive', { item: GIFT_BOX.code, quantity: LAST_BOXES, unitCost: GIFT_BOX.price, note: '门店自采' });
  await first.call('sync.run', { untilIdle: true });
  await join();
  await cutLine(first);
  await first.call('stock.issue', { ...sale, note: '门店客户自提' });
  await second.call('stock.issue', { ...sale, note: '电话订单' });
  await second.call('sync.run', { untilIdle: true });
}

/** Every office must be in step with the others before. @throws Error naming the operation that was refused. */
export async function workApart({ headquarters, beijing, guangzhou }: DemoCalls): Promise<void> {
  const apart = [beijing, guangzhou];
  await Promise.all(apart.map(cutLine));

  const disputed = await findCard(beijing, DISPUTED_CARD);
  await beijing.call('card.update', { id: disputed, responsible: BEIJING.person });
  await guangzhou.call('card.update', { id: disputed, responsible: GUANGZHOU.person });
  for (const title of CARDS_OF_BEIJING) await beijing.call('card.update', { id: await findCard(beijing, title), responsible: BEIJING.person });
  for (const title of CARDS_OF_GUANGZHOU) await guangzhou.call('card.update', { id: await findCard(guangzhou, title), responsible: GUANGZHOU.person });

  await acceptFirst(beijing, BEIJING.office, 'SH', 0);
  await acceptFirst(guangzhou, GUANGZHOU.office, 'SH', 0);
  await acceptFirst(guangzhou, GUANGZHOU.office, BEIJING.office, 2);
  await acceptFirst(headquarters, 'SH', BEIJING.office, 0);

  await Promise.all(apart.map(restoreLine));
}

async function findCard(office: OfficeCalls, title: string): Promise<string> {
  const { rows } = await office.call<Rows<{ id: string; title: string }>>('card.list', { text: title });
  const card = rows.find((row) => row.title === title);
  if (card === undefined) throw new Error(`the sample has no card ${title}`);
  return card.id;
}

/** Receives the oldest transfer on its way from `from`, `missing` pieces short. */
async function acceptFirst(office: OfficeCalls, code: string, from: string, missing: number): Promise<void> {
  const { rows } = await office.call<Rows<Transfer>>('stock.transfers', { state: 'in-transit', office: code, direction: 'in', limit: 100 });
  const transfer = rows.findLast((row) => row.from === from);
  if (transfer === undefined) throw new Error(`nothing is on its way from ${from} to ${code}`);
  const short = missing === 0 ? {} : { note: `外箱破损,少 ${String(missing)} 件` };
  await office.call('stock.acceptTransfer', { transfer: transfer.id, quantity: String(Number(transfer.sent) - missing), ...short });
}
