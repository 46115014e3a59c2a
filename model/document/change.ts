/** Observes what one Yjs transaction does to a document, as changes of entries. */
import * as Y from 'yjs';
import type { DocumentName } from '../identity/ids.ts';
import type { DocumentChange, DocumentKind, EntryChange } from './kind.ts';

/** Plain JSON of an entry: nested Yjs types become their JSON. */
export function entryJson(value: unknown): unknown {
  return value instanceof Y.AbstractType ? (value.toJSON() as unknown) : value;
}

/**
 * Runs `act` (which applies an update or edits the document) and reports which entries it changed.
 * Entries whose JSON is nested report `before` only where the whole entry was replaced or removed; rules
 * that need more compare `after` with their own projection.
 */
export function observeChange(name: DocumentName, kind: DocumentKind, doc: Y.Doc, act: () => void): DocumentChange {
  const before = new Map<string, { root: string; key: string; value: unknown }>();
  let textChanged = false;
  const stops: (() => void)[] = [];
  for (const [root, type] of Object.entries(kind.roots)) {
    if (type === 'xml') {
      const fragment = doc.getXmlFragment(root);
      const listener = (): void => {
        textChanged = true;
      };
      fragment.observeDeep(listener);
      stops.push(() => fragment.unobserveDeep(listener));
      continue;
    }
    const map = doc.getMap(root);
    const listener = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      for (const event of events) {
        if (event.target === (map as Y.AbstractType<unknown>)) {
          for (const [key, change] of event.changes.keys) {
            const id = `${root}\u0000${key}`;
            if (!before.has(id)) before.set(id, { root, key, value: entryJson(change.oldValue) });
          }
        } else {
          const key = String(event.path[0]);
          const id = `${root}\u0000${key}`;
          if (!before.has(id)) before.set(id, { root, key, value: undefined });
        }
      }
    };
    map.observeDeep(listener);
    stops.push(() => map.unobserveDeep(listener));
  }
  try {
    act();
  } finally {
    for (const stop of stops) stop();
  }
  const entries: EntryChange[] = [];
  for (const { root, key, value } of before.values()) {
    entries.push({ root, key, before: value, after: entryJson(doc.getMap(root).get(key)) });
  }
  return { name, kind: kind.kind, doc, entries, textChanged };
}

/** A change that names every entry: what a projection is rebuilt from. */
export function wholeDocument(name: DocumentName, kind: DocumentKind, doc: Y.Doc): DocumentChange {
  const entries: EntryChange[] = [];
  let textChanged = false;
  for (const [root, type] of Object.entries(kind.roots)) {
    if (type === 'xml') textChanged = true;
    else {
      for (const [key, value] of doc.getMap(root).entries()) {
        entries.push({ root, key, before: undefined, after: entryJson(value) });
      }
    }
  }
  return { name, kind: kind.kind, doc, entries, textChanged };
}
