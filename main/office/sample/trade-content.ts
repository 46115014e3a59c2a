/** What the sample's items are bought, packed and kept by: read with the rest of its content (content.ts). */
import { z } from 'zod';
import { PARTNER_ROLES } from '#model/stock/catalogue-kind.ts';
import { LOCATION_KINDS } from '#model/stock/locations-kind.ts';

export const trade = z.strictObject({
  /** Categories stand under these. */
  groups: z.array(z.strictObject({ name: z.string(), categories: z.array(z.string()) })),
  partners: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      role: z.enum(PARTNER_ROLES),
      contact: z.string().optional(),
      phone: z.string().optional(),
      address: z.string().optional(),
      paymentDays: z.number().optional(),
      note: z.string().optional(),
    }),
  ),
  /** Code of the partner by category. */
  supplierOf: z.record(z.string(), z.string()),
  /** Packs of the items of a category that are counted in a unit. */
  packs: z.array(z.strictObject({ category: z.string(), of: z.string(), unit: z.string(), quantity: z.string() })),
  /** Days that a lot keeps, by code of the items that are kept by lot. */
  lots: z.record(z.string(), z.number()),
  /** Codes of the items that are kept by serial number. */
  serials: z.array(z.string()),
  locations: z.array(z.strictObject({ code: z.string(), name: z.string(), kind: z.enum(LOCATION_KINDS), parent: z.string().optional() })),
});
export type Trade = z.infer<typeof trade>;

export interface CatalogueItem {
  readonly code: string;
  readonly unit: string;
  readonly category: string;
  readonly barcode: string;
}

/** An item as `item.create` takes it: with its packs, their barcodes, its supplier, and how it is kept. */
export function tradedItem<Item extends CatalogueItem>(item: Item, content: Trade) {
  const packs = content.packs.filter(({ category, of }) => category === item.category && of === item.unit).map(({ unit, quantity }) => ({ unit, quantity }));
  const shelfLifeDays = content.lots[item.code];
  const tracking = shelfLifeDays === undefined ? (content.serials.includes(item.code) ? 'serial' : undefined) : 'lot';
  return {
    ...item,
    supplier: content.supplierOf[item.category],
    packs,
    barcodes: packs.map(({ unit }, index) => ({ code: packBarcode(item.barcode, index + 1), unit })),
    ...(tracking === undefined ? {} : { tracking }),
    ...(shelfLifeDays === undefined ? {} : { shelfLifeDays }),
  };
}

/** GTIN-14 of a pack: the item's GTIN-13 led by the number of its level, with a check digit of its own. */
function packBarcode(gtin13: string, level: number): string {
  const digits = `${String(level)}${gtin13.slice(0, 12)}`;
  const sum = Array.from(digits, Number).reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
  return `${digits}${String((10 - (sum % 10)) % 10)}`;
}

/** What names something that stands nowhere. */
export function tradeGaps({ groups, partners, supplierOf, lots, serials, locations }: Trade, items: readonly CatalogueItem[]): string[] {
  const categories = new Set(items.map(({ category }) => category));
  const codes = new Set(items.map(({ code }) => code));
  const suppliers = new Set(partners.filter(({ role }) => role !== 'customer').map(({ code }) => code));
  const places = locations.map(({ code }) => code);
  return [
    ...groups.flatMap((group) => group.categories.filter((name) => !categories.has(name)).map((name) => `group ${group.name}: no category ${name}`)),
    ...[...categories].filter((name) => !suppliers.has(supplierOf[name] ?? '')).map((name) => `category ${name}: no supplier`),
    ...[...Object.keys(lots), ...serials].filter((code) => !codes.has(code)).map((code) => `tracked: no item ${code}`),
    ...locations.filter(({ parent }, index) => parent !== undefined && !places.slice(0, index).includes(parent)).map(({ code }) => `location ${code}: no parent before it`),
  ];
}
