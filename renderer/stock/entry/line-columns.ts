/** The fields of a line that a kind of entry has. */
import { KIND_FACTS, type EntryKind } from './entry-kinds.ts';

export type LineField = 'quantity' | 'lot' | 'expiry' | 'location' | 'toLocation' | 'price';

export function columnsOf(kind: EntryKind): readonly LineField[] {
  const { price } = KIND_FACTS[kind];
  return ['quantity', 'lot', 'expiry', 'location', ...(kind === 'move' ? (['toLocation'] as const) : []), ...(price === undefined ? [] : (['price'] as const))];
}

/** A line's field by the name that a refusal gives it. */
export function fieldOf(kind: EntryKind, refused: string | undefined): LineField | undefined {
  if (refused === 'unitCost' || refused === 'unitPrice') return 'price';
  return columnsOf(kind).find((column) => column === refused);
}
