/** Orders listed and read. Each reads by index. */
import { refuse } from '#model/contract/refusal.ts';
import { formatMoney, formatQuantity } from '#model/contract/quantity.ts';
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { amountOf } from '#model/orders/money.ts';
import { TRADING_ROLES } from '#model/orders/operations/fields.ts';
import { orderList, orderRead } from '#model/orders/operations.ts';
import type { OrderState } from '#model/orders/order-state.ts';
import type { OrderKind } from '#model/orders/orders-kind.ts';
import { query, type Actor, type Handler } from '../area.ts';
import type { Reader, SqlValue } from '../store/store.ts';
import { findOrder } from './lookup.ts';
import { readOrderView } from './orders-projection.ts';
import { cursorParts, paged } from '../paging.ts';

const MOST_DOCUMENTS = 100;

/** Whether a person sees what things cost. */
export function seesPrices(actor: Actor | undefined): boolean {
  return actor?.roles.some((role) => (TRADING_ROLES as readonly string[]).includes(role)) === true;
}

interface ListedOrder {
  readonly id: string;
  readonly number: string;
  readonly kind: OrderKind;
  readonly office: string;
  readonly partner: string;
  readonly partner_name: string | null;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly state: OrderState;
  readonly due: string | null;
  readonly note: string | null;
  readonly amount: number;
  readonly lines: number;
  readonly finished: number;
  readonly collided: string;
  readonly person: string;
  readonly person_name: string | null;
  readonly at: string;
}

const SELECT = `SELECT trade_order.*, partner.name AS partner_name, partner.contact, partner.phone, person.name AS person_name
  FROM trade_order LEFT JOIN partner ON partner.id = trade_order.partner LEFT JOIN person ON person.id = trade_order.person`;

function headerOf(row: ListedOrder, prices: boolean) {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    office: row.office,
    partner: row.partner,
    partnerName: row.partner_name ?? row.partner,
    state: row.state,
    due: row.due,
    amount: prices ? formatMoney(row.amount) : null,
    byName: row.person_name ?? row.person,
    atMs: stampMs(row.at as Stamp),
  };
}

interface ReadLine {
  readonly line: number;
  readonly item: string;
  readonly quantity: number;
  readonly price: number | null;
  readonly due: string | null;
  readonly pack_unit: string | null;
  readonly pack_quantity: number | null;
  readonly fulfilled: number;
  readonly open: number;
  readonly cancelled: number;
  readonly over: number;
  readonly code: string | null;
  readonly item_id: string | null;
  readonly name: string | null;
  readonly name_en: string | null;
  readonly unit: string | null;
  readonly tracking: 'none' | 'lot' | 'serial' | null;
  readonly shelf_life_days: number | null;
}

function readLines(read: Reader, order: string, prices: boolean) {
  return read
    .all<ReadLine & Record<string, never>>(
      `SELECT order_line.*, item.id AS item_id, item.code, item.name, item.name_en, item.unit, item.tracking, item.shelf_life_days
       FROM order_line LEFT JOIN item_alias ON item_alias.id = order_line.item
       LEFT JOIN item ON item.id = coalesce(item_alias.item, order_line.item) WHERE order_id = ? ORDER BY line`,
      order,
    )
    .map((row) => ({
      line: row.line,
      item: row.code ?? row.item,
      itemId: row.item_id ?? row.item,
      itemName: row.name ?? row.item,
      itemNameEn: row.name_en,
      unit: row.unit ?? '',
      tracking: row.tracking ?? ('none' as const),
      shelfLifeDays: row.shelf_life_days,
      quantity: formatQuantity(row.quantity),
      pack: row.pack_unit === null || row.pack_quantity === null ? null : { unit: row.pack_unit, quantity: formatQuantity(row.pack_quantity) },
      price: prices && row.price !== null ? formatMoney(row.price) : null,
      amount: prices && row.price !== null ? formatMoney(amountOf(row.quantity, row.price)) : null,
      due: row.due,
      fulfilled: formatQuantity(row.fulfilled),
      open: formatQuantity(row.open),
      cancelled: formatQuantity(row.cancelled),
      over: formatQuantity(row.over),
    }));
}

function readDocuments(read: Reader, order: string) {
  return read
    .all<{ id: string; number: string; kind: string; at: string; person: string; person_name: string | null; lines: number }>(
      `SELECT movement.id, movement.number, movement.kind, min(movement.at) AS at, movement.person, person.name AS person_name, count(*) AS lines
       FROM movement LEFT JOIN person ON person.id = movement.person WHERE order_id = ? GROUP BY movement.number, movement.office ORDER BY 4 LIMIT ?`,
      order,
      MOST_DOCUMENTS,
    )
    .map(({ id, number, kind, at, person, person_name: name, lines }) => ({ movement: id, number, kind, byName: name ?? person, atMs: stampMs(at as Stamp), lines }));
}

/** A value of an amended field in words that need no language; money and quantities as everywhere. */
function valueText(field: string, value: unknown): string {
  if (typeof value === 'number') return field.endsWith('/price') ? formatMoney(value) : formatQuantity(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function readCollided(read: Reader, order: string, prices: boolean) {
  const collided = readOrderView(read, order)?.view.collided ?? [];
  const nameOf = (person: string): string => read.get<{ name: string }>('SELECT name FROM person WHERE id = ?', person)?.name ?? person;
  return collided
    .filter(({ field }) => prices || !field.endsWith('/price'))
    .map(({ field, heads }) => ({ field, heads: heads.map(({ value, by, at }) => ({ value: valueText(field, value), byName: nameOf(by), atMs: stampMs(at as Stamp) })) }));
}

export const orderQueries: readonly Handler[] = [
  query(orderList, ({ read, actor }, input) => {
    const conditions: string[] = [];
    const values: SqlValue[] = [];
    const where = (condition: string, value: SqlValue | undefined): void => {
      if (value === undefined) return;
      conditions.push(condition);
      values.push(value);
    };
    where('trade_order.kind = ?', input.kind);
    if (input.state === 'unfinished') conditions.push('trade_order.active = 1');
    else where('trade_order.state = ?', input.state);
    where('trade_order.partner = ?', input.partner);
    where('trade_order.office = ?', input.office);
    const after = cursorParts(input.cursor);
    if (after !== undefined) {
      conditions.push('(trade_order.at, trade_order.id) < (?, ?)');
      values.push(after[0] ?? '', after[1] ?? '');
    }
    const condition = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const rows = read.all<ListedOrder & Record<string, never>>(`${SELECT} ${condition} ORDER BY trade_order.at DESC, trade_order.id DESC LIMIT ?`, ...values, input.limit + 1);
    const prices = seesPrices(actor);
    return paged(
      rows,
      input.limit,
      (row) => ({ ...headerOf(row, prices), lines: row.lines, finishedLines: row.finished, collided: row.collided !== '[]' }),
      (row) => `${row.at}\n${row.id}`,
    );
  }),

  query(orderRead, ({ read, actor }, { order: reference }) => {
    const order = findOrder(read, reference);
    const row = order === undefined ? undefined : read.get<ListedOrder & Record<string, never>>(`${SELECT} WHERE trade_order.id = ?`, order.id);
    if (row === undefined) return refuse('order.unknown', { order: reference }, 'order');
    const prices = seesPrices(actor);
    const contact = [row.contact, row.phone].filter((part) => part !== null).join(' ');
    return {
      ...headerOf(row, prices),
      partnerContact: contact === '' ? null : contact,
      note: row.note,
      lines: readLines(read, row.id, prices),
      documents: readDocuments(read, row.id),
      collided: readCollided(read, row.id, prices),
    };
  }),
];
