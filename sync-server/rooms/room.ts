/**
 * One document in the relay's memory; carries out what room-lifecycle.ts decides.
 *
 * 1. Committed updates reach the document in sequence order, also those that are committed while it loads.
 * 2. Readers see it only when everything taken so far is on disk.
 * 3. Its snapshot is written only while nothing waits for a commit and no earlier update is missing.
 */
import type * as Y from 'yjs';
import { encodeStateAsUpdate, applyUpdate } from 'yjs';
import type { DocumentKind } from '#model/document/kind.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Timers } from '#model/link/transport.ts';
import type { Limits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { RelayStorage, StoredUpdate } from '../storage/storage.ts';
import { buildDocument, lacksEarlier } from './document-loading.ts';
import { decideRoom, GONE, type RoomAction, type RoomEvent, type RoomState } from './room-lifecycle.ts';

export interface RoomSurroundings {
  readonly storage: Pick<RelayStorage, 'load' | 'saveSnapshot'>;
  readonly timers: Timers;
  readonly limits: Pick<Limits, 'roomIdleMs' | 'foldAfterUpdates'>;
  readonly log: Log;
  /** Resolves when every update added so far is on disk or has failed. */
  settled(): Promise<void>;
  /** Told the size of a snapshot that was written. */
  folded(bytes: number): void;
}

export interface Room {
  readonly phase: RoomState['phase'];
  tell(event: RoomEvent): void;
  /** The document, once live. Rejects when it cannot be loaded. */
  whenLive(): Promise<Y.Doc>;
  /** Runs `work` after everything before it in this room; on a guarded document only one at a time. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Writes a snapshot where enough rows gathered. */
  fold(): Promise<void>;
  /** @param applied true where the update was applied to the document when it was taken. */
  committed(update: StoredUpdate, applied: boolean): void;
  /** Forgets the document and stops the timer; for the end of the relay. */
  close(): void;
}

/** @param gone is called whenever the room has no document in memory any longer. */
export function createRoom(name: DocumentName, kind: DocumentKind, around: RoomSurroundings, gone: () => void): Room {
  const { storage, timers, limits, log } = around;
  let state: RoomState = GONE;
  let doc: Y.Doc | undefined;
  /** Sequence up to which `doc` holds every committed update of this document. */
  let upTo = 0;
  let rows = 0;
  let committedMeanwhile: StoredUpdate[] = [];
  let loads = 0;
  let stopIdleTimer: (() => void) | undefined;
  let waiters: { resolve(doc: Y.Doc): void; reject(error: Error): void }[] = [];
  let failure = new Error(`document ${name} is not loaded`);
  let turn: Promise<unknown> = Promise.resolve();

  function tell(event: RoomEvent): void {
    const step = decideRoom(state, event);
    state = step.state;
    for (const action of step.actions) carryOut(action);
  }

  function carryOut(action: RoomAction): void {
    switch (action) {
      case 'load':
        loads += 1;
        void load(loads);
        return;
      case 'serve':
        for (const waiter of takeWaiters()) if (doc !== undefined) waiter.resolve(doc);
        return;
      case 'fail':
        for (const waiter of takeWaiters()) waiter.reject(failure);
        return;
      case 'startIdleTimer':
        stopIdleTimer?.();
        stopIdleTimer = timers.after(limits.roomIdleMs, () => tell({ type: 'idleTimePassed' }));
        return;
      case 'stopIdleTimer':
        stopIdleTimer?.();
        stopIdleTimer = undefined;
        return;
      case 'drain':
        void fold().then(() => tell({ type: 'drained' }));
        return;
      case 'drop':
        doc?.destroy();
        doc = undefined;
        if (state.phase === 'gone') gone();
    }
  }

  function takeWaiters(): typeof waiters {
    const taken = waiters;
    waiters = [];
    return taken;
  }

  async function load(number: number): Promise<void> {
    committedMeanwhile = [];
    try {
      // What was accepted but not yet written would be missing from the storage's answer.
      await around.settled();
      const stored = await storage.load(name);
      if (number !== loads) return;
      const built = buildDocument(kind, stored);
      if (built.unreadable.length > 0) log.write('error', 'rowsUnreadable', { document: name, rows: built.unreadable.join(',') });
      doc = built.doc;
      upTo = stored.head;
      rows = stored.updates.length;
      if (committedMeanwhile.every(applyCommitted)) tell({ type: 'loaded' });
      else {
        // The row is stored by now; loading again leaves it out.
        built.doc.destroy();
        doc = undefined;
        await load(number);
      }
    } catch (error) {
      if (number !== loads) return;
      failure = new Error(`document ${name} cannot be loaded`, { cause: error });
      log.write('error', 'documentUnreadable', { document: name, cause: error instanceof Error ? error.message : 'unknown' });
      tell({ type: 'loadFailed' });
    }
  }

  /** @returns false where Yjs could not take the update and left part of it in the document. */
  function applyCommitted(update: StoredUpdate): boolean {
    if (doc === undefined || update.sequence <= upTo) return true;
    try {
      applyUpdate(doc, update.update, 'committed');
      return true;
    } catch (error) {
      log.write('error', 'rowsUnreadable', { document: name, rows: String(update.sequence), cause: error instanceof Error ? error.message : '' });
      return false;
    }
  }

  /** To be called only while nothing that the document holds waits for its commit. */
  async function fold(): Promise<void> {
    const held = doc;
    if (held === undefined || rows < limits.foldAfterUpdates || lacksEarlier(held)) return;
    const snapshot = encodeStateAsUpdate(held);
    const foldedRows = rows;
    try {
      await storage.saveSnapshot(name, snapshot, upTo);
      rows -= foldedRows;
      around.folded(snapshot.byteLength);
    } catch (error) {
      log.write('warning', 'snapshotFailed', { document: name, cause: error instanceof Error ? error.message : '' });
    }
  }

  return {
    get phase() {
      return state.phase;
    },
    tell,
    whenLive: () =>
      state.phase === 'live' && doc !== undefined
        ? Promise.resolve(doc)
        : new Promise((resolve, reject) => {
            waiters.push({ resolve, reject });
          }),
    inTurn(work) {
      const result = turn.then(work);
      turn = result.then(
        () => undefined,
        () => undefined,
      );
      return result;
    },
    fold,
    committed(update, applied) {
      if (state.phase === 'loading') committedMeanwhile.push(update);
      else if (!applied && !applyCommitted(update)) tell({ type: 'spoiled' });
      if (doc !== undefined) {
        rows += 1;
        upTo = Math.max(upTo, update.sequence);
      }
      if (applied) tell({ type: 'committed' });
    },
    close() {
      stopIdleTimer?.();
      loads += 1;
      doc?.destroy();
    },
  };
}
