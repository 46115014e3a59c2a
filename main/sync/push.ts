/**
 * Sends the outbox over one connection and takes the answers in.
 *
 * 1. An entry leaves the outbox only after the relay acknowledged it, or after it was set aside with its cause (one transaction).
 * 2. An update that was refused merged with others goes again entry by entry, so that one bad entry does not
 *    take good ones along.
 * 3. Where the relay lacks what an entry builds on, the whole document goes along, once per connection.
 * 4. What is refused alone leaves outbox and document and is kept in quarantine, bytes and all. What was made after it
 *    and built on it waits anew; nothing of the document travels meanwhile.
 * 5. Where the relay refuses the document itself to this workstation, all that waits of it is set aside at once. But where
 *    the relay may have stored some of it, and others have it, before it was restored from a backup, it goes on waiting.
 */
import type { DocumentProblem } from '#model/document/kind.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Ack, DocumentUpdate, Push, Welcome } from '#model/link/messages.ts';
import type { OutboxEntry, Store } from '../store/store.ts';
import { createOutboxQueue, type PushedPart } from './outbox-queue.ts';
import { clearLost } from './quarantine-notes.ts';

export interface Pusher {
  /** Reads what is new in the outbox and sends as much as the window lets. */
  outboxGrew(): void;
  /** The directory changed: what the relay refused to this workstation it may take now. */
  rightsChanged(): void;
  repair(update: DocumentUpdate): void;
  acknowledged(ack: Ack): void;
  /** True where nothing travels, is being acknowledged, or waits for anything but a right. */
  readonly idle: boolean;
  close(): void;
}

export interface PusherOptions {
  readonly store: Store;
  readonly welcome: Welcome;
  readonly isDirectory: (name: DocumentName) => boolean;
  send(push: Push): void;
  /** Entries of the outbox up to this one may have been stored by the relay before it lost them. */
  readonly maybeStored: number;
  /** What the relay lacks is not there yet; it may take it when this workstation's right is back. */
  repairRefused(name: DocumentName, problem: DocumentProblem): void;
  /** Told whenever `idle` may have changed. */
  changed(): void;
  /** The store failed; the connection is of no use. */
  failed(error: unknown): void;
}

const PAGE = 1000;
/** The relay's rule for updates that build on others which it does not hold (a relay restored from an old backup). */
const LACKS_EARLIER = 'RELAY-5';
/** The relay's rule where this workstation may not write the document, whatever it writes. */
const NO_RIGHT = 'RELAY-4';
export const EMPTY_STATE_VECTOR = new Uint8Array([0]);

export function createPusher(options: PusherOptions): Pusher {
  const { store, welcome } = options;
  const queue = createOutboxQueue(options.isDirectory);
  const inFlight = new Map<number, readonly PushedPart[]>();
  /** Documents that were sent whole on this connection. */
  const mended = new Set<DocumentName>();
  let nextId = 1;
  let readUpTo: number | undefined;
  let settling = 0;
  let closed = false;

  function readOutbox(live: boolean): void {
    for (;;) {
      const page = store.outbox(PAGE, readUpTo);
      const last = page.at(-1);
      if (last === undefined) return;
      readUpTo = last.id;
      queue.add(page, live);
      if (page.length < PAGE) return;
    }
  }

  function pump(): void {
    for (;;) {
      const parts = closed ? undefined : queue.next(inFlight.size);
      if (parts === undefined) return;
      const tooLarge = parts.filter((part) => part.update.byteLength > welcome.maxUpdateBytes);
      const sent = parts.filter((part) => !tooLarge.includes(part));
      for (const part of tooLarge) refusedPart(part, 'SYNC-12', `${part.update.byteLength} bytes, at most ${welcome.maxUpdateBytes}`);
      if (sent.length === 0) continue;
      const id = nextId;
      nextId += 1;
      inFlight.set(id, sent);
      options.send({ type: 'push', id, updates: sent.map(({ name, update }) => ({ name, update })) });
    }
  }

  /** Runs work on the store and counts as busy meanwhile. */
  function settle(work: () => Promise<void>): void {
    settling += 1;
    const done = (): void => {
      settling -= 1;
      if (!closed) options.changed();
    };
    work().then(done, (error: unknown) => {
      done();
      if (!closed) options.failed(error);
    });
  }

  function refusedPart(part: PushedPart, rule: string, detail: string): void {
    const [only] = part.entries;
    // A repair that the relay refuses is not this workstation's to make; its writer makes it.
    if (part.repair && part.entries.length === 0) options.repairRefused(part.name, { rule, detail });
    // What goes along with a repair may be what is refused of it: it goes alone next time.
    if (part.repair && part.entries.length > 0) mended.delete(part.name);
    if (only === undefined || part.repair || part.entries.length > 1) return queue.release(part.name, part.entries);
    if (rule === NO_RIGHT && only.id <= options.maybeStored) {
      options.repairRefused(part.name, { rule, detail });
      return queue.hold(part.name, part.entries);
    }
    const whole = rule === LACKS_EARLIER && !mended.has(part.name) ? store.acknowledgedSince(part.name, EMPTY_STATE_VECTOR) : undefined;
    if (whole !== undefined) {
      mended.add(part.name);
      queue.addRepair({ name: part.name, update: whole });
      return queue.release(part.name, part.entries);
    }
    settle(async () => {
      const gone = await store.transact((tx) => {
        clearLost(tx, part.name);
        return tx.setAside(part.name, rule === NO_RIGHT ? 'all' : [only.id], { rule, detail });
      });
      if (closed) return;
      queue.forget(part.name, new Set(gone));
      queue.release(part.name, []);
      readOutbox(true);
      pump();
    });
  }

  readOutbox(false);
  pump();

  return {
    outboxGrew() {
      readOutbox(true);
      pump();
    },
    rightsChanged() {
      queue.rightsChanged();
      pump();
    },
    repair(update) {
      queue.addRepair(update);
      pump();
    },
    acknowledged(ack) {
      const parts = inFlight.get(ack.id);
      if (parts === undefined) return;
      inFlight.delete(ack.id);
      const refusals = new Map(ack.refused.map((refusal) => [refusal.index, refusal]));
      const accepted: OutboxEntry[] = [];
      for (const [index, part] of parts.entries()) {
        const refusal = refusals.get(index);
        if (refusal !== undefined) refusedPart(part, refusal.rule, refusal.detail);
        else {
          accepted.push(...part.entries);
          queue.release(part.name, []);
        }
      }
      if (accepted.length > 0) settle(() => store.acknowledge(accepted.map((entry) => entry.id)));
      pump();
      options.changed();
    },
    get idle() {
      return queue.empty && inFlight.size === 0 && settling === 0;
    },
    close() {
      closed = true;
    },
  };
}
