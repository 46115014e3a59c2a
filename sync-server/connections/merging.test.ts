import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#model/identity/ids.ts';
import { mergeByDocument, mergeInGroups, stateSince } from './merging.ts';

function updatesOf(count: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let number = 0; number < count; number += 1) doc.getMap('meta').set(`key ${number % 50}`, number);
  return { doc, updates };
}

describe('merging a slice of the log', () => {
  it('gives the same content as its updates one by one, however many', () => {
    for (const count of [1, 2, 32, 33, 1500]) {
      const { doc, updates } = updatesOf(count);
      const merged = new Y.Doc();
      Y.applyUpdate(merged, mergeInGroups(updates));
      expect(merged.getMap('meta').toJSON()).toEqual(doc.getMap('meta').toJSON());
    }
  });

  it('holds for a slice from the middle, which lacks what came before', () => {
    const { doc, updates } = updatesOf(200);
    const target = new Y.Doc();
    Y.applyUpdate(target, mergeInGroups(updates.slice(0, 90)));
    Y.applyUpdate(target, mergeInGroups(updates.slice(90)));
    expect(target.getMap('meta').toJSON()).toEqual(doc.getMap('meta').toJSON());
  });

  it('the part of the present state that rows touch holds all of their effect, and not what was overwritten', () => {
    const { doc, updates } = updatesOf(300);
    const [early, late] = [updates.slice(0, 100), updates.slice(100)];
    const target = new Y.Doc();
    for (const update of early) Y.applyUpdate(target, update);
    const part = stateSince(doc, late);
    Y.applyUpdate(target, part);
    expect(target.getMap('meta').toJSON()).toEqual(doc.getMap('meta').toJSON());
    expect(part.byteLength).toBeLessThan(mergeInGroups(late).byteLength);
  });

  it('puts directory and catalogue first, then this month’s ledgers, boards, articles, the rest', async () => {
    const names = ['versions/x', 'ledger/BJ/2024-01/1', 'article/x', 'board/x', 'ledger/BJ/2026-11/1', 'catalogue', 'directory'];
    const rows = names.map((name, index) => ({
      name: name as DocumentName,
      update: Y.encodeStateAsUpdate(new Y.Doc()),
      origin: '',
      atMs: 0,
      sequence: index + 1,
    }));
    const rooms = {
      sizes: new Map<DocumentName, number>(),
      use: () => {
        throw new Error('no document is to be loaded');
      },
    };
    const merged = await mergeByDocument(rows, Date.UTC(2026, 10, 24), rooms);
    expect(merged.map(({ name }) => name)).toEqual(names.toReversed().toSpliced(5, 2, 'versions/x', 'ledger/BJ/2024-01/1'));
  });
});
