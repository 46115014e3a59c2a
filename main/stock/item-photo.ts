/** Photos of items: their rows, the command that changes them, the query that shows them (STOCK-35). */
import { Buffer } from 'node:buffer';
import { isRefusal, refuse } from '#model/contract/refusal.ts';
import type { DocumentChange } from '#model/document/kind.ts';
import { itemPhoto, itemSetPhoto } from '#model/stock/operations.ts';
import { photoItem, photoName, photoOf, photoType, type Photo } from '#model/stock/photo-kind.ts';
import { command, query, type Handler } from '../area.ts';
import type { Writer } from '../store/store.ts';
import { findItem } from './item-lookup.ts';

export const PHOTO_TABLES = ['item_photo'] as const;

export const PHOTO_SCHEMA = `
CREATE TABLE item_photo (item TEXT PRIMARY KEY, type TEXT NOT NULL, base64 TEXT NOT NULL);
`;

export function projectPhoto(write: Writer, change: DocumentChange): void {
  const item = photoItem(change.name);
  if (item === undefined) return;
  for (const { after } of change.entries) {
    const bytes = (after as Photo | undefined)?.bytes;
    const type = bytes === undefined ? undefined : photoType(bytes);
    if (bytes === undefined || type === undefined) write.run('DELETE FROM item_photo WHERE item = ?', item);
    else write.run('INSERT OR REPLACE INTO item_photo (item, type, base64) VALUES (?, ?, ?)', item, type, Buffer.from(bytes).toString('base64'));
  }
}

export const photoHandlers: readonly Handler[] = [
  command(itemSetPhoto, ({ tx, actor, stamp }, input) => {
    const item = findItem(tx.read, input.item);
    if (isRefusal(item)) return item;
    const bytes = input.photo === null ? undefined : new Uint8Array(Buffer.from(input.photo, 'base64'));
    if (bytes !== undefined && photoType(bytes) === undefined) return refuse('photo.not-a-picture', {}, 'photo');
    const entry: Photo = { ...(bytes === undefined ? {} : { bytes }), by: actor.person, at: stamp() };
    tx.edit(photoName(item.id), (doc) => {
      photoOf(doc).set('photo', entry);
    });
    return { item: item.id, has: bytes !== undefined };
  }),

  query(itemPhoto, ({ read }, input) => {
    const item = findItem(read, input.item);
    if (isRefusal(item)) return item;
    const row = read.get<{ type: 'image/jpeg' | 'image/webp'; base64: string }>('SELECT type, base64 FROM item_photo WHERE item = ?', item.id);
    return { photo: row ?? null };
  }),
];
