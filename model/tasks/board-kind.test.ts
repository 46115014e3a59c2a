import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { observeChange } from '../document/change.ts';
import type { RuleContext } from '../document/kind.ts';
import { openDocument } from '../document/open-document.ts';
import { makeStamp } from '../identity/hybrid-clock.ts';
import { boardKind, boardName } from './board-kind.ts';

const BOARD = boardName('01890000-0000-7000-8000-0000000000b0');
const CARD = '01890000-0000-7000-8000-000000000001';
const ENTRY = '01890000-0000-7000-8000-000000000002';
const author = { by: 'p', name: '张伟', office: 'SH', workstation: 'w', at: makeStamp(1, 0, '00000000') };
const entry = { id: ENTRY, card: CARD, field: 'title', value: '盘点', seen: [], ...author };
const context: RuleContext = { verify: () => false, workstationKey: () => undefined, rootKey: () => undefined };

function judge(doc: Y.Doc, act: () => void): string | undefined {
  return boardKind.check(observeChange(BOARD, boardKind, doc, () => doc.transact(act)), context)?.rule;
}

function board(): Y.Doc {
  const doc = openDocument(boardKind);
  doc.getMap('history').set(ENTRY, entry);
  doc.getMap('comments').set(ENTRY, { id: ENTRY, card: CARD, text: '已联系', ...author });
  doc.getMap('cards').set(CARD, { id: CARD, ...author });
  return doc;
}

describe('a board document', () => {
  it('[TASK-1] takes new entries, and refuses to remove, replace or nest them', () => {
    for (const root of ['history', 'comments', 'cards']) {
      const key = root === 'cards' ? CARD : ENTRY;
      const removing = board();
      expect(judge(removing, () => removing.getMap(root).delete(key))).toBe('TASK-1');
      const replacing = board();
      expect(judge(replacing, () => replacing.getMap(root).set(key, { ...entry, value: '改' }))).toBe('TASK-1');
    }
    const nested = openDocument(boardKind);
    expect(judge(nested, () => nested.getMap('history').set(ENTRY, new Y.Map(Object.entries(entry))))).toBe('TASK-1');
    const fresh = openDocument(boardKind);
    expect(judge(fresh, () => fresh.getMap('history').set(ENTRY, entry))).toBeUndefined();
  });

  it('[TASK-1] an entry that is removed and set again in one update is refused unless it is the same', () => {
    const doc = board();
    const act = (value: unknown) => (): void => {
      doc.getMap('history').delete(ENTRY);
      doc.getMap('history').set(ENTRY, value);
    };
    expect(judge(doc, act({ ...entry, value: '另一个' }))).toBe('TASK-1');
    const same = board();
    expect(
      judge(same, () => {
        same.getMap('history').delete(ENTRY);
        same.getMap('history').set(ENTRY, entry);
      }),
    ).toBeUndefined();
  });

  it('[TASK-2] refuses records that are not what they should be', () => {
    const cases: [string, string, unknown][] = [
      ['history', ENTRY, { ...entry, seen: 'x' }],
      ['history', ENTRY, 'text'],
      ['comments', ENTRY, { id: ENTRY, card: CARD, text: '', ...author }],
      ['cards', CARD, { id: ENTRY, ...author }],
      ['lists', CARD, new Y.Map([['title', '']])],
      ['meta', 'title', 5],
    ];
    for (const [root, key, value] of cases) {
      const doc = openDocument(boardKind);
      expect(judge(doc, () => doc.getMap(root).set(key, value)), root).toBe('TASK-2');
    }
  });
});
