/** The one place that creates documents and opens their roots (see kind.ts, invariant 1). */
import * as Y from 'yjs';
import type { DocumentKind } from './kind.ts';

/**
 * A new, empty document with the kind's roots under their right types. Garbage collection on, as everywhere.
 * Yjs draws a random guid for each document where none is given, which costs more than all the rest; nothing reads it.
 */
export function openDocument(kind: DocumentKind): Y.Doc {
  const doc = new Y.Doc({ guid: kind.kind });
  for (const [root, type] of Object.entries(kind.roots)) {
    if (type === 'map') doc.getMap(root);
    else doc.getXmlFragment(root);
  }
  return doc;
}
