/**
 * Tells the relay, signed, up to when everything this workstation wrote is there.
 *
 * 1. The stamp is drawn inside a transaction: whatever was stamped before it is committed by then. It is sent only
 *    if nothing waits after that commit.
 * 2. While an entry of this workstation is set aside or waits for a right, the last complete stamp stands and the entry counts as waiting.
 * 3. At most one report in `REPORT_EVERY_MS`; while nothing happens one in `REPORT_IDLE_MS`, so that others see time pass.
 */
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import type { ReportMessage } from '#model/link/messages.ts';
import type { Timers } from '#model/link/transport.ts';
import type { Store } from '../store/store.ts';
import type { LinkIdentity } from './link-options.ts';
import { COMPLETE_UP_TO, LAST_CONTACT, readSetting } from './settings.ts';
import { REPORT_PURPOSE, reportContent } from './watermarks.ts';

export const REPORT_EVERY_MS = 20_000;
export const REPORT_IDLE_MS = 60_000;

export interface Reporter {
  /** Nothing waits any more: reports now, or as soon as it may again. */
  quiet(): void;
  /** No report is being made. */
  readonly idle: boolean;
  close(): void;
}

export interface ReporterOptions {
  readonly store: Store;
  readonly timers: Timers;
  readonly nowMs: () => number;
  readonly identity: LinkIdentity;
  readonly stamp: () => Stamp;
  /** Whether nothing waits. */
  isQuiet(): boolean;
  send(message: ReportMessage): void;
  changed(): void;
  failed(error: unknown): void;
}

export function createReporter(options: ReporterOptions): Reporter {
  const { store, timers, nowMs, identity } = options;
  let lastMs: number | undefined;
  let making = false;
  let due = true;
  let closed = false;
  let cancel: (() => void) | undefined;
  // What this workstation writes makes another report worth sending.
  const stopListening = store.onCommit((commit) => {
    due ||= commit.outboxGrew;
  });

  async function make(): Promise<void> {
    const kept = store.quarantine().filter((entry) => entry.origin !== 'relay').length + store.outboxStatus().waiting;
    const earlier = readSetting(store.read, COMPLETE_UP_TO);
    const completeUpTo = await store.transact((tx) => {
      if (closed) return undefined;
      tx.setSetting(LAST_CONTACT, String(nowMs()));
      if (kept > 0) return earlier as Stamp | undefined;
      const stamp = options.stamp();
      tx.setSetting(COMPLETE_UP_TO, stamp);
      return stamp;
    });
    if (closed || !options.isQuiet()) return;
    // There is nothing to say before a first complete stamp; it is looked at again when time has passed.
    due = false;
    if (completeUpTo === undefined) return;
    const content = reportContent({ workstation: identity.workstation, office: identity.office, completeUpTo, waiting: kept });
    options.send({ type: 'report', report: { ...content, signature: identity.sign(REPORT_PURPOSE, content) } });
    lastMs = nowMs();
  }

  function schedule(delayMs: number): void {
    cancel?.();
    cancel = timers.after(delayMs, () => {
      cancel = undefined;
      due = true;
      quiet();
    });
  }

  function quiet(): void {
    if (making || closed || !due || !options.isQuiet()) return;
    const waitMs = lastMs === undefined ? 0 : lastMs + REPORT_EVERY_MS - nowMs();
    if (waitMs > 0) return schedule(waitMs);
    making = true;
    make().then(
      () => {
        making = false;
        if (closed) return;
        schedule(REPORT_IDLE_MS);
        options.changed();
      },
      (error: unknown) => {
        making = false;
        if (!closed) options.failed(error);
      },
    );
  }

  return {
    quiet,
    get idle() {
      return !making;
    },
    close() {
      closed = true;
      cancel?.();
      stopListening();
    },
  };
}
