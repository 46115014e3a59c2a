/**
 * Live queries: a query that runs again when a commit touched a table it reads, and tells its listener only
 * when the result changed. Runs are gathered per commit burst, so a thousand received updates cost one run.
 */
import type { CallResult } from '#model/contract/port.ts';
import type { Timers } from '#model/link/transport.ts';
import type { Store } from '../store/store.ts';
import type { Dispatch } from './dispatch.ts';

export interface LiveQueries {
  /** Calls `listener` at once and on every change, until the returned function is called. */
  open(name: string, input: unknown, listener: (result: CallResult) => void): () => void;
  /** Marks tables as changed that no commit reports (state kept in memory, such as the link's). */
  touch(tables: readonly string[]): void;
  close(): void;
}

interface OpenQuery {
  readonly name: string;
  readonly input: unknown;
  readonly tables: ReadonlySet<string>;
  readonly listener: (result: CallResult) => void;
  last: string;
}

/** @param gatherMs how long changes are gathered before queries run again. */
export function createLiveQueries(store: Store, dispatch: Dispatch, timers: Timers, gatherMs = 15): LiveQueries {
  const open = new Set<OpenQuery>();
  const changed = new Set<string>();
  let cancelRun: (() => void) | undefined;

  function run(query: OpenQuery): void {
    const result = dispatch.query(query.name, query.input);
    const text = JSON.stringify(result);
    if (text === query.last) return;
    query.last = text;
    query.listener(result);
  }

  function runChanged(): void {
    cancelRun = undefined;
    const tables = new Set(changed);
    changed.clear();
    for (const query of Array.from(open)) {
      if (open.has(query) && !query.tables.isDisjointFrom(tables)) run(query);
    }
  }

  function touch(tables: Iterable<string>): void {
    for (const table of tables) changed.add(table);
    if (changed.size > 0) cancelRun ??= timers.after(gatherMs, runChanged);
  }

  const stopListening = store.onCommit((commit) => touch(commit.tables));
  return {
    open(name, input, listener) {
      const query: OpenQuery = { name, input, tables: new Set(dispatch.tablesOf(name)), listener, last: '' };
      open.add(query);
      run(query);
      return () => open.delete(query);
    },
    touch,
    close() {
      stopListening();
      cancelRun?.();
      open.clear();
    },
  };
}
