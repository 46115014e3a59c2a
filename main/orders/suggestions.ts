/** What is to be ordered (ORDER-6), and what of the stock is promised (ORDER-7). */
import { refuse } from '#model/contract/refusal.ts';
import { formatMoney, formatQuantity } from '#model/contract/quantity.ts';
import { orderAvailability, orderSuggest } from '#model/orders/operations.ts';
import { suggestedQuantity } from '#model/orders/suggestion.ts';
import { query, type Handler } from '../area.ts';
import type { Reader } from '../store/store.ts';
import { findItem, lastCost } from './lookup.ts';
import { seesPrices } from './order-queries.ts';
import { cursorParts, paged } from '../paging.ts';

interface Suggested {
  readonly supplier: string | null;
  readonly supplier_code: string;
  readonly supplier_name: string | null;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly packs: string;
  readonly on_hand: number;
  readonly in_transit: number;
  readonly on_order: number;
  readonly reserved: number;
  readonly point: number;
  readonly target: number | null;
}

/** Sorts after every code: items without a supplier come last. */
const NO_SUPPLIER = '\uffff';

/** Open quantities of an office by item; what was merged counts for what it was merged into. */
const OPEN = `SELECT coalesce(item_alias.item, order_line.item) AS item, sum(iif(kind = 'purchase', open, 0)) AS on_order, sum(iif(kind = 'sale', open, 0)) AS reserved
  FROM order_line LEFT JOIN item_alias ON item_alias.id = order_line.item WHERE office = ? AND open > 0 GROUP BY 1`;

const SELECT = `WITH ordered AS (${OPEN})
  SELECT * FROM (
    SELECT partner.id AS supplier, coalesce(partner.code, '${NO_SUPPLIER}') AS supplier_code, partner.name AS supplier_name, item.id, item.code, item.name,
      item.unit, item.packs, coalesce(stock_level.quantity, 0) AS on_hand, coalesce(stock_level.in_transit_in, 0) AS in_transit,
      coalesce(ordered.on_order, 0) AS on_order, coalesce(ordered.reserved, 0) AS reserved, item_level.point, item_level.target
    FROM item_level JOIN item ON item.id = item_level.item
    LEFT JOIN stock_level ON stock_level.item = item.id AND stock_level.office = item_level.office
    LEFT JOIN ordered ON ordered.item = item.id LEFT JOIN partner ON partner.id = item.supplier
    WHERE item_level.office = ? AND item_level.point IS NOT NULL AND item.discontinued = 0
  ) WHERE on_hand + in_transit + on_order - reserved < point AND (supplier_code, code, id) > (?, ?, ?)
  ORDER BY supplier_code, code, id LIMIT ?`;

function figuresOf(read: Reader, item: string, office: string) {
  const level = read.get<{ quantity: number; in_transit_in: number }>('SELECT quantity, in_transit_in FROM stock_level WHERE item = ? AND office = ?', item, office);
  const open = read.get<{ on_order: number | null; reserved: number | null }>(
    `SELECT sum(iif(kind = 'purchase', open, 0)) AS on_order, sum(iif(kind = 'sale', open, 0)) AS reserved FROM order_line
     WHERE office = ?1 AND open > 0 AND item IN (SELECT ?2 UNION ALL SELECT id FROM item_alias WHERE item = ?2)`,
    office,
    item,
  );
  return { onHand: level?.quantity ?? 0, inTransit: level?.in_transit_in ?? 0, onOrder: open?.on_order ?? 0, reserved: open?.reserved ?? 0 };
}

export const suggestionHandlers: readonly Handler[] = [
  query(orderSuggest, ({ read, actor }, input) => {
    const office = input.office ?? actor?.office;
    if (office === undefined) return { rows: [] };
    const [supplier = '', code = '', id = ''] = cursorParts(input.cursor) ?? [];
    const rows = read.all<Suggested & Record<string, never>>(SELECT, office, office, supplier, code, id, input.limit + 1);
    const prices = seesPrices(actor);
    return paged(
      rows,
      input.limit,
      (row) => {
        const packs = JSON.parse(row.packs) as readonly { readonly unit: string; readonly quantity: number }[];
        const pack = packs.toSorted((left, right) => left.quantity - right.quantity)[0];
        const quantity = suggestedQuantity({ ...row, onHand: row.on_hand, inTransit: row.in_transit, onOrder: row.on_order, target: row.target ?? undefined, pack: pack?.quantity });
        const cost = prices ? lastCost(read, row.id, row.supplier) : undefined;
        return {
          supplier: row.supplier,
          supplierName: row.supplier_name,
          item: row.code,
          itemId: row.id,
          itemName: row.name,
          unit: row.unit,
          onHand: formatQuantity(row.on_hand),
          inTransit: formatQuantity(row.in_transit),
          onOrder: formatQuantity(row.on_order),
          reserved: formatQuantity(row.reserved),
          point: formatQuantity(row.point),
          target: formatQuantity(Math.max(row.point, row.target ?? 0)),
          quantity: formatQuantity(quantity),
          pack: pack === undefined ? null : { unit: pack.unit, quantity: formatQuantity(pack.quantity) },
          price: cost === undefined ? null : formatMoney(cost),
        };
      },
      (row) => `${row.supplier_code}\n${row.code}\n${row.id}`,
    );
  }),

  query(orderAvailability, ({ read, actor }, input) => {
    const item = findItem(read, input.item);
    if (item === undefined) return refuse('order.no-item', { line: 1, item: input.item }, 'item');
    const { onHand, inTransit, onOrder, reserved } = figuresOf(read, item.id, input.office ?? actor?.office ?? '');
    return {
      unit: item.unit,
      onHand: formatQuantity(onHand),
      inTransit: formatQuantity(inTransit),
      onOrder: formatQuantity(onOrder),
      reserved: formatQuantity(reserved),
      available: formatQuantity(onHand - reserved),
    };
  }),
];
