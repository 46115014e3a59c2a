import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeStamp } from '../identity/hybrid-clock.ts';
import { recordHash } from '../identity/signatures.ts';
import { createChainCheck, type ChainReport } from './chain.ts';
import type { Movement } from './movement.ts';

/** A chain of movements as a workstation posts them. */
function posted(count: number, workstation = 'w'): Movement[] {
  const movements: Movement[] = [];
  for (let sequence = 1; sequence <= count; sequence += 1) {
    const before = movements.at(-1);
    movements.push(movementOf(workstation, sequence, before === undefined ? '' : recordHash(before)));
  }
  return movements;
}

function movementOf(workstation: string, sequence: number, previous: string): Movement {
  return {
    id: `${workstation}-${String(sequence)}`,
    number: `SH-A-2026-${String(sequence).padStart(6, '0')}`,
    line: 1,
    kind: 'receipt',
    office: 'SH',
    item: 'item',
    location: 'main',
    quantity: 1000,
    reason: 'purchase',
    by: 'person',
    workstation,
    letter: 'A',
    at: makeStamp(1_800_000_000_000 + sequence, 0, '00000001'),
    sequence,
    previous,
    signature: 'signed',
  };
}

function check(movements: readonly Movement[]): readonly ChainReport[] {
  const chains = createChainCheck(({ signature }) => signature === 'signed');
  for (const movement of movements) chains.take(movement);
  return chains.reports();
}

const findings = (movements: readonly Movement[]): unknown => check(movements)[0]?.findings;

describe('a workstation’s chain', () => {
  it('[STOCK-80] is complete in whatever order it arrived, and twice held is held once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(posted(12), { minLength: 12 }), fc.subarray(posted(12)), (movements, again) => {
        expect(check([...movements, ...again])).toMatchObject([{ workstation: 'w', movements: 12, last: { sequence: 12 }, findings: [] }]);
      }),
    );
  });

  it('[STOCK-80] that lost movements before its last tells which', () => {
    fc.assert(
      fc.property(fc.subarray(posted(11)), (held) => {
        const movements = [...held, ...posted(12).slice(11)];
        const missing = (findings(movements) as { kind: string; from: number; to: number }[]).flatMap(({ kind, from, to }) => {
          expect(kind).toBe('missing');
          return Array.from({ length: to - from + 1 }, (_, index) => from + index);
        });
        expect(new Set([...missing, ...movements.map(({ sequence }) => sequence)])).toEqual(new Set(posted(12).map(({ sequence }) => sequence)));
        expect(missing).toHaveLength(12 - movements.length);
      }),
    );
  });

  it('[STOCK-80] of which anything was altered is not complete, and names it', () => {
    const change = fc.constantFrom<(movement: Movement) => Movement>(
      (movement) => ({ ...movement, quantity: movement.quantity + 1 }),
      (movement) => ({ ...movement, at: makeStamp(1_700_000_000_000, 0, '00000001') }),
      (movement) => ({ ...movement, by: 'another' }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), change, (index, alter) => {
        const movements = posted(12);
        const altered = movements.map((movement, place) => (place === index ? alter(movement) : movement));
        // The one after it names what it was.
        expect(findings(altered)).toMatchObject([{ kind: 'broken', from: index + 2, to: index + 2, numbers: [movements[index + 1]?.number] }]);
        expect(findings(movements.map((movement, place) => (place === index ? { ...movement, signature: 'forged' } : movement)))).toContainEqual(
          expect.objectContaining({ kind: 'unproven', from: index + 1 }),
        );
      }),
    );
  });

  it('[STOCK-80] that goes two ways is told as forked, with both documents', () => {
    const movements = posted(5);
    const fourth = movements[3];
    if (fourth === undefined) throw new Error('no fourth');
    const other = { ...fourth, id: 'other', number: 'SH-A-2026-000099' };
    const after = { ...movementOf('w', 5, recordHash(other)), id: 'after' };
    expect(findings([...movements, other, after])).toEqual([
      { kind: 'forked', from: 4, to: 4, numbers: ['SH-A-2026-000004', 'SH-A-2026-000099'] },
      { kind: 'forked', from: 5, to: 5, numbers: ['SH-A-2026-000005'] },
    ]);
  });
});
