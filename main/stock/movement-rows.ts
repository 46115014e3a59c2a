/** Movements as lists show them: with the item's and the person's names, and whether they were reversed. */
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import type { MovementKind } from '#model/stock/movement.ts';
import { formatMoney, formatQuantity } from '#model/stock/quantity.ts';
import type { Reader } from '../store/store.ts';
import type { MovementCondition } from './movement-filter.ts';
import type { MovementRecord } from './tables.ts';

export interface ListedMovement extends MovementRecord {
  readonly kind: MovementKind;
  readonly reason: string;
  readonly reference: string | null;
  readonly note: string | null;
  readonly override: number;
  readonly person: string;
  readonly code: string | null;
  readonly item_name: string | null;
  readonly item_name_en: string | null;
  readonly unit: string | null;
  readonly person_name: string | null;
  readonly partner_name: string | null;
  readonly reversed_by: string | null;
  readonly beyond_quota: number;
}

// The plus keeps the office's index out of it: a movement has few reversals, an office very many movements.
const SELECT = `SELECT movement.*, item.code AS code, item.name AS item_name, item.name_en AS item_name_en, item.unit AS unit, person.name AS person_name, partner.name AS partner_name,
  (SELECT reversal.number FROM movement AS reversal WHERE reversal.reverses = movement.id AND +reversal.office = movement.office
   ORDER BY reversal.at, reversal.id LIMIT 1) AS reversed_by,
  EXISTS (SELECT 1 FROM quota_use WHERE quota_use.movement = movement.id AND quota_use.office = movement.office AND quota_use.beyond = 1) AS beyond_quota
  FROM movement LEFT JOIN item ON item.id = movement.item LEFT JOIN person ON person.id = movement.person
  LEFT JOIN partner ON partner.id = movement.partner`;

/** What `movement` is narrowed by; see movement-filter.ts. */
export function readFilteredMovements(read: Reader, { sql, values }: MovementCondition, before: readonly [string, string], limit: number): readonly ListedMovement[] {
  const parts = sql === '' ? [] : [sql];
  if (before[0] !== '') parts.push('movement.at <= ?', '(movement.at, movement.id) < (?, ?)');
  const condition = parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`;
  const position = before[0] === '' ? [] : [before[0], ...before];
  return read.all<ListedMovement>(`${SELECT} ${condition} ORDER BY movement.at DESC, movement.id DESC LIMIT ?`, ...values, ...position, limit);
}

/** Movements by id, in canonical order; those of other offices under the same id are left out. */
export function readMovementsById(read: Reader, ids: readonly string[], offices: readonly string[]): readonly ListedMovement[] {
  if (ids.length === 0) return [];
  return read
    .all<ListedMovement>(`${SELECT} WHERE movement.id IN (SELECT value FROM json_each(?)) ORDER BY movement.at, movement.id`, JSON.stringify(ids))
    .filter(({ office }) => offices.length === 0 || offices.includes(office));
}

/** All lines under a number, line by line. */
export function readDocumentLines(read: Reader, number: string): readonly ListedMovement[] {
  return read.all<ListedMovement>(`${SELECT} WHERE movement.number = ? ORDER BY movement.line, movement.at, movement.id`, number);
}

export function movementRowOf(record: ListedMovement) {
  return {
    id: record.id,
    number: record.number,
    line: record.line,
    kind: record.kind,
    office: record.office,
    // An item that has not reached this replica is shown by its id.
    item: record.code ?? record.item,
    itemId: record.item,
    itemName: record.item_name ?? record.item,
    itemNameEn: record.item_name_en,
    unit: record.unit ?? '',
    lot: record.lot,
    expiry: record.expiry,
    location: record.location,
    quantity: formatQuantity(record.quantity),
    unitCost: record.unit_cost === null ? null : formatMoney(record.unit_cost),
    unitPrice: record.unit_price === null ? null : formatMoney(record.unit_price),
    pack: record.pack_unit === null || record.pack_quantity === null ? null : { unit: record.pack_unit, quantity: formatQuantity(record.pack_quantity) },
    partner: record.partner,
    partnerName: record.partner_name,
    counted: record.counted === null ? null : formatQuantity(record.counted),
    stated: record.counted === null || record.stated === null ? null : formatQuantity(record.stated),
    reason: record.reason,
    reference: record.reference,
    note: record.note,
    dated: record.dated,
    override: record.override === 1,
    beyondQuota: record.beyond_quota === 1,
    by: record.person,
    byName: record.person_name ?? record.person,
    workstation: record.workstation,
    letter: record.letter,
    atMs: stampMs(record.at as Stamp),
    transfer: record.transfer,
    from: record.from_office,
    to: record.to_office,
    reverses: record.reverses,
    reversedBy: record.reversed_by,
  };
}
