/**
 * Transactions that wait in the same turn share one commit, so that durability (`synchronous=FULL`) stays cheap.
 *
 * 1. A refusal or a throw rolls back that work alone: each runs in its own savepoint, but for the first, which has nothing
 *    before it to keep. (Of every page that a savepoint changes SQLite writes what stood there to a file.)
 * 2. Nobody is told anything before the commit, refusals included: they may rest on what the group wrote.
 * 3. Where the commit fails, all of the group is rolled back and everyone in it is told.
 * 4. Works are synchronous; a work that asks for another transaction gets it in a later group.
 */
import { isRefusal } from '#model/contract/refusal.ts';
import type { Database } from './database.ts';

/** Bounds how long one group keeps others from being served. */
const MAX_WORKS_PER_COMMIT = 256;

export interface GroupedWork<Result> {
  run(): Result;
  /** The work succeeded and is part of what will be committed. */
  kept(): void;
  /** The work was rolled back. */
  undone(): void;
}

export interface GroupEvents {
  /** The group is durable; works are told next. */
  committed(): void;
  /** Nothing of the group was kept. */
  abandoned(): void;
}

export interface GroupCommit {
  join<Result>(work: GroupedWork<Result>): Promise<Result>;
  readonly waiting: number;
  /** Commits what waits, now. */
  flush(): void;
  /** Refuses new works. */
  close(): void;
}

export class CommitFailed extends Error {
  constructor(cause: unknown) {
    super('the store could not commit; nothing of this step was saved', { cause });
    this.name = 'CommitFailed';
  }
}

interface Waiting {
  /** Runs in the open transaction, `first` in it or after others; returns how to tell the caller once it is durable. */
  perform(first: boolean): () => void;
  fail(error: Error): void;
}

export function createGroupCommit(database: Database, schedule: (drain: () => void) => void, events: GroupEvents): GroupCommit {
  const begin = database.prepare('BEGIN');
  const commit = database.prepare('COMMIT');
  const savepoint = database.prepare('SAVEPOINT work');
  const release = database.prepare('RELEASE work');
  const rollback = database.prepare('ROLLBACK');
  const rollbackWork = database.prepare('ROLLBACK TO work');
  const queue: Waiting[] = [];
  let scheduled = false;
  let draining = false;
  let closed = false;

  function undoWork(work: { undone(): void }, first: boolean): void {
    // After some failures (disk full, I/O) SQLite has rolled back the whole transaction itself.
    if (database.inTransaction) {
      (first ? rollback : rollbackWork).run();
      (first ? begin : release).run();
    }
    work.undone();
  }

  function performIn<Result>(work: GroupedWork<Result>, first: boolean, resolve: (value: Result) => void, reject: (error: unknown) => void): () => void {
    if (!first) savepoint.run();
    try {
      const result = work.run();
      if (isThenable(result)) throw new TypeError('a work of the store is synchronous');
      if (isRefusal(result)) undoWork(work, first);
      else {
        if (!first) release.run();
        work.kept();
      }
      return () => resolve(result);
    } catch (error) {
      undoWork(work, first);
      return () => reject(error);
    }
  }

  function commitGroup(group: readonly Waiting[]): void {
    const tell: (() => void)[] = [];
    const started: Waiting[] = [];
    try {
      begin.run();
      for (const waiting of group) {
        const first = started.length === 0;
        started.push(waiting);
        tell.push(waiting.perform(first));
        if (!database.inTransaction) throw new Error('SQLite rolled the transaction back');
      }
      commit.run();
    } catch (error) {
      if (database.inTransaction) rollback.run();
      events.abandoned();
      queue.unshift(...group.filter((waiting) => !started.includes(waiting)));
      if (started.length === 0) queue.shift()?.fail(new CommitFailed(error));
      for (const waiting of started) waiting.fail(new CommitFailed(error));
      return;
    }
    events.committed();
    for (const each of tell) each();
  }

  function drain(): void {
    scheduled = false;
    if (draining || queue.length === 0) return;
    draining = true;
    try {
      commitGroup(queue.splice(0, MAX_WORKS_PER_COMMIT));
    } finally {
      draining = false;
      if (queue.length > 0) ask();
    }
  }

  function ask(): void {
    if (scheduled) return;
    scheduled = true;
    schedule(drain);
  }

  return {
    join<Result>(work: GroupedWork<Result>) {
      if (closed) return Promise.reject(new Error('the store is closed'));
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      queue.push({ perform: (first) => performIn(work, first, resolve, reject), fail: reject });
      ask();
      return promise;
    },
    get waiting() {
      return queue.length;
    },
    flush() {
      while (queue.length > 0 && !draining) drain();
    },
    close() {
      closed = true;
    },
  };
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
