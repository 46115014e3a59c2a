/**
 * The office's hybrid clock, kept in its store.
 *
 * 1. No entry is stamped before what it was made in knowledge of, also after a restart and with a PC whose clock is
 *    slow: what is received moves the clock in the transaction that stores it.
 * 2. A stamp that an entry carries is never given again.
 */
import type { DocumentChange } from '#model/document/kind.ts';
import { latestStamp } from '#model/document/latest-stamp.ts';
import { createHybridClock, type Stamp } from '#model/identity/hybrid-clock.ts';
import type { Reader, Writer } from '../store/store.ts';

export interface OfficeClock {
  /** A new stamp; greater than all that this office has given or seen. */
  stamp(): Stamp;
  /** Takes note of what a change brought, in the change's transaction. */
  observe(write: Writer, change: DocumentChange): void;
  /** Writes down how far the clock has come. */
  keep(write: Writer): void;
}

const LAST_STAMP = 'clock.last';

/** @param node gives the first 8 hex digits of the workstation's id. */
export function createOfficeClock(read: Reader, nowMs: () => number, node: () => string): OfficeClock {
  const last = read.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', LAST_STAMP)?.value;
  const clock = createHybridClock(nowMs, node, last as Stamp | undefined);

  function keep(write: Writer): void {
    write.run('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', LAST_STAMP, clock.last);
  }

  return {
    stamp: () => clock.next(),
    observe(write, change) {
      const seen = latestStamp(change);
      if (seen === undefined || seen <= clock.last) return;
      clock.observe(seen);
      keep(write);
    },
    keep,
  };
}
