/** What an entry holds, and how scans change it. Pure: each change gives new content. */
import { z } from 'zod';
import { quantityOfThousandths, quantityThousandths } from '../../design/format/quantity.ts';
import { plainTyped } from '../../design/format/typed.ts';
import { KIND_FACTS, type EntryKind } from './entry-kinds.ts';

const itemShape = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  tracking: z.enum(['none', 'lot', 'serial']),
  shelfLifeDays: z.number().nullable(),
  /** Quantities in base units. */
  packs: z.array(z.object({ unit: z.string(), quantity: z.string() })),
  /** Absent in drafts of before photos were shown. */
  photo: z.boolean().optional(),
});
export type EntryItem = z.infer<typeof itemShape>;

const lineShape = z.object({
  id: z.string(),
  /** What was scanned or typed; of a line without item all that is known. */
  scanned: z.string(),
  /** Absent: the line is set aside until somebody says what it is. */
  item: itemShape.optional(),
  unit: z.string(),
  /** In `unit`, as typed. */
  quantity: z.string(),
  lot: z.string(),
  expiry: z.string(),
  location: z.string(),
  toLocation: z.string(),
  /** Per base unit. */
  price: z.string(),
  /** Lot and location were suggested, and are suggested anew when the quantity changes. */
  suggested: z.boolean(),
});
export type EntryLine = z.infer<typeof lineShape>;

const contentShape = z.object({
  lines: z.array(lineShape),
  partner: z.object({ id: z.string(), name: z.string() }).optional(),
  reason: z.string(),
  reference: z.string(),
  to: z.string(),
  /** Where the next lines are. */
  location: z.string(),
  /** Draft of which this is what was set aside: void while that one is still there. */
  after: z.string().optional(),
});
export type EntryContent = z.infer<typeof contentShape>;

export function emptyContent(kind: EntryKind): EntryContent {
  return { lines: [], reason: KIND_FACTS[kind].reasons[0] ?? '', reference: '', to: '', location: '' };
}

/** The content of a stored draft; undefined where it is none (of another version). */
export function readContent(text: string): EntryContent | undefined {
  try {
    return contentShape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** One scan's worth of an item. */
export interface ScannedItem {
  readonly item: EntryItem;
  readonly unit: string;
  /** In `unit`. */
  readonly quantity: string;
}

/** Base units in one of the line's units; thousandths. */
function unitSize(item: EntryItem, unit: string): bigint {
  const pack = item.unit === unit ? undefined : item.packs.find((each) => each.unit === unit);
  return quantityThousandths(pack?.quantity ?? '1') ?? 1000n;
}

/** Thousandths of the base unit; zero where the quantity cannot be read. */
export function baseQuantity({ item, unit, quantity }: EntryLine): bigint {
  const entered = quantityThousandths(plainTyped(quantity)) ?? 0n;
  return item === undefined ? entered : (entered * unitSize(item, unit)) / 1000n;
}

/** Thousandths of the base unit in all lines of an item. */
export function totalOf(content: EntryContent, item: string): bigint {
  return content.lines.filter((line) => line.item?.id === item).reduce((sum, line) => sum + baseQuantity(line), 0n);
}

/** What `quantity` base units are in the unit that was scanned: packs where they are whole packs of it. */
export function scannedAmount(item: EntryItem, unit: string, quantity: string): ScannedItem {
  return unit !== item.unit && unitSize(item, unit) === quantityThousandths(quantity) ? { item, unit, quantity: '1' } : { item, unit: item.unit, quantity };
}

function added(one: string, other: string): string {
  return quantityOfThousandths((quantityThousandths(plainTyped(one)) ?? 0n) + (quantityThousandths(plainTyped(other)) ?? 0n));
}

export function changeLine(content: EntryContent, id: string, change: Partial<EntryLine>): EntryContent {
  return { ...content, lines: content.lines.map((line) => (line.id === id ? { ...line, ...change } : line)) };
}

export interface Changed {
  readonly content: EntryContent;
  /** Line that the change is about. */
  readonly line: string;
}

/** One more of the same item, unit and place where such a line waits for it, else a line of its own. */
export function addScan(content: EntryContent, { item, unit, quantity }: ScannedItem, scanned: string, newId: () => string): Changed {
  const same = content.lines.find(
    (line) => line.item?.id === item.id && line.unit === unit && (line.lot === '' || line.suggested) && item.tracking !== 'serial' && (content.location === '' || line.location === content.location),
  );
  if (same !== undefined) return { content: changeLine(content, same.id, { quantity: added(same.quantity, quantity) }), line: same.id };
  const amount = item.tracking === 'serial' ? { unit: item.unit, quantity: '1' } : { unit, quantity };
  const line: EntryLine = { ...blankLine(newId(), scanned), item, ...amount, location: content.location };
  return { content: { ...content, lines: [...content.lines, line] }, line: line.id };
}

function blankLine(id: string, scanned: string): EntryLine {
  return { id, scanned, unit: '', quantity: '1', lot: '', expiry: '', location: '', toLocation: '', price: '', suggested: false };
}

/** A scan that nobody knows: set aside, and counted where it comes again. */
export function setAside(content: EntryContent, scanned: string, newId: () => string): Changed & { readonly again: boolean } {
  const same = content.lines.find((line) => line.item === undefined && line.scanned === scanned);
  if (same !== undefined) return { content: changeLine(content, same.id, { quantity: added(same.quantity, '1') }), line: same.id, again: true };
  const line = { ...blankLine(newId(), scanned), location: content.location };
  return { content: { ...content, lines: [...content.lines, line] }, line: line.id, again: false };
}

/** The lot of a line. A line of the same lot takes it in. */
export function giveLot(content: EntryContent, id: string, given: Partial<EntryLine> & { readonly lot: string }): Changed {
  const line = content.lines.find((each) => each.id === id);
  if (line === undefined) return { content, line: id };
  const same = content.lines.find((each) => each.id !== id && each.item?.id === line.item?.id && each.unit === line.unit && each.lot === given.lot && each.location === (given.location ?? line.location));
  if (same === undefined) return { content: changeLine(content, id, given), line: id };
  const merged = changeLine(content, same.id, { quantity: added(same.quantity, line.quantity) });
  return { content: removeLine(merged, id).content, line: same.id };
}

/** Another piece of a serial item, after the one that is there. */
export function addPiece(content: EntryContent, of: EntryLine, given: Partial<EntryLine>, newId: () => string): Changed {
  const line = { ...of, id: newId(), ...given };
  return { content: { ...content, lines: [...content.lines, line] }, line: line.id };
}

/** @returns also the line that had the place of the removed one, or stood before it. */
export function removeLine(content: EntryContent, id: string): { readonly content: EntryContent; readonly line: string | undefined; readonly index: number } {
  const index = content.lines.findIndex((line) => line.id === id);
  const lines = content.lines.filter((line) => line.id !== id);
  return { content: { ...content, lines }, line: (lines[index] ?? lines.at(-1))?.id, index };
}

export function putBack(content: EntryContent, line: EntryLine, index: number): EntryContent {
  return { ...content, lines: content.lines.toSpliced(index, 0, line) };
}

/**
 * A location's code was scanned. It goes to the lines that have none yet; a move's lines take first where they come from,
 * then where they go. Where all have theirs, it is the place of what is scanned next.
 */
export function placeAt(content: EntryContent, location: string, kind: EntryKind): EntryContent {
  const withItem = content.lines.filter((line) => line.item !== undefined);
  const fill = (field: 'location' | 'toLocation'): EntryContent => ({
    ...content,
    lines: content.lines.map((line) => (line.item !== undefined && line[field] === '' ? { ...line, [field]: location, suggested: false } : line)),
  });
  if (withItem.some((line) => line.location === '')) return fill('location');
  // The place that was suggested was scanned where the goods are taken: it is meant, and says nothing of where they go.
  if (kind === 'move' && withItem.some((line) => line.suggested && line.location === location && line.toLocation === '')) {
    return { ...content, lines: content.lines.map((line) => (line.location === location ? { ...line, suggested: false } : line)) };
  }
  if (kind === 'move' && withItem.some((line) => line.toLocation === '')) return fill('toLocation');
  return { ...content, location };
}

export interface SuggestedLot {
  readonly lot: string;
  readonly location: string;
  readonly expiry: string | null;
  readonly take: string;
}

/** The suggested lines of an item replaced by one of each lot to take, and one of what no lot covers. */
export function splitByLots(content: EntryContent, id: string, rows: readonly SuggestedLot[], missing: string, newId: () => string): Changed {
  const line = content.lines.find((each) => each.id === id);
  const { item } = line ?? {};
  if (line === undefined || item === undefined) return { content, line: id };
  const old = content.lines.filter((each) => each.item?.id === item.id && isOpen(each, line));
  const wanted = [...rows, ...((quantityThousandths(missing) ?? 0n) > 0n ? [{ lot: '', location: '', expiry: null, take: missing }] : [])];
  // The line under way keeps its name.
  const ids = [id, ...old.map((each) => each.id).filter((each) => each !== id)];
  const lines = wanted.map((row, index) => ({
    ...line,
    id: ids[index] ?? newId(),
    unit: wanted.length === 1 && row.take === quantityOfThousandths(baseQuantity(line)) ? line.unit : item.unit,
    quantity: wanted.length === 1 && row.take === quantityOfThousandths(baseQuantity(line)) ? line.quantity : row.take,
    lot: row.lot,
    location: row.location,
    expiry: row.expiry ?? '',
    suggested: true,
  }));
  const at = content.lines.findIndex((each) => each.id === old[0]?.id);
  const rest = content.lines.filter((each) => !old.includes(each));
  return { content: { ...content, lines: rest.toSpliced(at, 0, ...lines) }, line: id };
}

/** Lines of an item whose lots are still to be suggested together. */
export function isOpen(line: EntryLine, current: EntryLine): boolean {
  return line.suggested || line.id === current.id;
}

/** Lines that can be posted, in the order of their numbers. */
export function postable(content: EntryContent): readonly EntryLine[] {
  return content.lines.filter((line) => line.item !== undefined);
}
