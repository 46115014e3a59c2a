/**
 * Documents `photo/{item}`: a small picture of an item, so that a person with a scanner sees what was scanned. Written
 * by headquarters, replaced whole. One document an item: a picture travels alone, and the catalogue stays small.
 */
import { z } from 'zod';
import * as Y from 'yjs';
import type { DocumentKind } from '../document/kind.ts';
import { STAMP_PATTERN } from '../identity/hybrid-clock.ts';
import type { DocumentName } from '../identity/ids.ts';

const PATTERN = /^photo\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** The picture's bytes at most: a thousand items stay below 24 MB. */
export const MAX_PHOTO_BYTES = 24 * 1024;

export const PHOTO_TYPES = ['image/jpeg', 'image/webp'] as const;
export type PhotoType = (typeof PHOTO_TYPES)[number];

const photoShape = z.strictObject({
  /** Absent: the picture was taken away. */
  bytes: z.instanceof(Uint8Array).optional(),
  by: z.string().min(1).max(64),
  at: z.string().regex(STAMP_PATTERN),
});
export type Photo = z.output<typeof photoShape>;

const startsWith = (bytes: Uint8Array, text: string, at: number): boolean => Array.from(text).every((sign, index) => bytes[at + index] === sign.codePointAt(0));

/** What a picture is by its first bytes, whatever it claims to be; undefined where it is none that is shown, or too large. */
export function photoType(bytes: Uint8Array): PhotoType | undefined {
  if (bytes.length < 16 || bytes.length > MAX_PHOTO_BYTES) return undefined;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  return startsWith(bytes, 'RIFF', 0) && startsWith(bytes, 'WEBP', 8) ? 'image/webp' : undefined;
}

export function photoName(item: string): DocumentName {
  return `photo/${item}` as DocumentName;
}

/** The item of a document's name; undefined where it is none of this kind. */
export function photoItem(name: string): string | undefined {
  return PATTERN.exec(name)?.[1];
}

/** The map with one entry, `photo`. */
export function photoOf(doc: Y.Doc): Y.Map<Photo> {
  return doc.getMap<Photo>('photo');
}

export const photoKind: DocumentKind = {
  kind: 'photo',
  pattern: PATTERN,
  roots: { photo: 'map' },
  guarded: true,
  mayWrite: (_name, writer) => writer.headquarters,
  mayRead: () => true,
  check(change) {
    for (const root of change.doc.share.keys()) {
      if (root !== 'photo') return { rule: 'STOCK-35', detail: `the document has no root ${root}` };
    }
    for (const { key, before, after } of change.entries) {
      if (after === undefined && before === undefined) continue;
      const parsed = photoShape.safeParse(after);
      const plain = !(change.doc.getMap('photo').get(key) instanceof Y.AbstractType);
      if (key !== 'photo' || !plain || !parsed.success) return { rule: 'STOCK-35', detail: `photo ${key} is malformed` };
      if (parsed.data.bytes !== undefined && photoType(parsed.data.bytes) === undefined) return { rule: 'STOCK-35', detail: 'the photo is no small JPEG or WebP picture' };
    }
    return undefined;
  },
};
