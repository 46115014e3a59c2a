/** What a code or a text stands for: asked of the office, one question after the other. */
import type { Office, Output, RowOf } from '../../app/office.ts';
import { plainTyped } from '../../design/format/typed.ts';
import { quantityOfThousandths, quantityThousandths } from '../../design/format/quantity.ts';
import { scannedAmount, type EntryItem, type ScannedItem, type SuggestedLot } from './entry-lines.ts';

/** So many items are offered where a text fits several. */
const CHOICES = 8;

export type ItemRow = RowOf<'item.list'>;
export type LotRow = RowOf<'stock.lots'>;

export function entryItem({ id, code, name, unit, tracking, shelfLifeDays, packs, photo }: ItemRow | Output<'item.read'>): EntryItem {
  return { id, code, name, unit, tracking, shelfLifeDays, packs, photo };
}

export interface LookUp {
  /** By a whole code, barcode or id. */
  item(code: string): Promise<ScannedItem | undefined>;
  /** By part of the name, pinyin or code. */
  named(text: string): Promise<readonly ItemRow[]>;
  /** The office's own spelling of a location's code. */
  location(code: string): Promise<string | undefined>;
  /** What is on hand of an item here, by lot and location. */
  lots(item: string): Promise<readonly LotRow[]>;
  suggest(item: string, quantity: bigint, location: string): Promise<{ readonly rows: readonly SuggestedLot[]; readonly missing: string }>;
}

/** @param own code of this office. */
export function createLookUp(office: Office, own: string): LookUp {
  async function lots(item: string): Promise<readonly LotRow[]> {
    const found = await office.call('stock.lots', { item, office: own });
    return found.ok ? found.value.rows.filter(({ quantity }) => (quantityThousandths(quantity) ?? 0n) > 0n) : [];
  }
  return {
    async item(code) {
      const found = await office.call('item.scan', { code: plainTyped(code) });
      return found.ok ? scannedAmount(entryItem(found.value.item), found.value.unit, found.value.quantity) : undefined;
    },
    async named(text) {
      const found = await office.call('item.list', { text, discontinued: false, limit: CHOICES });
      return found.ok ? found.value.rows : [];
    },
    async location(code) {
      const found = await office.call('location.list', { office: own });
      const wanted = plainTyped(code).toUpperCase();
      return found.ok ? found.value.rows.find((row) => !row.discontinued && row.code.toUpperCase() === wanted)?.code : undefined;
    },
    lots,
    async suggest(item, quantity, location) {
      const asked = quantityOfThousandths(quantity);
      if (location !== '') return takeFrom((await lots(item)).filter((row) => row.location === location && !row.expired), quantity);
      const found = await office.call('stock.suggestLots', { item, quantity: asked });
      return found.ok ? found.value : { rows: [], missing: asked };
    },
  };
}

/** What expires first is taken first; what has no expiry comes last. Rows are of one place. */
export function takeFrom(rows: readonly LotRow[], quantity: bigint): { readonly rows: readonly SuggestedLot[]; readonly missing: string } {
  const ordered = rows.toSorted((left, right) => (left.expiry ?? '9').localeCompare(right.expiry ?? '9') || left.lot.localeCompare(right.lot));
  let missing = quantity;
  const taken: SuggestedLot[] = [];
  for (const { lot, location, expiry, quantity: there } of ordered) {
    const held = quantityThousandths(there) ?? 0n;
    const take = held < missing ? held : missing;
    if (take <= 0n) continue;
    missing -= take;
    taken.push({ lot, location, expiry, take: quantityOfThousandths(take) });
  }
  return { rows: taken, missing: quantityOfThousandths(missing) };
}
