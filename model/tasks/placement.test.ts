import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byPosition, firstPositions, positionAt } from './placement.ts';

describe('the order of cards', () => {
  it('[TASK-6] a move lands where it was dropped, whatever moves came before', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ moved: fc.nat(5), beside: fc.nat(5), before: fc.boolean() }), { maxLength: 60 }), (moves) => {
        let row = firstPositions(6).map((position, index) => ({ id: `c${index}`, position }));
        for (const { moved, beside, before } of moves) {
          if (moved === beside) continue;
          const id = `c${moved}`;
          const neighbour = `c${beside}`;
          const others = row.filter((card) => card.id !== id);
          const position = positionAt(others, before ? { before: neighbour } : { after: neighbour });
          expect(position).toBeDefined();
          row = [...others, { id, position: position ?? '' }].toSorted(byPosition);
          const place = row.findIndex((card) => card.id === id);
          expect(row[before ? place + 1 : place - 1]?.id).toBe(neighbour);
        }
      }),
    );
  });

  it('finds a place beside cards that share a position', () => {
    const row = [
      { id: 'a', position: 'a0' },
      { id: 'b', position: 'a1' },
      { id: 'c', position: 'a1' },
      { id: 'd', position: 'a2' },
    ];
    const after = positionAt(row, { after: 'b' }) ?? '';
    expect(after > 'a1' && after < 'a2').toBe(true);
    const before = positionAt(row, { before: 'c' }) ?? '';
    expect(before > 'a0' && before < 'a1').toBe(true);
  });

  it('knows no neighbour that is not there', () => {
    expect(positionAt([], { before: 'x' })).toBeUndefined();
    expect(positionAt([], {})).toBe('a0');
  });
});
