/** The documents `proposals/{office}`: items that a branch needs and headquarters has not got yet. Written by that office. */
import type * as Y from 'yjs';
import type { DocumentKind } from '../document/kind.ts';
import type { DocumentName } from '../identity/ids.ts';
import { itemShape, plainEntryProblem, type Item } from './catalogue-kind.ts';

const PATTERN = /^proposals\/([A-Z][A-Z0-9]{0,5})$/;

export function proposalsName(office: string): DocumentName {
  return `proposals/${office}` as DocumentName;
}

/** Office of a document of proposals. */
export function proposingOffice(document: DocumentName): string {
  return PATTERN.exec(document)?.[1] ?? '';
}

export const proposalsKind: DocumentKind = {
  kind: 'proposals',
  pattern: PATTERN,
  roots: { items: 'map' },
  guarded: true,
  mayWrite: (document, writer) => proposingOffice(document) === writer.office,
  mayRead: () => true,
  check(change) {
    for (const root of change.doc.share.keys()) {
      if (root !== 'items') return { rule: 'STOCK-32', detail: `proposals have no root ${root}` };
    }
    for (const entry of change.entries) {
      const problem = plainEntryProblem(change.doc, entry, itemShape);
      if (problem !== undefined) return { ...problem, rule: 'STOCK-32' };
    }
    return undefined;
  },
};

/** The map of proposed items by id. */
export function proposedItemsOf(doc: Y.Doc): Y.Map<Item> {
  return doc.getMap<Item>('items');
}
