/** Queries on documents, and on lots by place. Each reads by index. */
import { isRefusal, refuse } from '#model/contract/refusal.ts';
import { stockDocument, stockLots, stockSuggestLots } from '#model/stock/operations.ts';
import { formatQuantity, parseQuantity } from '#model/stock/quantity.ts';
import { query, type Handler } from '../area.ts';
import type { Reader } from '../store/store.ts';
import { findItem } from './item-lookup.ts';
import { findLocation, quarantineOf } from './locations.ts';
import { localDay } from '../local-day.ts';
import { movementRowOf, readDocumentLines } from './movement-rows.ts';

interface LotRecord {
  readonly office: string;
  readonly lot: string;
  readonly location: string;
  readonly quantity: number;
  readonly expiry: string | null;
}

/** Balances of an item at one office, earliest expiry first, what never expires last. */
function readLots(read: Reader, item: string, office: string): readonly LotRecord[] {
  return read.all<LotRecord>(
    `SELECT balance.office, balance.lot, balance.location, balance.quantity, lot.expiry FROM balance
     LEFT JOIN lot ON lot.item = balance.item AND lot.lot = balance.lot
     WHERE balance.office = ? AND balance.item = ? AND balance.quantity <> 0
     ORDER BY lot.expiry IS NULL, lot.expiry, balance.lot, balance.location`,
    office,
    item,
  );
}

function lotRowOf(record: LotRecord, today: string) {
  return { ...record, quantity: formatQuantity(record.quantity), expired: isExpired(record, today) };
}

/** Rows in the order in which they are given out: of one lot, or without lots, from where most of it stands. */
function mostFirst(rows: readonly LotRecord[]): readonly LotRecord[] {
  return [...Map.groupBy(rows, ({ lot }) => lot).values()].flatMap((places) => places.toSorted((left, right) => right.quantity - left.quantity));
}

const isExpired = ({ expiry }: LotRecord, today: string): boolean => expiry !== null && expiry < today;

function isQuarantine(read: Reader, { office, location }: LotRecord): boolean {
  return location === quarantineOf(read, office) || findLocation(read, office, location)?.kind === 'quarantine';
}

export const documentQueries: readonly Handler[] = [
  query(stockDocument, ({ read }, { number }) => {
    const lines = readDocumentLines(read, number).map(movementRowOf);
    const [first] = lines;
    if (first === undefined) return refuse('document.unknown', { number }, 'number');
    const order = read.get<{ order_id: string | null }>('SELECT order_id FROM movement WHERE id = ? AND office = ?', first.id, first.office);
    const { kind, office, by, byName, atMs, reason, reference, partner, partnerName, from, to } = first;
    return {
      number,
      kind,
      office,
      by,
      byName,
      atMs,
      reason,
      reference,
      partner,
      partnerName,
      order: order?.order_id ?? null,
      from,
      to,
      reversed: lines.every(({ reversedBy }) => reversedBy !== null),
      twice: new Set(lines.map(({ line }) => line)).size < lines.length,
      lines,
    };
  }),

  query(stockLots, ({ read, nowMs }, input) => {
    const item = findItem(read, input.item);
    if (isRefusal(item)) return item;
    const today = localDay(nowMs());
    const offices =
      input.office === undefined
        ? read.all<{ office: string }>('SELECT office FROM stock_level WHERE item = ? ORDER BY office', item.id).map(({ office }) => office)
        : [input.office];
    return { rows: offices.flatMap((office) => readLots(read, item.id, office)).map((record) => lotRowOf(record, today)) };
  }),

  query(stockSuggestLots, ({ read, actor, nowMs }, input) => {
    if (actor === undefined) return refuse('setup.required');
    const item = findItem(read, input.item);
    if (isRefusal(item)) return item;
    const today = localDay(nowMs());
    let missing = parseQuantity(input.quantity) ?? 0;
    const rows: (ReturnType<typeof lotRowOf> & { take: string })[] = [];
    for (const record of mostFirst(readLots(read, item.id, actor.office))) {
      if (missing === 0) break;
      if (record.quantity <= 0 || isExpired(record, today) || isQuarantine(read, record)) continue;
      const take = Math.min(missing, record.quantity);
      missing -= take;
      rows.push({ ...lotRowOf(record, today), take: formatQuantity(take) });
    }
    return { rows, missing: formatQuantity(missing) };
  }),
];
