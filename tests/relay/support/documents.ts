/** Documents as tests of the relay write them. */
import * as Y from 'yjs';
import type { DocumentName } from '#model/identity/ids.ts';

export const ARTICLE = 'article/01890000-0000-7000-8000-000000000001' as DocumentName;
export const OTHER_ARTICLE = 'article/01890000-0000-7000-8000-000000000002' as DocumentName;

export function articleUpdate(title: string): Uint8Array {
  const doc = new Y.Doc();
  doc.getMap('meta').set('title', title);
  return Y.encodeStateAsUpdate(doc);
}

export function titleIn(updates: readonly Uint8Array[]): unknown {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getMap('meta').get('title');
}
