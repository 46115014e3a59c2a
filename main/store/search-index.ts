/**
 * The full-text index of the search entries. It follows them behind the commits, because FTS5 takes several times as
 * long as the rows themselves.
 *
 * 1. A work notes the rows whose entries it changed, in its own transaction: no note is lost, however the process ends.
 * 2. Nobody reads the index before it has followed all notes (statements.ts sees to it).
 * 3. Otherwise it follows in small turns of its own, while no caller waits.
 * 4. What is noted stays so little that no search waits long: a work that leaves more follows itself.
 */
import { pinyin } from 'pinyin-pro';
import type { Database } from './database.ts';
import { indexText } from './search-text.ts';
import type { LateTable } from './statements.ts';
import type { Writer } from './store.ts';

/** Name of the table of notes. */
export const SEARCH_STALE = 'search_stale';

interface SearchIndex extends LateTable {
  /** Inside a work that noted rows: follows so many that little enough is left. */
  limitBacklog(): void;
  /** Follows what is noted, soon. */
  consider(): void;
  close(): void;
}

interface SearchIndexOptions {
  readonly database: Database;
  readonly schedule: (act: () => void) => void;
  /** Callers that wait go first. */
  readonly isBusy: () => boolean;
  readonly onFault: (error: unknown) => void;
}

/** What one turn follows, and what may be left noted: some milliseconds, and what a search may wait for (0.1 s or so). */
const TURN = { rows: 32, characters: 20_000 };
const BACKLOG = { rows: 1000, characters: 400_000 };
/** Syllables from which a pinyin beginning is indexed, and how many follow it. */
const MAX_SYLLABLES = 40;
const MAX_BEGINNING = 16;

/** Notes that the index has yet to follow the entry of this row, or its being gone. `size` in characters. */
export function markStale(write: Writer, row: number, size: number): void {
  write.run('INSERT INTO search_stale (entry, size) VALUES (?, ?) ON CONFLICT (entry) DO UPDATE SET size = excluded.size', row, size);
}

interface StaleRow {
  readonly entry: number;
  readonly size: number;
}

interface EntryTexts {
  readonly title: string;
  readonly body: string;
  readonly extra: string;
}

export function createSearchIndex({ database, schedule, isBusy, onFault }: SearchIndexOptions): SearchIndex {
  const selectStale = database.prepare<[number], StaleRow>('SELECT entry, size FROM search_stale LIMIT ?');
  const selectBacklog = database.prepare<[], { rows: number; characters: number }>(
    'SELECT count(*) AS rows, coalesce(sum(size), 0) AS characters FROM search_stale',
  );
  const selectEntry = database.prepare<[number], EntryTexts>('SELECT title, body, extra FROM search_entry WHERE id = ?');
  const put = database.prepare<[number, string, string, string, string]>(
    'INSERT OR REPLACE INTO search_index (rowid, title, pinyin, extra, body) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = database.prepare<[number]>('DELETE FROM search_index WHERE rowid = ?');
  const unmark = database.prepare<[number]>('DELETE FROM search_stale WHERE entry = ?');
  let scheduled = false;
  let closed = false;

  function follow(row: number): void {
    const entry = selectEntry.get(row);
    if (entry === undefined) remove.run(row);
    else put.run(row, indexText(entry.title), pinyinText(entry.title), indexText(entry.extra), indexText(entry.body));
    unmark.run(row);
  }

  /** Follows up to `rows` rows or a little over `characters`. @returns whether any was noted. */
  const followSome = database.transaction(({ rows, characters }: typeof TURN): boolean => {
    const noted = selectStale.all(rows);
    let left = characters;
    for (const { entry, size } of noted) {
      if (left <= 0) break;
      follow(entry);
      left -= Math.max(size, 1);
    }
    return noted.length > 0;
  });

  const followAll = database.transaction(() => {
    while (followSome(BACKLOG));
  });

  const isStale = (): boolean => selectStale.get(1) !== undefined;

  function turn(): void {
    scheduled = false;
    if (closed) return;
    try {
      if (!isBusy()) followSome(TURN);
      consider();
    } catch (error) {
      onFault(new Error('the search index could not follow', { cause: error }));
    }
  }

  function consider(): void {
    if (scheduled || closed || !isStale()) return;
    scheduled = true;
    schedule(turn);
  }

  return {
    name: 'search_index',
    bringUpToDate() {
      if (isStale()) followAll();
    },
    limitBacklog() {
      const { rows = 0, characters = 0 } = selectBacklog.get() ?? {};
      if (rows > BACKLOG.rows || characters > BACKLOG.characters) followAll();
    },
    consider,
    close() {
      closed = true;
    },
  };
}

/** `六角螺钉` as `liujiaoluoding jiaoluoding luoding ding ljld jld ld d`: found from any syllable or initial on. */
function pinyinText(title: string): string {
  const syllables = pinyin(title, { toneType: 'none', type: 'array', nonZh: 'removed', v: true }).slice(0, MAX_SYLLABLES);
  const words = new Set<string>();
  for (const start of syllables.keys()) {
    const following = syllables.slice(start, start + MAX_BEGINNING);
    words.add(following.join(''));
    words.add(following.map((syllable) => syllable.charAt(0)).join(''));
  }
  return [...words].join(' ');
}
