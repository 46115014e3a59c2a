import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeStamp } from '../identity/hybrid-clock.ts';
import { fieldStates, headsOf, historyEntryProblem, nextEntry, type HistoryEntry } from './card-history.ts';
import { cardState } from './card-state.ts';

const CARD = '01890000-0000-7000-8000-000000000001';

function entryId(number: number): string {
  return `01890000-0000-7000-9000-${number.toString(16).padStart(12, '0')}`;
}

function entry(number: number, field: string, value: unknown, seen: readonly string[], ms = number, office = 'SH'): HistoryEntry {
  const at = makeStamp(ms, 0, '00000000');
  return { id: entryId(number), card: CARD, field, value, seen, by: 'p', name: '张伟', office, workstation: 'w', at };
}

type Step =
  | { readonly act: 'edit'; readonly office: number; readonly field: string; readonly value: number }
  | { readonly act: 'take'; readonly office: number; readonly from: number };

/** Offices that edit one card and now and then take over what another holds; what an edit saw is what its office held. */
const sessions: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ act: fc.constant('edit' as const), office: fc.nat(2), field: fc.constantFrom('title', 'due', 'place'), value: fc.nat(3) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('take' as const), office: fc.nat(2), from: fc.nat(2) }) },
  ),
  { maxLength: 40 },
);

function play(session: readonly Step[]): HistoryEntry[] {
  const offices = [0, 1, 2].map(() => new Map<string, HistoryEntry>());
  let number = 0;
  for (const step of session) {
    const held = offices[step.office];
    if (held === undefined) continue;
    if (step.act === 'take') {
      for (const [id, taken] of offices[step.from] ?? []) held.set(id, taken);
      continue;
    }
    number += 1;
    const { seen: _seen, ...draft } = entry(number, step.field, step.value, []);
    const made = nextEntry(draft, fieldStates([...held.values()]).get(step.field));
    held.set(made.id, made);
  }
  return [...new Map(offices.flatMap((office) => [...office])).values()];
}

describe('the history of a card', () => {
  it('[TASK-3] any order of arrival gives the same state', () => {
    fc.assert(
      fc.property(
        sessions.chain((session) => {
          const entries = play(session);
          return fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length }));
        }),
        ([entries, shuffled]) => {
          expect(cardState(shuffled)).toEqual(cardState(entries));
          expect(new Map(fieldStates(shuffled))).toEqual(new Map(fieldStates(entries)));
        },
      ),
    );
  });

  it('[TASK-4] no value is lost: an entry is a head, or a later one was made in its sight', () => {
    fc.assert(
      fc.property(sessions, (session) => {
        const entries = play(session);
        for (const [, state] of fieldStates(entries)) {
          const heads = new Set(state.heads.map((head) => head.id));
          expect(heads.size).toBeGreaterThan(0);
          for (const one of entries.filter((each) => each.field === state.field)) {
            const seenBy = entries.some((other) => other.field === one.field && other.seen.includes(one.id));
            expect(heads.has(one.id)).toBe(!seenBy);
          }
        }
      }),
    );
  });

  it('[TASK-5] settling leaves one head, and one value, whatever else was there', () => {
    fc.assert(
      fc.property(sessions, (session) => {
        const entries = play(session);
        for (const [field, state] of fieldStates(entries)) {
          const settled = nextEntry({ ...entry(9999, field, 'chosen', []), field }, state);
          const after = fieldStates([settled, ...entries]).get(field);
          expect(after?.heads.map((head) => head.id)).toEqual([settled.id]);
          expect(after?.collided).toBe(false);
        }
      }),
    );
  });

  it('[TASK-4] two values made apart are both shown, with who and where', () => {
    const first = entry(1, 'title', '盘点', []);
    const beijing = entry(2, 'title', '月末盘点', [first.id], 5, 'BJ');
    const guangzhou = entry(3, 'title', '季度盘点', [first.id], 4, 'GZ');
    const state = fieldStates([first, beijing, guangzhou]).get('title');
    expect(state?.collided).toBe(true);
    expect(state?.heads.map((head) => [head.office, head.value])).toEqual([['BJ', '月末盘点'], ['GZ', '季度盘点']]);
  });

  it('[TASK-4] the same value made twice is no collision', () => {
    const state = fieldStates([entry(1, 'due', '2026-11-23', []), entry(2, 'due', '2026-11-23', [])]).get('due');
    expect(state?.heads).toHaveLength(2);
    expect(state?.collided).toBe(false);
  });

  it('[TASK-6] a place, a label and a tick resolve by the latest stamp', () => {
    const list = '01890000-0000-7000-8000-0000000000aa';
    const state = cardState([
      entry(1, 'place', { list, position: 'a0' }, [], 7),
      entry(2, 'place', { list, position: 'a1' }, [], 9),
      entry(3, 'label/紧急', true, [], 3),
      entry(4, 'label/紧急', false, [], 2),
    ]);
    expect(state.place?.position).toBe('a1');
    expect(state.labels).toEqual(['紧急']);
    expect(state.collisions).toEqual([]);
  });

  it('entries that name each other in a circle still leave heads', () => {
    const heads = headsOf([entry(1, 'title', 'a', [entryId(2)]), entry(2, 'title', 'b', [entryId(1)])]);
    expect(heads.map((head) => head.value)).toEqual(['b', 'a']);
  });

  it('[TASK-2] refuses entries of a wrong shape, keeps fields of a newer version', () => {
    const good = entry(1, 'title', '盘点', []);
    expect(historyEntryProblem(good.id, good)).toBeUndefined();
    expect(historyEntryProblem(good.id, { ...good, field: 'colour', value: { any: 1 } })).toBeUndefined();
    expect(historyEntryProblem(entryId(2), good)).toContain('calls itself');
    expect(historyEntryProblem(good.id, { ...good, seen: [good.id] })).toContain('seen itself');
    expect(historyEntryProblem(good.id, { ...good, value: '' })).toContain('cannot hold');
    expect(historyEntryProblem(good.id, { ...good, at: 'yesterday' })).toContain('at');
  });
});
