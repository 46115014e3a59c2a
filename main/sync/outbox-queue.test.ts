import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#model/identity/ids.ts';
import type { OutboxEntry } from '../store/store.ts';
import { createOutboxQueue, PUSH_BYTES, WINDOW } from './outbox-queue.ts';

const name = (text: string): DocumentName => text as DocumentName;
const isDirectory = (document: DocumentName): boolean => document === 'directory';

/** Updates of one document as they would be made one after another. */
function written(document: string, count: number, size = 10): OutboxEntry[] {
  const doc = new Y.Doc();
  const entries: OutboxEntry[] = [];
  doc.on('update', (update: Uint8Array) => entries.push({ id: entries.length + 1, name: name(document), update, atMs: 0 }));
  for (let index = 0; index < count; index += 1) doc.getMap('entries').set(`${index}`, 'x'.repeat(size));
  return entries;
}

const namesOf = (parts: readonly { readonly name: string }[] | undefined): string[] => (parts ?? []).map((part) => part.name);

describe('what travels next', () => {
  it('[SYNC-7] merges what waits of one document, in its order', () => {
    const queue = createOutboxQueue(isDirectory);
    const entries = written('a', 5);
    queue.add(entries, false);
    const [part] = queue.next(0) ?? [];
    expect(part?.entries).toEqual(entries);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, part?.update ?? new Uint8Array());
    expect([...doc.getMap('entries').keys()]).toEqual(['0', '1', '2', '3', '4']);
  });

  it('[SYNC-7] the directory goes first, then what changed just now, newest first, then what had waited, oldest first', () => {
    const queue = createOutboxQueue(isDirectory);
    for (const document of ['old 1', 'old 2', 'directory']) queue.add(written(document, 1), false);
    for (const document of ['new 1', 'new 2']) queue.add(written(document, 1), true);
    expect(namesOf(queue.next(0))).toEqual(['directory', 'new 2', 'new 1', 'old 1', 'old 2']);
  });

  it('[SYNC-7] keeps the last place of the window for small live changes', () => {
    const queue = createOutboxQueue(isDirectory);
    for (let index = 0; index < 10; index += 1) queue.add(written(`bulk ${index}`, 1, PUSH_BYTES), false);
    for (let inFlight = 0; inFlight < WINDOW - 1; inFlight += 1) expect(namesOf(queue.next(inFlight))).toEqual([`bulk ${inFlight}`]);
    expect(queue.next(WINDOW - 1)).toBeUndefined();
    queue.add(written('live', 1), true);
    expect(namesOf(queue.next(WINDOW - 1))).toEqual(['live']);
    queue.add(written('later', 1), true);
    expect(queue.next(WINDOW)).toBeUndefined();
  });

  it('[SYNC-7] never has a document on the way twice', () => {
    const queue = createOutboxQueue(isDirectory);
    queue.add(written('a', 1), true);
    expect(namesOf(queue.next(0))).toEqual(['a']);
    queue.add(written('a', 1), true);
    expect(queue.next(1)).toBeUndefined();
    queue.release(name('a'), []);
    expect(namesOf(queue.next(0))).toEqual(['a']);
    queue.release(name('a'), []);
    expect(queue.empty).toBe(true);
  });

  it('[SYNC-8] what was refused merged goes again entry by entry, before what came later', () => {
    const queue = createOutboxQueue(isDirectory);
    const entries = written('a', 3);
    queue.add(entries.slice(0, 2), false);
    const refused = queue.next(0)?.[0];
    queue.add(entries.slice(2), true);
    queue.release(name('a'), refused?.entries ?? []);
    for (const entry of entries) {
      expect(queue.next(0)?.map((part) => part.entries)).toEqual([[entry]]);
      queue.release(name('a'), []);
    }
    expect(queue.empty).toBe(true);
  });

  it('[SYNC-9] a repair takes along what waits of its document', () => {
    const queue = createOutboxQueue(isDirectory);
    const [first, second] = written('a', 2);
    if (first === undefined || second === undefined) throw new Error('nothing written');
    queue.add([second], false);
    queue.addRepair({ name: name('a'), update: first.update });
    const [part] = queue.next(0) ?? [];
    expect(part?.entries).toEqual([second]);
    expect(part?.repair).toBe(true);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, part?.update ?? new Uint8Array());
    expect([...doc.getMap('entries').keys()]).toEqual(['0', '1']);
  });

  it('[SYNC-19] what is held goes once the rights change, in its order, and holds up nothing else', () => {
    const queue = createOutboxQueue(isDirectory);
    const entries = written('a', 3);
    queue.add(entries.slice(0, 1), false);
    const refused = queue.next(0)?.[0];
    queue.hold(name('a'), refused?.entries ?? []);
    queue.add(entries.slice(1), true);
    expect(queue.next(0)).toBeUndefined();
    expect(queue.empty).toBe(true);
    queue.add(written('b', 1), true);
    expect(namesOf(queue.next(0))).toEqual(['b']);
    queue.release(name('b'), []);
    queue.rightsChanged();
    expect(queue.empty).toBe(false);
    for (const entry of entries) {
      expect(queue.next(0)?.map((part) => part.entries)).toEqual([[entry]]);
      queue.release(name('a'), []);
    }
    expect(queue.empty).toBe(true);
  });
});
