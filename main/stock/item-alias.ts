import type { Reader } from '../store/store.ts';

/** Id of the item that an id stands for: its own, or of the item that it was merged into. */
export function itemFor(read: Reader, id: string): string {
  return read.get<{ item: string }>('SELECT item FROM item_alias WHERE id = ?', id)?.item ?? id;
}
