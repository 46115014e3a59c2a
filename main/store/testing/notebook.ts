/** A document kind and a projection that exist for the store's tests alone. */
import type * as Y from 'yjs';
import type { DocumentKind, EntryChange, RuleContext } from '#model/document/kind.ts';
import { createKindRegistry } from '#model/document/registry.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { removeEntry, indexEntry } from '../search.ts';
import type { Projection } from '../store.ts';

/** Entries of text by id and a rich text. An entry `forbidden` breaks the rule, one `unlistable` its projection. */
const notebook: DocumentKind = {
  kind: 'notebook',
  pattern: /^notebook\/[a-z0-9-]+$/,
  roots: { entries: 'map', body: 'xml' },
  mayWrite: () => true,
  mayRead: () => true,
  guarded: true,
  check: ({ entries }) =>
    entries.some(({ after }) => after === 'forbidden') ? { rule: 'NOTE-1', detail: 'forbidden text' } : undefined,
};

export const kinds = createKindRegistry([notebook]);

export function notebookName(id: string): DocumentName {
  return `notebook/${id}` as DocumentName;
}

export const noRules: RuleContext = { verify: () => false, workstationKey: () => undefined, rootKey: () => undefined };

export const noteProjection: Projection = {
  name: 'note',
  version: 1,
  schema: `
    CREATE TABLE note (document TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (document, id)) WITHOUT ROWID;
    CREATE TABLE note_body (document TEXT PRIMARY KEY, xml TEXT NOT NULL);
    CREATE VIEW note_count AS SELECT document, count(*) AS notes FROM note GROUP BY document;
  `,
  tables: ['note', 'note_body', 'note_count'],
  kinds: ['notebook'],
  project(write, { name, doc, entries, textChanged }) {
    for (const entry of entries) {
      const id = `${name}/${entry.key}`;
      if (entry.after === undefined) {
        write.run('DELETE FROM note WHERE document = ? AND id = ?', name, entry.key);
        removeEntry(write, 'note', id);
        continue;
      }
      const text = noteText(entry);
      write.run('INSERT OR REPLACE INTO note (document, id, text) VALUES (?, ?, ?)', name, entry.key, text);
      indexEntry(write, { kind: 'note', id, document: name, title: text });
    }
    if (textChanged) {
      const xml = doc.getXmlFragment('body').toJSON();
      if (xml === '') write.run('DELETE FROM note_body WHERE document = ?', name);
      else write.run('INSERT OR REPLACE INTO note_body (document, xml) VALUES (?, ?)', name, xml);
    }
  },
};

function noteText({ after }: EntryChange): string {
  if (after === 'unlistable') throw new Error('no list can show this');
  return typeof after === 'string' ? after : JSON.stringify(after);
}

/** Sets entries of a notebook. */
export function noting(entries: Readonly<Record<string, string>>): (doc: Y.Doc) => void {
  return (doc) => {
    for (const [id, text] of Object.entries(entries)) doc.getMap('entries').set(id, text);
  };
}
