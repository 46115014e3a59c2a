/**
 * Updates that arrive within a few milliseconds share one durable transaction.
 *
 * 1. `committed` is told, and `add` resolves, only after the storage's transaction succeeded.
 * 2. Groups are written one after another, so sequences are told in order.
 * 3. A failed group rejects all its updates; nothing of it was stored.
 */
import type { Timers } from '#model/link/transport.ts';
import type { Limits } from '../limits.ts';
import type { NewUpdate, RelayStorage, StoredUpdate } from '../storage/storage.ts';

export interface GroupCommit {
  /** Resolves with the update's sequence once it is on disk, rejects when it is not and will not be. */
  add(update: NewUpdate): Promise<number>;
  /** Resolves when everything added so far is on disk or has failed. */
  settled(): Promise<void>;
}

interface Waiting {
  readonly update: NewUpdate;
  resolve(sequence: number): void;
  reject(error: Error): void;
}

/** @param committed is told each group in sequence order, before its acknowledgements. */
export function createGroupCommit(
  storage: Pick<RelayStorage, 'append'>,
  timers: Timers,
  limits: Pick<Limits, 'groupCommitMs' | 'groupCommitUpdates'>,
  committed: (updates: readonly StoredUpdate[]) => void,
): GroupCommit {
  let group: Waiting[] = [];
  let stopTimer: (() => void) | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (taken: readonly Waiting[]): Promise<void> => {
    try {
      const first = await storage.append(taken.map(({ update }) => update));
      committed(taken.map(({ update }, index) => ({ ...update, sequence: first + index })));
      taken.forEach(({ resolve }, index) => resolve(first + index));
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      for (const { reject } of taken) reject(cause);
    }
  };
  const flush = (): void => {
    stopTimer?.();
    stopTimer = undefined;
    const taken = group;
    group = [];
    if (taken.length > 0) writing = writing.then(() => write(taken));
  };
  return {
    add: (update) =>
      new Promise((resolve, reject) => {
        group.push({ update, resolve, reject });
        if (group.length >= limits.groupCommitUpdates) flush();
        else stopTimer ??= timers.after(limits.groupCommitMs, flush);
      }),
    async settled() {
      flush();
      await writing;
    },
  };
}
