/** Numbers of orders: `SH-A-PO-2026-000012`, unique without a server because each workstation has a letter of its own. */
import type { OrderKind } from './orders-kind.ts';

const PREFIXES: Readonly<Record<OrderKind, string>> = { purchase: 'PO', sale: 'SO' };
const PATTERN = /^([A-Z][A-Z0-9]{0,5})-([A-Z]{1,3})-(PO|SO)-(\d{4})-(\d{6,9})$/;

/** Under what the last counter of a workstation's orders of a year is kept. */
export function orderPrefix(office: string, letter: string, kind: OrderKind, year: string): string {
  return `${office}-${letter}-${PREFIXES[kind]}-${year}`;
}

export function formatOrderNumber(prefix: string, counter: number): string {
  return `${prefix}-${String(counter).padStart(6, '0')}`;
}

export interface OrderNumber {
  readonly office: string;
  readonly letter: string;
  readonly kind: OrderKind;
  readonly prefix: string;
  readonly counter: number;
}

/** The parts of an order's number; undefined where it is none. */
export function readOrderNumber(text: string): OrderNumber | undefined {
  const [, office, letter, short, year, counter] = PATTERN.exec(text) ?? [];
  if (office === undefined || letter === undefined || year === undefined || counter === undefined) return undefined;
  const kind = short === PREFIXES.purchase ? 'purchase' : 'sale';
  return { office, letter, kind, prefix: orderPrefix(office, letter, kind, year), counter: Number(counter) };
}
