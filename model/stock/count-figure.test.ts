import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureOf, type FiguredChoice, type FiguredEntry } from './count-figure.ts';

const entry = (id: string, counted: number, replaces: readonly string[] = []): FiguredEntry => ({ id, counted, at: id, replaces });
const choice = (id: string, chosen: string, over: readonly string[]): FiguredChoice => ({ id, entry: chosen, over, at: id });

describe('the figure of a place', () => {
  it('[STOCK-45] is what the last entry says, once it replaced the former', () => {
    expect(figureOf([], []).decided).toBeUndefined();
    expect(figureOf([entry('1', 5), entry('2', 7, ['1'])], []).decided?.counted).toBe(7);
  });

  it('[STOCK-45] is one where two agree, and none where they differ', () => {
    expect(figureOf([entry('1', 5), entry('2', 5)], []).decided?.id).toBe('2');
    const clash = figureOf([entry('1', 5), entry('2', 6)], []);
    expect(clash.decided).toBeUndefined();
    expect(clash.standing.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('[STOCK-45] is the one chosen, until another figure arrives that the choice did not see', () => {
    const two = [entry('1', 5), entry('2', 6)];
    expect(figureOf(two, [choice('3', '1', ['2'])]).decided?.counted).toBe(5);
    expect(figureOf(two, [choice('3', '1', ['2']), choice('4', '2', ['1'])]).decided?.counted).toBe(6);
    expect(figureOf([...two, entry('25', 7)], [choice('3', '1', ['2'])]).decided).toBeUndefined();
    expect(figureOf([...two, entry('5', 4, ['1', '2'])], [choice('3', '1', ['2'])]).decided?.counted).toBe(4);
  });

  it('[STOCK-45] is never lost in a circle of entries that replace each other, and the same in every order', () => {
    const ids = fc.constantFrom('1', '2', '3', '4');
    const entries = fc.uniqueArray(fc.record({ id: ids, counted: fc.nat(2), at: fc.constantFrom('1', '2'), replaces: fc.array(ids, { maxLength: 3 }) }), { selector: ({ id }) => id, minLength: 1 });
    const choices = fc.array(fc.record({ id: ids, entry: ids, over: fc.array(ids), at: fc.constantFrom('1', '2') }), { maxLength: 3 });
    fc.assert(
      fc.property(entries, choices, (all, chosen) => {
        const figure = figureOf(all, chosen);
        expect(figure.standing.length).toBeGreaterThan(0);
        expect(figureOf(all.toReversed(), chosen)).toEqual(figure);
        const values = new Set(figure.standing.map(({ counted }) => counted));
        expect(values.size > 1 || figure.decided !== undefined).toBe(true);
        expect([undefined, ...figure.standing]).toContain(figure.decided);
      }),
    );
  });
});
