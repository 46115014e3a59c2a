/** What the views have in common: how they are narrowed, and who sees value. */
import { stockValuation } from '#model/stock/operations.ts';
import { formatMoney } from '#model/stock/quantity.ts';
import type { Actor } from '../../area.ts';
import type { Reader, SqlValue } from '../../store/store.ts';
import { matchingItems } from '../item-search.ts';

export const DAY_MS = 24 * 3600 * 1000;

export interface Narrowing {
  readonly office?: string | undefined;
  readonly text?: string | undefined;
  readonly category?: string | undefined;
}

/** Conditions of a statement, with their values in order. */
export interface Conditions {
  where(condition: string, ...values: readonly SqlValue[]): void;
  /** `WHERE a AND b`; nothing where there is no condition. */
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export function conditions(): Conditions {
  const parts: string[] = [];
  const values: SqlValue[] = [];
  return {
    where(condition, ...own) {
      parts.push(condition);
      values.push(...own);
    },
    get sql() {
      return parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`;
    },
    values,
  };
}

/** Narrows a statement that reads `item`. A category holds those below it. */
export function narrowItems(read: Reader, { where }: Conditions, { text, category }: Narrowing): void {
  if (text !== undefined && text !== '') where('item.id IN (SELECT value FROM json_each(?))', JSON.stringify(matchingItems(read, text)));
  if (category !== undefined && category !== '') where(`item.category IN (${BELOW_CATEGORY})`, category);
}

/** Ids of a category and of all below it; UNION ends at a circle. */
export const BELOW_CATEGORY = `WITH RECURSIVE below (id) AS (VALUES (?) UNION SELECT category.id FROM category JOIN below ON category.parent = below.id) SELECT id FROM below`;

/** True for a person who may see what stock is worth. */
export function seesValue(actor: Actor | undefined): boolean {
  const { roles } = stockValuation.permission;
  return actor !== undefined && (roles === 'anyone' || actor.roles.some((role) => roles.includes(role)));
}

export interface Figure {
  readonly figure_quantity: number | null;
  readonly figure_value: number | null;
}

/** Of `value_figure AS figure`. */
export const FIGURE = 'figure.quantity AS figure_quantity, figure.value AS figure_value';

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** Value in minor units of a part of what an office has, at its average. */
export function partValue({ figure_quantity: whole, figure_value: value }: Figure, part: number): number {
  return whole === null || value === null || whole <= 0 ? 0 : Math.round((value / whole) * part);
}

export function shownMoney(sees: boolean, minorUnits: number): string | null {
  return sees ? formatMoney(minorUnits) : null;
}

export interface ItemColumns {
  readonly item: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly category_name: string | null;
}

export const ITEM_COLUMNS = 'item.id AS item, item.code, item.name, item.unit, category.name AS category_name';
export const WITH_CATEGORY = 'LEFT JOIN category ON category.id = item.category';

export function itemFieldsOf({ item, code, name, unit, category_name: category }: ItemColumns) {
  return { item: code, itemId: item, itemName: name, unit, category };
}

/** The parts of a cursor, at least `count` of them. */
export function cursorParts(cursor: string | undefined, count: number): readonly string[] {
  const parts = (cursor ?? '').split('\n');
  return Array.from({ length: count }, (_, index) => parts[index] ?? '');
}
