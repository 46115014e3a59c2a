import { expect, it } from 'vitest';
import { locationTree, partsOf } from './location-tree.ts';

const at = (code: string, parent: string | null = null) => ({ code, parent });
const shown = (...locations: ReturnType<typeof at>[]): string[] => locationTree(locations).map(({ location, depth }) => `${'-'.repeat(depth)}${location.code}`);

it('puts each location under the one it is part of', () => {
  expect(shown(at('A'), at('A-01', 'A'), at('A-01-1', 'A-01'), at('B'), at('A-02', 'A'))).toEqual(['A', '-A-01', '--A-01-1', '-A-02', 'B']);
});

it('hides none: not one whose parent is not here, nor a circle', () => {
  expect(shown(at('X', 'gone'), at('P', 'Q'), at('Q', 'P'))).toEqual(['X', 'P', '-Q']);
});

it('knows what is part of a location', () => {
  expect([...partsOf([at('A'), at('A-01-1', 'A-01'), at('A-01', 'A'), at('B')], 'A')].toSorted()).toEqual(['A', 'A-01', 'A-01-1']);
});
