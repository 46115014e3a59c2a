/**
 * Takes updates into the log and gives documents to read.
 *
 * 1. Documents of kinds that are not guarded take updates without being built: the update is checked to be
 *    well-formed, and stored. Guarded ones take it only after the kind judged what the document would hold.
 * 2. What is refused changes nothing: the document it was tried on is dropped and loaded again.
 * 3. `taken` resolves once the update is on disk.
 */
import * as Y from 'yjs';
import { observeChange } from '#model/document/change.ts';
import type { DocumentKind, DocumentProblem, RuleContext, Writer } from '#model/document/kind.ts';
import type { KindRegistry } from '#model/document/registry.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Timers } from '#model/link/transport.ts';
import type { Limits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { RelayStorage, StoredUpdate } from '../storage/storage.ts';
import { holdsAlready, lacksEarlier, malformedUpdate } from './document-loading.ts';
import { createGroupCommit } from './group-commit.ts';
import { createRoom, type Room } from './room.ts';

const NO_RIGHT = 'this workstation may not write this document';

export type Admission =
  | { readonly accepted: true; readonly durable: Promise<unknown> }
  | { readonly accepted: false; readonly problem: DocumentProblem };

/** Keeps a document in memory until it is released. */
export interface RoomLease {
  /** Runs `work` on the document as it stands on disk. Rejects when it cannot be loaded. */
  read<Result>(work: (doc: Y.Doc) => Result): Promise<Result>;
  release(): void;
}

export interface Rooms {
  /** Judges and takes one update. Rejects when the document cannot be loaded. */
  admit(name: DocumentName, update: Uint8Array, writer: Writer, origin: string): Promise<Admission>;
  use(name: DocumentName): RoomLease;
  /** Writes the snapshot of a document where enough rows gathered. */
  fold(name: DocumentName): Promise<void>;
  /** Names and sizes of all documents stored. */
  readonly sizes: ReadonlyMap<DocumentName, number>;
  /** Documents in memory, with their phase. */
  phases(): ReadonlyMap<DocumentName, Room['phase']>;
  /** Everything taken so far is on disk or has failed. */
  settled(): Promise<void>;
  /** An update that was stored by another way than `admit`. */
  noteStored(update: StoredUpdate): void;
  /** Drops all documents from memory, after what was taken is on disk. */
  close(): Promise<void>;
}

export interface RoomsParts {
  readonly storage: RelayStorage;
  readonly kinds: KindRegistry;
  readonly rules: RuleContext;
  readonly nowMs: () => number;
  readonly timers: Timers;
  readonly limits: Limits;
  readonly log: Log;
  /** Told after the commit, in sequence order. */
  committed(updates: readonly StoredUpdate[]): void;
  commitFailed(error: Error): void;
}

export async function createRooms(parts: RoomsParts): Promise<Rooms> {
  const { storage, kinds, rules, nowMs, timers, limits, log } = parts;
  const rooms = new Map<DocumentName, Room>();
  const sizes = new Map((await storage.documents()).map((entry) => [entry.name, entry.bytes]));
  const applied = new WeakSet<Uint8Array>();
  const commit = createGroupCommit(storage, timers, limits, (updates) => {
    for (const update of updates) rooms.get(update.name)?.committed(update, applied.has(update.update));
    parts.committed(updates);
  });

  function kindOf(name: DocumentName): DocumentKind {
    const kind = kinds.kindOf(name);
    if (kind === undefined) throw new Error(`document ${name} has no kind`);
    return kind;
  }

  function roomOf(name: DocumentName): Room {
    const held = rooms.get(name);
    if (held !== undefined) return held;
    const around = { storage, timers, limits, log, settled: () => commit.settled(), folded: (bytes: number) => sizes.set(name, bytes) };
    const room: Room = createRoom(name, kindOf(name), around, () => {
      if (rooms.get(name) === room) rooms.delete(name);
    });
    rooms.set(name, room);
    return room;
  }

  function take(name: DocumentName, update: Uint8Array, origin: string, room: Room | undefined): Promise<number> {
    sizes.set(name, (sizes.get(name) ?? 0) + update.byteLength);
    if (room !== undefined) {
      applied.add(update);
      room.tell({ type: 'taken' });
    }
    const durable = commit.add({ name, update, origin, atMs: nowMs() });
    durable.catch((error: unknown) => {
      sizes.set(name, Math.max(0, (sizes.get(name) ?? 0) - update.byteLength));
      room?.tell({ type: 'commitFailed' });
      parts.commitFailed(error instanceof Error ? error : new Error(String(error)));
    });
    return durable;
  }

  async function judge(name: DocumentName, update: Uint8Array, origin: string, kind: DocumentKind, room: Room): Promise<Admission> {
    const doc = await room.whenLive();
    let changed = false;
    const noteChange = (): void => {
      changed = true;
    };
    doc.on('update', noteChange);
    try {
      const change = observeChange(name, kind, doc, () => Y.applyUpdate(doc, update, 'judged'));
      const problem = lacksEarlier(doc)
        ? { rule: 'RELAY-5', detail: 'earlier updates of this document are missing here' }
        : kind.check(change, rules);
      if (problem !== undefined) {
        room.tell({ type: 'spoiled' });
        return { accepted: false, problem };
      }
    } catch (error) {
      room.tell({ type: 'spoiled' });
      return { accepted: false, problem: { rule: 'RELAY-8', detail: error instanceof Error ? error.message : 'unreadable' } };
    } finally {
      doc.off('update', noteChange);
    }
    // Sent before and held already: what is left to wait for is the commit of the first time.
    return { accepted: true, durable: changed ? take(name, update, origin, room) : commit.settled() };
  }

  function use(name: DocumentName): RoomLease {
    const guarded = kindOf(name).guarded;
    const room = roomOf(name);
    room.tell({ type: 'needed' });
    let released = false;
    const readNow = async <Result>(work: (doc: Y.Doc) => Result): Promise<Result> => {
      await commit.settled();
      return work(await room.whenLive());
    };
    return {
      // In a guarded document updates stand before they are committed; in its turn none is between.
      read: (work) => (guarded ? room.inTurn(() => readNow(work)) : readNow(work)),
      release() {
        if (released) return;
        released = true;
        room.tell({ type: 'released' });
      },
    };
  }

  async function holds(name: DocumentName, update: Uint8Array): Promise<boolean> {
    if (!sizes.has(name)) return false;
    const lease = use(name);
    try {
      return await lease.read((doc) => holdsAlready(doc, update));
    } finally {
      lease.release();
    }
  }

  return {
    sizes,
    phases: () => new Map([...rooms].map(([name, room]) => [name, room.phase])),
    settled: () => commit.settled(),
    noteStored(update) {
      sizes.set(update.name, (sizes.get(update.name) ?? 0) + update.update.byteLength);
      rooms.get(update.name)?.committed(update, false);
      parts.committed([update]);
    },
    async close() {
      await commit.settled();
      for (const room of rooms.values()) room.close();
      rooms.clear();
    },
    async admit(name, view, writer, origin) {
      const kind = kinds.kindOf(name);
      if (kind === undefined) return refused('RELAY-6', 'unknown document');
      const mayNot = !kind.mayWrite(name, writer);
      if (mayNot && !kind.mayRead(name, writer)) return refused('RELAY-4', NO_RIGHT);
      if (view.byteLength > limits.updateBytes) return refused('RELAY-8', `update of ${view.byteLength} bytes`);
      if ((sizes.get(name) ?? 0) + view.byteLength > limits.documentBytes) return refused('RELAY-19', 'the document is full');
      // The caller's bytes are a view of a message: what is kept is a copy, and what is read ends where it ends.
      const update = new Uint8Array(view);
      const malformed = malformedUpdate(update);
      if (malformed !== undefined) return refused('RELAY-8', malformed);
      // An update whose acknowledgement was lost is not refused afterwards: its writer would take it back.
      if (mayNot) return (await holds(name, update)) ? { accepted: true, durable: commit.settled() } : refused('RELAY-4', NO_RIGHT);
      if (!kind.guarded) return { accepted: true, durable: take(name, update, origin, undefined) };
      const room = roomOf(name);
      room.tell({ type: 'needed' });
      try {
        return await room.inTurn(() => judge(name, update, origin, kind, room));
      } finally {
        room.tell({ type: 'released' });
      }
    },
    async fold(name) {
      const room = roomOf(name);
      room.tell({ type: 'needed' });
      try {
        await room.inTurn(async () => {
          await room.whenLive();
          await commit.settled();
          await room.fold();
        });
      } finally {
        room.tell({ type: 'released' });
      }
    },
    use,
  };
}

function refused(rule: string, detail: string): Admission {
  return { accepted: false, problem: { rule, detail: detail.slice(0, 300) } };
}
