/** Finds what orders name of other areas, in their documented tables. */
import type { Reader } from '../store/store.ts';

export interface OrderedItem {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly price: number | null;
  readonly supplier: string | null;
  /** JSON of packs, quantities in thousandths. */
  readonly packs: string;
}

const ITEM = 'SELECT id, code, name, unit, price, supplier, packs FROM item WHERE';
const ITEM_BY = ['code = ?', 'id IN (SELECT item FROM item_barcode WHERE code = ?)', 'id = ?', 'id IN (SELECT item FROM item_alias WHERE id = ?)', 'id IN (SELECT item FROM item_alias WHERE code = ?)'];

/** By code, barcode or id, or those of what was merged into it; undefined where none or several fit. */
export function findItem(read: Reader, reference: string): OrderedItem | undefined {
  for (const condition of ITEM_BY) {
    const rows = read.all<OrderedItem & Record<string, never>>(`${ITEM} ${condition} LIMIT 2`, reference);
    if (rows.length > 0) return rows.length === 1 ? rows[0] : undefined;
  }
  return undefined;
}

export interface TradingPartner {
  readonly id: string;
  readonly name: string;
  readonly role: 'supplier' | 'customer' | 'both';
  readonly payment_days: number | null;
}

/** By id, or by code where one partner has it. */
export function findPartner(read: Reader, reference: string): TradingPartner | undefined {
  const select = 'SELECT id, name, role, payment_days FROM partner WHERE';
  const byId = read.get<TradingPartner & Record<string, never>>(`${select} id = ?`, reference);
  if (byId !== undefined) return byId;
  const rows = read.all<TradingPartner & Record<string, never>>(`${select} code = ? LIMIT 2`, reference);
  return rows.length === 1 ? rows[0] : undefined;
}

export interface OrderRow {
  readonly id: string;
  readonly office: string;
  readonly kind: 'purchase' | 'sale';
  readonly number: string;
  readonly partner: string;
}

/** By id, or by number where one order has it. */
export function findOrder(read: Reader, reference: string): OrderRow | undefined {
  const select = 'SELECT id, office, kind, number, partner FROM trade_order WHERE';
  const byId = read.get<OrderRow & Record<string, never>>(`${select} id = ?`, reference);
  if (byId !== undefined) return byId;
  const rows = read.all<OrderRow & Record<string, never>>(`${select} number = ? LIMIT 2`, reference);
  return rows.length === 1 ? rows[0] : undefined;
}

/** What one last cost, from this partner before others; minor units per base unit. */
export function lastCost(read: Reader, item: string, partner: string | null): number | undefined {
  const select = `SELECT unit_cost FROM movement WHERE item = ? AND kind = 'receipt' AND unit_cost IS NOT NULL`;
  const order = 'ORDER BY at DESC LIMIT 1';
  const own = partner === null ? undefined : read.get<{ unit_cost: number }>(`${select} AND partner = ? ${order}`, item, partner);
  return (own ?? read.get<{ unit_cost: number }>(`${select} ${order}`, item))?.unit_cost;
}
