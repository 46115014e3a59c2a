/** Document kinds that cover what the real ones do, each in its plainest form. */
import * as Y from 'yjs';
import { directoryKind } from '#model/directory/directory-kind.ts';
import type { DocumentKind } from '#model/document/kind.ts';
import { createKindRegistry } from '#model/document/registry.ts';
import type { DocumentName } from '#model/identity/ids.ts';

/** As ledgers: entries are never changed, and only their own office writes them. */
const journal: DocumentKind = {
  kind: 'journal',
  pattern: /^journal\/[A-Z]+\/\d+$/,
  roots: { entries: 'map' },
  mayWrite: (name, writer) => name.split('/')[1] === writer.office,
  mayRead: () => true,
  guarded: true,
  check: ({ entries }) =>
    entries.some(({ before, after }) => before !== undefined && after !== before) ? { rule: 'FAKE-1', detail: 'an entry was changed' } : undefined,
};

/** As boards: fields that anybody overwrites. */
const notice: DocumentKind = {
  kind: 'notice',
  pattern: /^notice\/\d+$/,
  roots: { fields: 'map' },
  mayWrite: () => true,
  mayRead: () => true,
  guarded: false,
  check: () => undefined,
};

/** As articles: text that several write at once. */
const page: DocumentKind = {
  kind: 'page',
  pattern: /^page\/\d+$/,
  roots: { body: 'xml' },
  mayWrite: () => true,
  mayRead: () => true,
  guarded: false,
  check: () => undefined,
};

export const fakeKinds = createKindRegistry([directoryKind, journal, notice, page]);

export function enter(doc: Y.Doc, id: string, quantity: number): void {
  doc.getMap('entries').set(id, quantity);
}

export function setField(doc: Y.Doc, field: string, value: string): void {
  doc.getMap('fields').set(field, value);
}

export function insertText(doc: Y.Doc, place: number, text: string): void {
  const body = doc.getXmlFragment('body');
  const first = body.get(0);
  if (first instanceof Y.XmlText) first.insert(Math.min(place, first.length), text);
  else {
    const node = new Y.XmlText();
    body.insert(0, [node]);
    node.insert(0, text);
  }
}

export function journalName(office: string, part: number): DocumentName {
  return `journal/${office}/${part}` as DocumentName;
}
export function noticeName(number: number): DocumentName {
  return `notice/${number}` as DocumentName;
}
export function pageName(number: number): DocumentName {
  return `page/${number}` as DocumentName;
}
