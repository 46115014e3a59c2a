/** A folder with the stock of a large company: many items and offices, and very many movements of the last year. */
import { randomBytes } from 'node:crypto';
import { newUuid } from '#model/identity/ids.ts';
import { openBenchOffice, type BenchOffice } from './bench-office.ts';
import { addLedgers, type Content, type Writer } from './ledgers.ts';

export interface StockSize {
  readonly items: number;
  readonly offices: number;
  readonly movements: number;
}

const MONTHS = 12;
/** Every n-th item is kept by lots with an expiry. */
const LOTS_EVERY = 10;
const CALLERS = 8;
const DAY_MS = 24 * 3_600_000;

/** @throws Error when a step is refused. */
export async function makeStockFolder(dataDir: string, size: StockSize): Promise<void> {
  const office = openBenchOffice(dataDir);
  await office.ask('organisation.create', { name: '远山商贸', office: 'SH', person: '张伟' });
  const codes = Array.from({ length: size.offices - 1 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`);
  for (const code of codes) await office.ask('office.create', { code, name: `${code} 分公司` });
  const items = await makeItems(office, size.items);
  const suppliers = await makePartners(office);
  const { read } = office.store;
  const person = read.get<{ id: string }>('SELECT id FROM person')?.id ?? '';
  const own = read.get<{ id: string }>('SELECT id FROM workstation')?.id ?? '';
  const writers = ['SH', ...codes].map((code): Writer => ({ office: code, person, sequence: 0, workstation: code === 'SH' ? own : newUuid(Date.now(), randomBytes) }));
  const perMonth = Math.ceil(size.movements / (size.offices * MONTHS));
  await office.close();
  await addLedgers(dataDir, writers, { months: MONTHS, perMonth }, (writer, sequence, atMs) => contentOf(items, suppliers, writer, sequence, atMs));
}

interface BenchItem {
  readonly id: string;
  readonly hasLots: boolean;
}

async function makeItems(office: BenchOffice, count: number): Promise<readonly BenchItem[]> {
  const items: BenchItem[] = [];
  const queue = Array.from({ length: count }, (_, index) => index);
  async function next(): Promise<void> {
    for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
      const hasLots = index % LOTS_EVERY === 0;
      const code = `W${String(index).padStart(5, '0')}`;
      const { id } = await office.ask<{ id: string }>('item.create', { code, name: `物料 ${index}`, unit: '个', ...(hasLots ? { tracking: 'lot' } : {}) });
      items.push({ id, hasLots });
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, next));
  return items;
}

async function makePartners(office: BenchOffice): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < 20; index += 1) {
    ids.push((await office.ask<{ id: string }>('partner.create', { code: `P${index}`, name: `供应商 ${index}`, role: 'both' })).id);
  }
  return ids;
}

/** One receipt to two issues of a third of it each, item after item, so that little goes below zero. */
function contentOf(items: readonly BenchItem[], partners: readonly string[], writer: Writer, sequence: number, atMs: number): Content {
  const round = Math.floor((sequence - 1) / 3);
  // Each office begins elsewhere in the list.
  const item = items[(round + Number.parseInt(writer.office, 36) * 7) % items.length];
  const partner = partners[round % partners.length];
  const isReceipt = sequence % 3 === 1;
  const quantity = (1 + (round % 20)) * 1000;
  const lot = item?.hasLots === true ? { lot: `L${Math.floor(round / items.length)}`, expiry: new Date(atMs + (30 + (round % 700)) * DAY_MS).toISOString().slice(0, 10) } : {};
  return {
    kind: isReceipt ? 'receipt' : 'issue',
    item: item?.id ?? '',
    quantity: isReceipt ? quantity * 3 : -quantity,
    reason: isReceipt ? 'purchase' : 'sale',
    ...(isReceipt ? { unitCost: 100 + (round % 900) } : { unitPrice: 200 + (round % 900) }),
    ...(partner === undefined ? {} : { partner }),
    ...lot,
  };
}
