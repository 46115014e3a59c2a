/**
 * Compares documents with the relay by content, and has what differs repaired: the check that catching up by
 * cursor was complete.
 *
 * 1. Only documents that changed since they were last compared, and suspects, are compared; one question at a time.
 *    A question ends when the relay's answer and what it brought are applied.
 * 2. Digests are computed in small portions, so that neither screens nor pushes wait.
 * 3. What differed is compared once more. A document that then still differs, though neither side lacks anything by
 *    its state vector, is told as diverged; the others go on.
 */
import type { KindRegistry } from '#model/document/registry.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Differences, Digests, DocumentUpdate } from '#model/link/messages.ts';
import type { Timers } from '#model/link/transport.ts';
import type { Store } from '../store/store.ts';
import { readSetting, VERIFIED_AT } from './settings.ts';

const PORTION = 10;
/** An update without any content. */
const EMPTY_UPDATE_BYTES = 2;

export interface Verifier {
  /** Compares what needs it. Does nothing while a comparison runs or nothing needs it. */
  begin(): void;
  /** Compares all documents, those that only the relay has included; false while a comparison runs. */
  beginAll(): boolean;
  suspect(name: DocumentName): void;
  answered(differences: Differences): void;
  /** What the answer brought is applied. */
  repaired(): void;
  /** Nothing is to be compared and no answer is awaited. */
  readonly idle: boolean;
  close(): void;
}

export interface VerifierOptions {
  readonly store: Store;
  readonly kinds: KindRegistry;
  readonly timers: Timers;
  readonly nowMs: () => number;
  /** Names that no kind was known for when they arrived. */
  readonly deferred: readonly DocumentName[];
  send(digests: Digests): void;
  /** What the relay lacks. */
  repair(update: DocumentUpdate): void;
  /** Both sides hold the same updates and different content. */
  diverged(name: DocumentName): void;
  /** These were found equal. */
  equal(names: readonly DocumentName[]): void;
  failed(error: unknown): void;
}

interface Question {
  readonly startedMs: number;
  readonly asked: Map<DocumentName, string>;
  answered: boolean;
}

export function createVerifier(options: VerifierOptions): Verifier {
  const { store, kinds, timers } = options;
  const sinceMs = Number(readSetting(store.read, VERIFIED_AT) ?? 0);
  const dirty = new Set<DocumentName>(options.deferred.filter((name) => kinds.kindOf(name) !== undefined));
  /** Documents that differed before on this connection. */
  const differed = new Set<DocumentName>();
  for (const { name, changedAtMs } of store.documents()) if (changedAtMs >= sinceMs) dirty.add(name);
  const stopListening = store.onCommit(({ updates, replaced }) => {
    for (const { name } of updates) dirty.add(name);
    for (const name of replaced) {
      dirty.add(name);
      // A repair that held what was refused was refused with it.
      differed.delete(name);
    }
  });
  let question: Question | undefined;
  let cancelPortion: (() => void) | undefined;

  function ask(names: readonly DocumentName[], complete: boolean): void {
    const asked: Question = { startedMs: options.nowMs(), asked: new Map(), answered: false };
    question = asked;
    const documents: Digests['documents'][number][] = [];
    const portion = (from: number): void => {
      cancelPortion = undefined;
      try {
        for (const name of names.slice(from, from + PORTION)) {
          const digest = store.contentDigest(name);
          asked.asked.set(name, digest);
          documents.push({ name, digest, stateVector: store.stateVector(name) });
        }
      } catch (error) {
        return options.failed(error);
      }
      if (from + PORTION < names.length) cancelPortion = timers.after(0, () => portion(from + PORTION));
      else options.send({ type: 'digests', complete, documents });
    };
    portion(0);
  }

  function compare(name: DocumentName, theirs: Uint8Array, askedDigest: string | undefined): void {
    if (kinds.kindOf(name) === undefined) return;
    // All that it held was refused: neither side has it.
    if (store.contentDigest(name) === '' && sameBytes(theirs, store.stateVector(name))) return;
    // What waits travels by itself, so that a repair is not refused for what is refused of it.
    const update = store.acknowledgedSince(name, theirs);
    if (update !== undefined && update.byteLength > EMPTY_UPDATE_BYTES) options.repair({ name, update });
    if (!differed.has(name)) {
      differed.add(name);
      dirty.add(name);
    } else if (askedDigest === store.contentDigest(name) && sameBytes(store.stateVector(name), theirs)) options.diverged(name);
  }

  return {
    begin() {
      if (question !== undefined || dirty.size === 0) return;
      const names = [...dirty];
      dirty.clear();
      ask(names, false);
    },
    beginAll() {
      if (question !== undefined) return false;
      dirty.clear();
      ask(
        store.documents().map(({ name }) => name),
        true,
      );
      return true;
    },
    suspect: (name) => void dirty.add(name),
    answered(differences) {
      if (question === undefined || question.answered) return;
      question.answered = true;
      const { asked } = question;
      const different = new Set(differences.documents.map(({ name }) => name));
      for (const { name, stateVector } of differences.documents) compare(name, stateVector, asked.get(name));
      options.equal([...asked.keys()].filter((name) => !different.has(name)));
    },
    repaired() {
      if (question?.answered !== true) return;
      const { startedMs } = question;
      question = undefined;
      if (dirty.size > 0) return;
      // A change in the same millisecond counts as later.
      store.transact((tx) => tx.setSetting(VERIFIED_AT, String(startedMs - 1))).catch((error: unknown) => options.failed(error));
    },
    get idle() {
      return question === undefined && dirty.size === 0;
    },
    close() {
      stopListening();
      cancelPortion?.();
    },
  };
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.byteLength === right.byteLength && left.every((byte, index) => byte === right[index]);
}
