/** A stock document of one number, made of its movements. Pure. */
import type { TFunction } from 'i18next';
import type { PrintData } from '#model/maintenance/print-templates.ts';
import { DEFAULT_LOCATION } from '#model/stock/default-location.ts';
import { clockTime, dayOf } from '../../design/format/date.ts';
import { formatQuantity, sumQuantities } from '../../design/format/quantity.ts';
import { reasonText } from '../../stock/reason.ts';
import type { RowOf } from '../office.ts';

type Movement = RowOf<'stock.movements'>;

export interface StockPaper {
  readonly name: 'delivery-note' | 'stock-document';
  readonly data: PrintData<'stock-document'>;
}

/** `2026-11-27 14:02`, the same in both languages. */
export function paperTime(ms: number): string {
  return `${dayOf(ms)} ${clockTime(ms)}`;
}

/** Moves, reversals and counts go either way, so their sign says something; of the others the title says it. */
const SIGNED: readonly Movement['kind'][] = ['move', 'reversal', 'count'];

/**
 * @param movements those of one number and office, in any order; not empty.
 * @param t texts in the language of the paper.
 * @param officeName a name by an office's code.
 */
export function stockPaper(movements: readonly [Movement, ...Movement[]], t: TFunction, officeName: (code: string) => string): StockPaper {
  const [first] = movements;
  const ordered = movements.toSorted((left, right) => left.line - right.line);
  const { kind } = first;
  const plain = (quantity: string): string => (SIGNED.includes(kind) ? quantity : quantity.replace(/^-/, ''));
  const units = new Set(movements.map(({ unit }) => unit));
  const common = <Value>(value: (movement: Movement) => Value): Value | undefined => (new Set(movements.map(value)).size === 1 ? value(first) : undefined);
  const note = common((movement) => movement.note);
  const ends = first.from === null || first.to === null ? {} : { from: first.from, fromName: officeName(first.from), to: first.to, toName: officeName(first.to) };
  return {
    name: kind === 'transfer-out' ? 'delivery-note' : 'stock-document',
    data: {
      number: first.number,
      title: t(`print.titles.${kind}`),
      office: first.office,
      officeName: officeName(first.office),
      ...ends,
      reason: reasonText(first.reason, t),
      ...optional('reference', first.reference),
      ...optional('note', note ?? null),
      by: first.byName,
      at: paperTime(first.atMs),
      lines: ordered.map((movement, index) => ({
        no: index + 1,
        code: movement.item,
        name: movement.itemName,
        ...optional('nameEn', movement.itemNameEn),
        unit: movement.unit,
        ...optional('lot', movement.lot),
        location: movement.location === DEFAULT_LOCATION ? t('stock.mainLocation') : movement.location,
        quantity: formatQuantity(plain(movement.quantity)),
        ...optional('unitCost', movement.unitCost),
        // What all lines share stands above them.
        ...optional('note', note === undefined ? movement.note : null),
      })),
      ...(units.size === 1 ? { totalQuantity: formatQuantity(plain(sumQuantities(movements.map(({ quantity }) => quantity)))), totalUnit: first.unit } : {}),
    },
  };
}

function optional<Key extends string>(key: Key, value: string | null): { [K in Key]?: string } {
  return value === null ? {} : ({ [key]: value } as { [K in Key]?: string });
}
