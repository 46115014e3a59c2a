/** Derives the views' rows of items that movements touched, a few items at a time, behind the commits. */
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { layersOf, reversedPairs, type AgedMovement, type Layer } from '#model/stock/ageing.ts';
import type { MovementKind } from '#model/stock/movement.ts';
import type { Chore } from '../../area.ts';
import { localDay } from '../../local-day.ts';
import type { SqlValue, Writer } from '../../store/store.ts';
import { itemFor } from '../item-alias.ts';

const ITEMS_PER_STEP = 10;
/** Take some tens of milliseconds; a step ends with the item that reaches it. */
const MOVEMENTS_PER_STEP = 1000;
const ALL_OFFICES = '';

export const analysisChore: Chore = {
  follows: 'analysis_due',
  step({ read, write }) {
    const due = read.all<{ item: string }>('SELECT item FROM analysis_due ORDER BY item LIMIT ?', ITEMS_PER_STEP + 1);
    let movements = 0;
    for (const { item: named } of due.slice(0, ITEMS_PER_STEP)) {
      if (movements >= MOVEMENTS_PER_STEP) return true;
      // What was merged counts under another item.
      for (const item of new Set([named, itemFor(read, named)])) movements += deriveItem(write, item);
      write.run('DELETE FROM analysis_due WHERE item = ?', named);
    }
    return due.length > ITEMS_PER_STEP;
  },
};

interface Row {
  readonly id: string;
  readonly kind: MovementKind;
  readonly office: string;
  readonly quantity: number;
  readonly at: Stamp;
  readonly reverses: string | null;
}

/** @returns how many movements it has. */
function deriveItem(write: Writer, item: string): number {
  const rows = write.all<Row>('SELECT id, kind, office, quantity, at, reverses FROM movement WHERE item = ? ORDER BY at, id', item);
  const movements = rows.map(({ reverses, ...row }): AgedMovement => ({ ...row, reverses: reverses ?? undefined }));
  const issues = new Set(movements.flatMap(({ id, kind }) => (kind === 'issue' ? [id] : [])));
  const offices = Map.groupBy(movements, ({ office }) => office);
  const months = monthsOf(item, ALL_OFFICES, movements, issues);
  const layers: SqlValue[][] = [];
  const idle: SqlValue[][] = [];
  for (const [office, own] of offices) {
    months.push(...monthsOf(item, office, own, issues));
    const held = layersOf(own);
    for (const [at, quantity] of layerSums(held)) layers.push([item, office, at, quantity]);
    idle.push(...idleOf(item, office, own, held));
  }
  replaceRows(write, 'stock_month', ['item', 'office', 'month', 'received', 'issued', 'closing'], item, months);
  replaceRows(write, 'stock_layer', ['item', 'office', 'at', 'quantity'], item, layers);
  replaceRows(write, 'stock_idle', ['item', 'office', 'quantity', 'last_issue', 'since'], item, idle);
  return rows.length;
}

/** Makes `wanted` all rows of an item, writing those only that are others: mostly the last few. */
function replaceRows(write: Writer, table: string, columns: readonly string[], item: string, wanted: readonly (readonly SqlValue[])[]): void {
  const names = columns.join(', ');
  const held = write.all<Record<string, SqlValue>>(`SELECT ${names} FROM ${table} WHERE item = ?`, item).map((row) => columns.map((column) => row[column] ?? null));
  const kept = new Set(wanted.map((row) => row.join('\n')));
  const known = new Set(held.map((row) => row.join('\n')));
  const goes = columns.map((column) => `${column} IS ?`).join(' AND ');
  for (const row of held) if (!kept.has(row.join('\n'))) write.run(`DELETE FROM ${table} WHERE ${goes}`, ...row);
  const marks = columns.map(() => '?').join(', ');
  for (const row of wanted) if (!known.has(row.join('\n'))) write.run(`INSERT INTO ${table} (${names}) VALUES (${marks})`, ...row);
}

/** Two arrivals of one stamp are one layer. */
function layerSums(layers: readonly Layer[]): ReadonlyMap<Stamp, number> {
  const sums = new Map<Stamp, number>();
  for (const { at, quantity } of layers) sums.set(at, (sums.get(at) ?? 0) + quantity);
  return sums;
}

/** Stock lies idle since its last issue, or since the oldest of what is on hand came, whichever is later. */
function idleOf(item: string, office: string, movements: readonly AgedMovement[], layers: readonly Layer[]): SqlValue[][] {
  const oldest = layers.at(-1);
  if (oldest === undefined) return [];
  const paired = reversedPairs(movements);
  const lastIssue = movements.findLast(({ id, kind }) => kind === 'issue' && !paired.has(id))?.at;
  const quantity = layers.reduce((sum, layer) => sum + layer.quantity, 0);
  const since = lastIssue !== undefined && lastIssue > oldest.at ? lastIssue : oldest.at;
  return [[item, office, quantity, lastIssue ?? null, since]];
}

function monthsOf(item: string, office: string, movements: readonly AgedMovement[], issues: ReadonlySet<string>): SqlValue[][] {
  let closing = 0;
  return Array.from(Map.groupBy(movements, ({ at }) => localDay(stampMs(at)).slice(0, 7)), ([month, own]) => {
    let received = 0;
    let issued = 0;
    for (const { kind, quantity, id, reverses } of own) {
      closing += quantity;
      if (kind === 'receipt') received += quantity;
      else if (issues.has(id) || (reverses !== undefined && issues.has(reverses))) issued -= quantity;
    }
    return [item, office, month, received, issued, closing];
  });
}
