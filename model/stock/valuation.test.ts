import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeStamp } from '../identity/hybrid-clock.ts';
import { balanceKey, sumBalances, transferFigures } from './balance.ts';
import type { Movement } from './movement.ts';
import { valueItem } from './valuation.ts';
import { FIRST_MS, movement, uuidOf } from './testing/sample-movements.ts';

const OFFICES = ['SH', 'BJ', 'GZ'] as const;

interface Step {
  readonly what: 'receipt' | 'issue' | 'dispatch' | 'arrive' | 'reverse';
  readonly office: (typeof OFFICES)[number];
  readonly to: (typeof OFFICES)[number];
  readonly quantity: number;
  readonly cost: number | undefined;
  readonly minute: number;
  readonly pick: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('receipt', 'issue', 'dispatch', 'arrive', 'reverse'),
  office: fc.constantFrom(...OFFICES),
  to: fc.constantFrom(...OFFICES),
  quantity: fc.integer({ min: 1, max: 50_000 }),
  cost: fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: undefined }),
  minute: fc.integer({ min: 0, max: 600 }),
  pick: fc.nat(20),
});

/** What offices that work apart may have posted: stamps in any order, arrivals short or over, reversals of anything. */
function played(steps: readonly Step[]): Movement[] {
  const made: Movement[] = [];
  for (const [index, { what, office, to, quantity, cost, minute, pick }] of steps.entries()) {
    const at = makeStamp(FIRST_MS + minute * 60_000, index, '00000001');
    const base = { at, office, ...(cost === undefined ? {} : { unitCost: cost }) };
    const sent = made.filter((each) => each.kind === 'transfer-out');
    const chosen = made[pick % Math.max(1, made.length)];
    if (what === 'receipt') made.push(movement(index, { ...base, quantity }));
    else if (what === 'issue') made.push(movement(index, { ...base, kind: 'issue', quantity: -quantity }));
    else if (what === 'dispatch' && to !== office) {
      made.push(movement(index, { ...base, kind: 'transfer-out', quantity: -quantity, transfer: uuidOf(5000 + index), from: office, to }));
    } else if (what === 'arrive' && sent.length > 0) {
      const from = sent[pick % sent.length];
      if (from?.transfer === undefined || from.from === undefined || from.to === undefined) continue;
      made.push(movement(index, { ...base, office: from.to, kind: 'transfer-in', quantity, transfer: from.transfer, from: from.from, to: from.to }));
    } else if (what === 'reverse' && chosen !== undefined && chosen.kind !== 'reversal') {
      const ends = chosen.transfer === undefined || chosen.from === undefined || chosen.to === undefined ? {} : { transfer: chosen.transfer, from: chosen.from, to: chosen.to };
      made.push(movement(index, { at, office: chosen.office, kind: 'reversal', quantity: -chosen.quantity, reverses: chosen.id, ...ends }));
    }
  }
  return made;
}

const history = fc.array(step, { maxLength: 40 }).map(played);

describe('balances and transfers', () => {
  it('[STOCK-7] sum the same in any order of arrival', () => {
    fc.assert(
      fc.property(history.chain((made) => fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length }))), ([made, arrived]) => {
        expect(sumBalances(arrived)).toEqual(sumBalances(made));
      }),
    );
  });

  it('[STOCK-8] sent equals received plus in transit less the difference, whatever has arrived so far', () => {
    fc.assert(
      fc.property(history.chain((made) => fc.subarray(made)), (arrived) => {
        for (const [, parts] of Map.groupBy(arrived.filter((each) => each.transfer !== undefined), (each) => each.transfer)) {
          const figures = transferFigures(parts);
          expect(figures.sent).toBe(figures.received + figures.inTransit - figures.difference);
          expect(figures.state !== 'in-transit' || figures.inTransit === figures.sent).toBe(true);
          expect(figures.state === 'short').toBe(figures.difference < 0 && figures.state !== 'unmatched');
        }
      }),
    );
  });
});

describe('value', () => {
  it('[STOCK-9] is the same in any order of arrival', () => {
    fc.assert(
      fc.property(history.chain((made) => fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length }))), ([made, arrived]) => {
        expect(valueItem(arrived)).toEqual(valueItem(made));
      }),
    );
  });

  it('[STOCK-9] its quantities are the balances, and nothing held is worth nothing', () => {
    fc.assert(
      fc.property(history, (made) => {
        const balances = sumBalances(made);
        for (const [office, { quantity, value }] of valueItem(made)) {
          const key = balanceKey({ office, item: made[0]?.item ?? '', location: 'main' });
          expect(quantity).toBe(balances.get(key) ?? 0);
          expect(quantity !== 0 || value === 0).toBe(true);
        }
      }),
    );
  });

  it('[STOCK-9] is a moving average, to the minor unit', () => {
    const made = [
      movement(1, { quantity: 10_000, unitCost: 100 }),
      movement(2, { quantity: 10_000, unitCost: 200 }),
      movement(3, { kind: 'issue', quantity: -5000 }),
    ];
    expect(valueItem(made).get('BJ')).toEqual({ quantity: 15_000, value: 2250 });
  });

  it('[STOCK-9] a receipt after a negative phase sets the average anew; a transfer carries the value it was sent with', () => {
    const negative = [
      movement(1, { quantity: 1000, unitCost: 100 }),
      movement(2, { kind: 'issue', quantity: -3000 }),
      movement(3, { quantity: 10_000, unitCost: 300 }),
    ];
    expect(valueItem(negative).get('BJ')).toEqual({ quantity: 8000, value: 2400 });
    const ends = { transfer: uuidOf(77), from: 'BJ', to: 'GZ' };
    const moved = [
      movement(1, { quantity: 10_000, unitCost: 250 }),
      movement(2, { kind: 'transfer-out', quantity: -4000, ...ends }),
      movement(3, { office: 'GZ', kind: 'transfer-in', quantity: 3000, ...ends }),
    ];
    expect(valueItem(moved)).toEqual(new Map([['BJ', { quantity: 6000, value: 1500 }], ['GZ', { quantity: 3000, value: 750 }]]));
  });

  it('[STOCK-18] a move between locations changes neither quantity nor value, whatever came between its lines', () => {
    const made = [
      movement(1, { quantity: 3000, unitCost: 100 }),
      movement(2, { kind: 'move', quantity: -3000 }),
      movement(3, { kind: 'issue', quantity: -1000 }),
      movement(4, { kind: 'move', quantity: 3000, location: 'A-01' }),
      movement(5, { kind: 'reversal', quantity: 3000, reverses: uuidOf(2) }),
      movement(6, { kind: 'reversal', quantity: -3000, reverses: uuidOf(4), location: 'A-01' }),
    ];
    expect(valueItem(made).get('BJ')).toEqual({ quantity: 2000, value: 200 });
    expect(valueItem(made.slice(0, 4)).get('BJ')).toEqual({ quantity: 2000, value: 200 });
  });

  it('[STOCK-19] a return to a supplier leaves at its cost or the average, one from a customer comes in at the average', () => {
    const bought = [movement(1, { quantity: 10_000, unitCost: 100 }), movement(2, { quantity: 10_000, unitCost: 200 })];
    const returned = (fields: Partial<Movement>): unknown => valueItem([...bought, movement(3, fields)]).get('BJ');
    expect(returned({ kind: 'return-out', quantity: -5000, unitCost: 200 })).toEqual({ quantity: 15_000, value: 2000 });
    expect(returned({ kind: 'return-out', quantity: -5000 })).toEqual({ quantity: 15_000, value: 2250 });
    expect(returned({ kind: 'return-in', quantity: 5000, unitCost: 900 })).toEqual({ quantity: 25_000, value: 3750 });
  });
});
