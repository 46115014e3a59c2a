/** What needs a person, and how a person says that it is dealt with. */
import { refuse } from '#model/contract/refusal.ts';
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import type { ExceptionKind } from '#model/stock/exceptions.ts';
import { stockExceptions, stockSettleException } from '#model/stock/operations.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import { REVIEW_DOCUMENT, SETTLEMENT_PURPOSE } from '#model/stock/review-kind.ts';
import { command, query, type Handler } from '../area.ts';
import type { Reader, SqlValue } from '../store/store.ts';
import { movementRowOf, readMovementsById } from './movement-rows.ts';
import { paged, splitCursor } from '../paging.ts';

interface ExceptionRecord {
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly offices: string;
  readonly item: string | null;
  readonly quantity: number | null;
  readonly subject: string;
  readonly movements: string;
  readonly at: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly unit: string | null;
}

interface SettlementRecord {
  readonly note: string;
  readonly person: string;
  readonly person_name: string | null;
  readonly at: string;
}

/** The first settlement counts; a later one of the same exception, made apart, is kept but not shown. */
function settlementOf(read: Reader, exception: string): SettlementRecord | undefined {
  return read.get<SettlementRecord>(
    `SELECT stock_settlement.*, person.name AS person_name FROM stock_settlement LEFT JOIN person ON person.id = stock_settlement.person
     WHERE exception = ? ORDER BY at, stock_settlement.id LIMIT 1`,
    exception,
  );
}

function rowOf(read: Reader, record: ExceptionRecord) {
  const offices = JSON.parse(record.offices) as string[];
  const settlement = settlementOf(read, record.id);
  return {
    id: record.id,
    kind: record.kind,
    offices,
    item: record.code ?? record.item,
    itemId: record.item,
    itemName: record.name ?? record.item,
    unit: record.unit,
    quantity: record.quantity === null ? null : formatQuantity(record.quantity),
    subject: record.subject,
    atMs: record.at === '' ? 0 : stampMs(record.at as Stamp),
    movements: readMovementsById(read, JSON.parse(record.movements) as string[], offices).map(movementRowOf),
    items:
      record.kind === 'duplicate-code'
        ? read.all<{ id: string; code: string; name: string; unit: string }>('SELECT id, code, name, unit FROM item WHERE code = ? ORDER BY id', record.subject)
        : [],
    settled:
      settlement === undefined
        ? null
        : { note: settlement.note, byName: settlement.person_name ?? settlement.person, atMs: stampMs(settlement.at as Stamp) },
  };
}

export const exceptionHandlers: readonly Handler[] = [
  query(stockExceptions, ({ read }, input) => {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    if (input.state !== 'all') {
      const exists = 'EXISTS (SELECT 1 FROM stock_settlement WHERE stock_settlement.exception = stock_exception.id)';
      conditions.push(input.state === 'settled' ? exists : `NOT ${exists}`);
    }
    if (input.office !== undefined) {
      conditions.push('EXISTS (SELECT 1 FROM json_each(stock_exception.offices) WHERE json_each.value = ?)');
      values.push(input.office);
    }
    const [at, id] = splitCursor(input.cursor);
    if (at !== '') {
      conditions.push('(stock_exception.at, stock_exception.id) < (?, ?)');
      values.push(at, id);
    }
    const condition = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const rows = read.all<ExceptionRecord>(
      `SELECT stock_exception.*, item.code, item.name, item.unit FROM stock_exception LEFT JOIN item ON item.id = stock_exception.item
       ${condition} ORDER BY stock_exception.at DESC, stock_exception.id DESC LIMIT ?`,
      ...values,
      input.limit + 1,
    );
    return paged(rows, input.limit, (row) => rowOf(read, row), (row) => `${row.at}\n${row.id}`);
  }),

  command(stockSettleException, (context, input) => {
    const { tx, actor } = context;
    if (tx.read.get('SELECT 1 FROM stock_exception WHERE id = ?', input.id) === undefined) return refuse('exception.unknown', {}, 'id');
    const earlier = settlementOf(tx.read, input.id);
    if (earlier !== undefined) return refuse('exception.settled', { by: earlier.person_name ?? earlier.person }, 'id');
    const unsigned = {
      id: context.newId(),
      exception: input.id,
      note: input.note,
      by: actor.person,
      office: actor.office,
      workstation: actor.workstation,
      at: context.stamp(),
    };
    const settlement = { ...unsigned, signature: context.sign(SETTLEMENT_PURPOSE, unsigned) };
    tx.edit(REVIEW_DOCUMENT, (doc) => {
      doc.getMap('settlements').set(settlement.id, settlement);
    });
    return { id: input.id };
  }),
];
