/** Documents `locations/{office}`: how an office divides its store. Written by that office; entries are replaced whole. */
import { z } from 'zod';
import * as Y from 'yjs';
import type { DocumentKind } from '../document/kind.ts';
import { STAMP_PATTERN } from '../identity/hybrid-clock.ts';
import type { DocumentName } from '../identity/ids.ts';

const PATTERN = /^locations\/([A-Z][A-Z0-9]{0,5})$/;

export const LOCATION_KINDS = ['zone', 'shelf', 'quarantine'] as const;

/** A code stands on the shelf's label and in movements, so it never changes. */
export const LOCATION_CODE = /^[\p{L}\p{N}][\p{L}\p{N}\-_.]{0,29}$/u;

const locationShape = z.looseObject({
  code: z.string().regex(LOCATION_CODE),
  name: z.string().min(1).max(200),
  kind: z.enum(LOCATION_KINDS),
  /** Code of the location that this one is part of. */
  parent: z.string().regex(LOCATION_CODE).optional(),
  /** Never deleted: old movements name it. */
  discontinued: z.literal(true).optional(),
  by: z.string().min(1).max(64),
  at: z.string().regex(STAMP_PATTERN),
});
export type Location = z.output<typeof locationShape>;

const MAX_ENTRY_CHARACTERS = 2048;

export function locationsName(office: string): DocumentName {
  return `locations/${office}` as DocumentName;
}

/** The office of a document's name; undefined where it is none of this kind. */
export function locationsOffice(name: string): string | undefined {
  return PATTERN.exec(name)?.[1];
}

/** The map of locations by code. */
export function locationsOf(doc: Y.Doc): Y.Map<Location> {
  return doc.getMap<Location>('locations');
}

export const locationsKind: DocumentKind = {
  kind: 'locations',
  pattern: PATTERN,
  roots: { locations: 'map' },
  guarded: true,
  mayWrite: (name, writer) => locationsOffice(name) === writer.office,
  mayRead: () => true,
  check(change) {
    for (const root of change.doc.share.keys()) {
      if (root !== 'locations') return { rule: 'STOCK-24', detail: `the document has no root ${root}` };
    }
    for (const { key, before, after } of change.entries) {
      if (after === undefined) {
        if (before === undefined) continue;
        return { rule: 'STOCK-24', detail: `location ${key} was removed` };
      }
      const plain = !(change.doc.getMap('locations').get(key) instanceof Y.AbstractType) && JSON.stringify(after).length <= MAX_ENTRY_CHARACTERS;
      const parsed = locationShape.safeParse(after);
      if (!plain || !parsed.success || parsed.data.code !== key) return { rule: 'STOCK-24', detail: `location ${key} is malformed` };
    }
    return undefined;
  },
};
