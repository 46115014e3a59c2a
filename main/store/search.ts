/**
 * Full-text search over what any area puts in: titles, bodies, codes, in Chinese from one character on, by pinyin
 * and by initials. Areas call `indexEntry` and `removeEntry` from their projections, so that entries follow
 * documents and come back with a rebuild; a query that searches names `search_entry` in its `reads`.
 *
 * 1. Any part of a Chinese title finds it; a word of letters is found by its beginning.
 * 2. What a person types is never syntax of the index.
 * 3. A search costs the same however common the words: each stage takes at most so many candidates, and only those are
 *    ranked. The code that is the text, codes that begin with it, titles that do, then all that titles, pinyin and
 *    further words hold, then bodies.
 * 4. A search finds all that is confirmed: `search_index` is brought up to date before it is read (search-index.ts).
 */
import { markStale } from './search-index.ts';
import { keyOf, matchExpression, queryTerms, type Range, rangesOf, type Snippet, snippetOf } from './search-text.ts';
import type { Reader, Writer } from './store.ts';

export interface SearchEntry {
  /** What it is (`item`, `card`, `article`), chosen by the area. */
  readonly kind: string;
  /** Unique among its kind. */
  readonly id: string;
  /** Name of the document that it derives from. */
  readonly document: string;
  readonly title: string;
  readonly body?: string;
  /** What people call it by instead of its title: who types it or its beginning finds it first. */
  readonly code?: string;
  /** Further words that find it: barcodes, names of attachments. */
  readonly extra?: string;
}

export interface SearchHit {
  readonly kind: string;
  readonly id: string;
  readonly document: string;
  readonly title: string;
  /** Ranges of the title to mark, in UTF-16 units; empty where it was found by pinyin or in the body. */
  readonly titleHighlights: readonly Range[];
  readonly snippet: Snippet;
}

export interface SearchOptions {
  /** Only entries of these kinds. */
  readonly kinds?: readonly string[];
  readonly limit?: number;
}

const MAX_BODY = 200_000;
const MAX_CANDIDATES = 200;
const DEFAULT_LIMIT = 20;

/** Adds an entry, or brings it up to date. */
export function indexEntry(write: Writer, entry: SearchEntry): void {
  const { kind, id, document, title, body = '', code = '' } = entry;
  const kept = body.slice(0, MAX_BODY);
  const extra = [code, entry.extra ?? ''].filter((part) => part !== '').join(' ');
  const codeKey = keyOf(code);
  const known = rowOf(write, kind, id);
  if (known?.title === title && known.body === kept && known.extra === extra && known.code_key === codeKey && known.document === document) return;
  write.run(
    `INSERT INTO search_entry (kind, entry, document, title, title_key, body, extra, code_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (kind, entry) DO UPDATE SET document = excluded.document, title = excluded.title,
       title_key = excluded.title_key, body = excluded.body, extra = excluded.extra, code_key = excluded.code_key`,
    kind,
    id,
    document,
    title,
    keyOf(title),
    kept,
    extra,
    codeKey,
  );
  const row = known?.id ?? rowOf(write, kind, id)?.id;
  if (row !== undefined) markStale(write, row, title.length + kept.length + extra.length);
}

/** Takes an entry out. Unknown entries are no error. */
export function removeEntry(write: Writer, kind: string, id: string): void {
  const row = rowOf(write, kind, id);
  if (row !== undefined) removeRow(write, row.id);
}

/** Takes out all entries that derive from a document. */
export function removeEntriesOf(write: Writer, document: string): void {
  for (const { id } of write.all<{ id: number }>('SELECT id FROM search_entry WHERE document = ?', document)) removeRow(write, id);
}

/** Entries that hold all of the text's parts, best first. An empty text finds nothing. */
export function searchEntries(read: Reader, text: string, { kinds, limit = DEFAULT_LIMIT }: SearchOptions = {}): SearchHit[] {
  const terms = queryTerms(text.slice(0, MAX_TEXT));
  if (terms.length === 0) return [];
  const match = matchExpression(terms);
  const found = new Map<number, EntryRow>();
  const stages = [
    () => beginningWith(read, 'code_key', keyOf(text), kinds),
    () => ranked(beginningWith(read, 'title_key', keyOf(text), kinds), terms),
    () => ranked(matching(read, `{title pinyin extra} : (${match})`, kinds), terms),
    () => ranked(matching(read, match, kinds), terms),
  ];
  for (const stage of stages) {
    if (found.size >= limit) break;
    for (const row of stage()) if (!found.has(row.id)) found.set(row.id, row);
  }
  return [...found.values()].slice(0, limit).map((row) => hitOf(row, terms));
}

const MAX_TEXT = 200;

interface EntryRow {
  readonly id: number;
  readonly kind: string;
  readonly entry: string;
  readonly document: string;
  readonly title: string;
  readonly body: string;
  readonly extra: string;
  readonly code_key: string;
}

const COLUMNS = ['id', 'kind', 'entry', 'document', 'title', 'body', 'extra', 'code_key'].map((name) => `search_entry.${name}`).join(', ');

function rowOf(read: Reader, kind: string, id: string): EntryRow | undefined {
  return read.get<EntryRow>(`SELECT ${COLUMNS} FROM search_entry WHERE kind = ? AND entry = ?`, kind, id);
}

function removeRow(write: Writer, row: number): void {
  write.run('DELETE FROM search_entry WHERE id = ?', row);
  markStale(write, row, 0);
}

const KINDS = '(?1 IS NULL OR search_entry.kind IN (SELECT value FROM json_each(?1)))';

/** In the order of their keys, so that what is the text itself comes first. */
function beginningWith(read: Reader, column: 'code_key' | 'title_key', key: string, kinds: readonly string[] | undefined): EntryRow[] {
  return read.all<EntryRow>(
    `SELECT ${COLUMNS} FROM search_entry
     WHERE ${column} <> '' AND ${column} >= ?2 AND ${column} < ?2 || char(1114111) AND ${KINDS} ORDER BY ${column}, id LIMIT ?3`,
    kinds === undefined ? null : JSON.stringify(kinds),
    key,
    MAX_CANDIDATES,
  );
}

function matching(read: Reader, match: string, kinds: readonly string[] | undefined): EntryRow[] {
  return read.all<EntryRow>(
    `SELECT ${COLUMNS} FROM search_index JOIN search_entry ON search_entry.id = search_index.rowid
     WHERE search_index MATCH ?2 AND ${KINDS} ORDER BY search_index.rowid DESC LIMIT ?3`,
    kinds === undefined ? null : JSON.stringify(kinds),
    match,
    MAX_CANDIDATES,
  );
}

/** Titles that hold the text early and say little else come first; then by title, so that the order is stable. */
function ranked(rows: readonly EntryRow[], terms: readonly string[]): EntryRow[] {
  return rows
    .map((row) => {
      const ranges = rangesOf(row.title, terms);
      return { row, place: ranges[0]?.[0] ?? Number.MAX_SAFE_INTEGER, rest: row.title.length };
    })
    .toSorted((left, right) => left.place - right.place || left.rest - right.rest || compare(left.row, right.row))
    .map(({ row }) => row);
}

function compare(left: EntryRow, right: EntryRow): number {
  const leftKey = `${left.title}\u0000${left.kind}\u0000${left.entry}`;
  const rightKey = `${right.title}\u0000${right.kind}\u0000${right.entry}`;
  return leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0;
}

function hitOf(row: EntryRow, terms: readonly string[]): SearchHit {
  return {
    kind: row.kind,
    id: row.entry,
    document: row.document,
    title: row.title,
    titleHighlights: rangesOf(row.title, terms),
    snippet: snippetOf(row.body, terms),
  };
}
