/**
 * One transfer by item and lot (STOCK-33). What arrived is read from the movements that were not reversed: the good part
 * has the reason `transfer`, the refused part leaves again under the number it came by, the rest was damaged.
 */
import { refuse } from '#model/contract/refusal.ts';
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import type { TransferState } from '#model/stock/balance.ts';
import type { ExceptionKind } from '#model/stock/exceptions.ts';
import type { Tracking } from '#model/stock/item-fields.ts';
import { stockTransferLines } from '#model/stock/operations.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import { query, type Handler } from '../area.ts';
import type { Reader } from '../store/store.ts';

const STANDS = `NOT EXISTS (SELECT 1 FROM movement AS taken WHERE taken.reverses = arrived.id AND taken.office = arrived.office)`;
const BACK = `(SELECT -sum(back.quantity) FROM movement AS back WHERE back.number = arrived.number AND back.office = arrived.office
  AND back.item = arrived.item AND back.lot IS arrived.lot AND back.kind = 'transfer-out')`;

/** Of a row of `transfer`: what did not arrive good, and what of it was refused. Thousandths, null for none. */
export const ARRIVED_COLUMNS = `
  (SELECT sum(arrived.quantity) FROM movement AS arrived WHERE arrived.transfer = transfer.id AND arrived.item = transfer.item
   AND arrived.kind = 'transfer-in' AND arrived.reason <> 'transfer' AND ${STANDS}) AS unwell,
  (SELECT -sum(back.quantity) FROM movement AS back WHERE back.kind = 'transfer-out' AND back.item = transfer.item AND back.office = transfer.to_office
   AND back.number IN (SELECT arrived.number FROM movement AS arrived
    WHERE arrived.transfer = transfer.id AND arrived.item = transfer.item AND arrived.kind = 'transfer-in' AND ${STANDS})) AS refused`;

interface TransferPart {
  readonly id: string;
  readonly number: string;
  readonly item: string;
  readonly from_office: string;
  readonly to_office: string;
  readonly state: TransferState;
  readonly sent_at: string | null;
}

interface LineRecord {
  readonly item: string;
  readonly lot: string | null;
  readonly sent: number;
  readonly received: number;
  readonly unwell: number | null;
  readonly code: string | null;
  readonly name: string | null;
  readonly unit: string | null;
  readonly tracking: Tracking | null;
  readonly expiry: string | null;
}

interface ReceiptRecord {
  readonly number: string;
  readonly office: string;
  readonly name: string;
  readonly at: string;
  readonly standing: number;
}

function readLines(read: Reader, transfer: string): readonly LineRecord[] {
  return read.all<LineRecord>(
    `SELECT arrived.item, arrived.lot,
       -sum(CASE WHEN arrived.office = arrived.from_office THEN arrived.quantity ELSE 0 END) AS sent,
       sum(CASE WHEN arrived.office = arrived.from_office THEN 0 ELSE arrived.quantity END) AS received,
       sum(CASE WHEN arrived.kind = 'transfer-in' AND arrived.reason <> 'transfer' AND ${STANDS} THEN arrived.quantity END) AS unwell,
       item.code, item.name, item.unit, item.tracking, lot.expiry
     FROM movement AS arrived LEFT JOIN item ON item.id = arrived.item LEFT JOIN lot ON lot.item = arrived.item AND lot.lot = arrived.lot
     WHERE arrived.transfer = ? GROUP BY arrived.item, arrived.lot ORDER BY min(arrived.line), arrived.item, arrived.lot`,
    transfer,
  );
}

/** What was refused, thousandths by item and lot. */
function readRefused(read: Reader, transfer: string): ReadonlyMap<string, number> {
  const rows = read.all<{ item: string; lot: string | null; back: number | null }>(
    // A lot that came good and refused stands in two lines of one number: it went back once.
    `SELECT DISTINCT arrived.number, arrived.item, arrived.lot, ${BACK} AS back FROM movement AS arrived
     WHERE arrived.transfer = ? AND arrived.kind = 'transfer-in' AND ${STANDS}`,
    transfer,
  );
  const refused = new Map<string, number>();
  for (const { item, lot, back } of rows) refused.set(keyOf(item, lot), (refused.get(keyOf(item, lot)) ?? 0) + (back ?? 0));
  return refused;
}

const keyOf = (item: string, lot: string | null): string => `${item}\n${lot ?? ''}`;

function lineOf(read: Reader, row: LineRecord, state: TransferState, refused: number) {
  const { item, lot, expiry, sent, received } = row;
  const damaged = (row.unwell ?? 0) - refused;
  const underway = state === 'in-transit';
  return {
    item: row.code ?? item,
    itemId: item,
    itemName: row.name ?? item,
    unit: row.unit ?? '',
    tracking: row.tracking ?? ('none' as const),
    barcodes: read
      .all<{ code: string; quantity: number }>('SELECT code, quantity FROM item_barcode WHERE item = ? ORDER BY quantity, code', item)
      .map(({ code, quantity }) => ({ code, quantity: formatQuantity(quantity) })),
    lot,
    expiry,
    state,
    sent: formatQuantity(sent),
    inTransit: formatQuantity(underway ? sent : 0),
    good: formatQuantity(received - damaged - refused),
    damaged: formatQuantity(damaged),
    refused: formatQuantity(refused),
    missing: formatQuantity(underway || state === 'cancelled' ? 0 : sent - received),
  };
}

export const transferLinesHandlers: readonly Handler[] = [
  query(stockTransferLines, ({ read }, input) => {
    const parts = read.all<TransferPart>('SELECT * FROM transfer WHERE id = ?1 OR number = ?1 ORDER BY at, id, item', input.transfer);
    const [first] = parts;
    if (first === undefined) return refuse('transfer.unknown', { transfer: input.transfer }, 'transfer');
    const { id, number, from_office: from, to_office: to } = first;
    const states = new Map(parts.filter((part) => part.id === id).map(({ item, state }) => [item, state]));
    const refused = readRefused(read, id);
    const lines = readLines(read, id).map((row) => lineOf(read, row, states.get(row.item) ?? 'unmatched', refused.get(keyOf(row.item, row.lot)) ?? 0));
    const sending = read.get<{ note: string | null; name: string }>(
      `SELECT movement.note, coalesce(person.name, movement.person) AS name FROM movement LEFT JOIN person ON person.id = movement.person
       WHERE movement.transfer = ? AND movement.kind = 'transfer-out' ORDER BY movement.line LIMIT 1`,
      id,
    );
    const receipts = read.all<ReceiptRecord>(
      `SELECT arrived.number, arrived.office, coalesce(person.name, arrived.person) AS name, min(arrived.at) AS at, max(${STANDS}) AS standing
       FROM movement AS arrived LEFT JOIN person ON person.id = arrived.person
       WHERE arrived.transfer = ? AND arrived.kind = 'transfer-in' GROUP BY arrived.number, arrived.office ORDER BY min(arrived.at)`,
      id,
    );
    const sentBack = receipts.flatMap((receipt) =>
      read.all<{ transfer: string }>(
        `SELECT DISTINCT transfer FROM movement WHERE number = ? AND +office = ? AND kind = 'transfer-out' AND transfer IS NOT NULL`,
        receipt.number,
        receipt.office,
      ),
    );
    const exceptions = [...states.keys()].flatMap((item) =>
      read.all<{ id: string; kind: ExceptionKind; quantity: number | null; settled: number }>(
        `SELECT id, kind, quantity, EXISTS (SELECT 1 FROM stock_settlement WHERE exception = stock_exception.id) AS settled
         FROM stock_exception WHERE subject_key = ?`,
        `transfer/${id}/${item}`,
      ).map((row) => ({
        id: row.id,
        kind: row.kind,
        item,
        quantity: row.quantity === null ? null : formatQuantity(row.quantity),
        settled: row.settled === 1,
      })),
    );
    return {
      id,
      number,
      from,
      to,
      underway: lines.some(({ state }) => state === 'in-transit'),
      byName: sending?.name ?? null,
      note: sending?.note ?? null,
      sentAtMs: first.sent_at === null ? null : stampMs(first.sent_at as Stamp),
      lines,
      receipts: receipts.map((row) => ({ number: row.number, office: row.office, byName: row.name, atMs: stampMs(row.at as Stamp), reversed: row.standing === 0 })),
      sentBack: sentBack.map(({ transfer }) => transfer),
      exceptions,
    };
  }),
];
