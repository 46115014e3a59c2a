/**
 * Which waiting updates travel next. Holds the outbox of one connection in memory, by document.
 *
 * 1. Updates of one document travel in their order, merged, and never two pushes of it at a time: a refusal can
 *    then be taken apart without what follows depending on it.
 * 2. The directory goes first, since the relay judges the rest by it. Then small documents that changed since the
 *    connection began, newest first; then what had waited before, oldest first.
 * 3. One place of the window is kept for small live changes, so they never wait behind a long bulk.
 */
import * as Y from 'yjs';
import type { DocumentName } from '#model/identity/ids.ts';
import type { DocumentUpdate } from '#model/link/messages.ts';
import type { OutboxEntry } from '../store/store.ts';

/** Pushes without an answer at a time. */
export const WINDOW = 4;
/** Bytes that one push aims at. A single larger update travels alone. */
export const PUSH_BYTES = 256 * 1024;
/** Merging more updates at once takes disproportionately long (FACTS.md). */
const MERGE_AT_MOST = 500;
const DOCUMENTS_AT_MOST = 200;
/** A live document up to this many bytes goes ahead of the bulk. */
const SMALL_BYTES = 64 * 1024;

/** Updates of one document in a push, with the outbox entries behind them. */
export interface PushedPart extends DocumentUpdate {
  readonly entries: readonly OutboxEntry[];
  /** Holds more than its entries: what the relay was found to lack. */
  readonly repair: boolean;
}

interface Waiting {
  entries: OutboxEntry[];
  bytes: number;
  /** Changed since the connection began. */
  live: boolean;
  /** Travels one entry at a time, because a merged push of it was refused. */
  apart: boolean;
}

export interface OutboxQueue {
  /** @param live false for what had waited when the connection began. */
  add(entries: readonly OutboxEntry[], live: boolean): void;
  /** Content that the relay was found to lack; it travels together with what waits of its document. */
  addRepair(update: DocumentUpdate): void;
  /** The parts of the next push, or undefined where nothing may go now. @param inFlight pushes without an answer. */
  next(inFlight: number): readonly PushedPart[] | undefined;
  /** The document may travel again. `back` are entries that were refused merged: they go again, one by one. */
  release(name: DocumentName, back: readonly OutboxEntry[]): void;
  /** Entries of the document that no longer wait as they were. */
  forget(name: DocumentName, ids: ReadonlySet<number>): void;
  /** The document travels no more, and what waits of it stays, `back` as well, until the rights change. */
  hold(name: DocumentName, back: readonly OutboxEntry[]): void;
  rightsChanged(): void;
  /** True where nothing travels, nor waits but for what is held. */
  readonly empty: boolean;
}

export function createOutboxQueue(isDirectory: (name: DocumentName) => boolean): OutboxQueue {
  const waiting = new Map<DocumentName, Waiting>();
  const repairs = new Map<DocumentName, Uint8Array>();
  const travelling = new Set<DocumentName>();
  const held = new Set<DocumentName>();

  function add(entries: readonly OutboxEntry[], live: boolean): void {
    for (const entry of entries) {
      const known = waiting.get(entry.name) ?? { entries: [], bytes: 0, live: false, apart: false };
      known.entries.push(entry);
      known.bytes += entry.update.byteLength;
      known.live ||= live;
      waiting.set(entry.name, known);
    }
  }

  /** Names that may go now, in order of invariant 2. */
  function candidates(inFlight: number): DocumentName[] {
    const free = [...waiting].filter(([name]) => !travelling.has(name) && !repairs.has(name) && !held.has(name));
    const small = free.filter(([name, { live, bytes }]) => isDirectory(name) || (live && bytes <= SMALL_BYTES));
    const first = small.toReversed().toSorted(([left], [right]) => Number(isDirectory(right)) - Number(isDirectory(left)));
    const rest = inFlight < WINDOW - 1 ? free.filter((each) => !small.includes(each)) : [];
    return [...first, ...rest].map(([name]) => name);
  }

  function take(name: DocumentName, room: number): PushedPart | undefined {
    const mine = waiting.get(name);
    const first = mine?.entries[0];
    if (mine === undefined || first === undefined) return undefined;
    let count = 0;
    let bytes = 0;
    const most = mine.apart ? 1 : MERGE_AT_MOST;
    for (const entry of mine.entries) {
      if (count >= most || (count > 0 && bytes + entry.update.byteLength > room)) break;
      bytes += entry.update.byteLength;
      count += 1;
    }
    const taken = mine.entries.splice(0, count);
    mine.bytes -= bytes;
    if (mine.entries.length === 0 && !mine.apart) waiting.delete(name);
    return { name, update: merged(taken.map((entry) => entry.update)), entries: taken, repair: false };
  }

  function takeRepair(): readonly PushedPart[] | undefined {
    for (const [name, update] of repairs) {
      if (travelling.has(name) || held.has(name)) continue;
      const entries = waiting.get(name)?.apart === true ? [] : (waiting.get(name)?.entries ?? []).slice(0, MERGE_AT_MOST);
      waiting.get(name)?.entries.splice(0, entries.length);
      if (entries.length > 0 && waiting.get(name)?.entries.length === 0) waiting.delete(name);
      repairs.delete(name);
      travelling.add(name);
      return [{ name, update: merged([update, ...entries.map((entry) => entry.update)]), entries, repair: true }];
    }
    return undefined;
  }

  function release(name: DocumentName, back: readonly OutboxEntry[]): void {
    travelling.delete(name);
    const rest = waiting.get(name);
    if (back.length > 0) {
      const bytes = back.reduce((sum, entry) => sum + entry.update.byteLength, 0);
      waiting.set(name, { entries: [...back, ...(rest?.entries ?? [])], bytes: bytes + (rest?.bytes ?? 0), live: rest?.live ?? false, apart: true });
    } else if (rest?.entries.length === 0) waiting.delete(name);
  }

  return {
    add,
    addRepair(update) {
      repairs.set(update.name, update.update);
    },
    next(inFlight) {
      if (inFlight >= WINDOW) return undefined;
      const repair = inFlight < WINDOW - 1 ? takeRepair() : undefined;
      if (repair !== undefined) return repair;
      const parts: PushedPart[] = [];
      let bytes = 0;
      for (const name of candidates(inFlight)) {
        if (bytes >= PUSH_BYTES || parts.length >= DOCUMENTS_AT_MOST) break;
        if (bytes > 0 && bytes + (waiting.get(name)?.entries[0]?.update.byteLength ?? 0) > PUSH_BYTES) continue;
        const part = take(name, PUSH_BYTES - bytes);
        if (part === undefined) continue;
        travelling.add(name);
        bytes += part.update.byteLength;
        parts.push(part);
      }
      return parts.length > 0 ? parts : undefined;
    },
    release,
    forget(name, ids) {
      repairs.delete(name);
      const rest = waiting.get(name);
      if (rest === undefined) return;
      rest.entries = rest.entries.filter(({ id }) => !ids.has(id));
      rest.bytes = rest.entries.reduce((sum, entry) => sum + entry.update.byteLength, 0);
    },
    hold(name, back) {
      release(name, back);
      held.add(name);
    },
    rightsChanged: () => held.clear(),
    get empty() {
      const free = (name: DocumentName): boolean => !held.has(name);
      return travelling.size === 0 && ![...waiting.keys(), ...repairs.keys()].some(free);
    },
  };
}

function merged(updates: readonly Uint8Array[]): Uint8Array {
  const [only, ...others] = updates;
  return only !== undefined && others.length === 0 ? only : Y.mergeUpdates([...updates]);
}
