import { describe, expect, it } from 'vitest';
import { numberedCollisions } from './numbered-collisions.ts';

const head = (entry: string) => ({
  entry,
  value: entry,
  text: entry,
  by: 'p',
  byName: '李娜',
  office: 'BJ',
  workstation: 'w',
  atMs: 1,
});

describe('the keys of a card’s collisions', () => {
  it('are numbered through all of them, so that no two values share one', () => {
    const numbered = numberedCollisions([
      { field: 'title', heads: [head('a'), head('b'), head('c')] },
      { field: 'due', heads: [head('d'), head('e')] },
    ]);
    expect(numbered.map(({ field, firstKey, keyed }) => [field, firstKey, keyed.map(({ key, side }) => `${key}${side.id}`)])).toEqual([
      ['title', 1, ['1a', '2b', '3c']],
      ['due', 4, ['4d', '5e']],
    ]);
  });

  it('end with the last digit; every value keeps its place all the same', () => {
    const heads = Array.from({ length: 11 }, (_, index) => head(String(index)));
    const [only] = numberedCollisions([{ field: 'title', heads }]);
    expect(only?.keyed.map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(only?.sides).toHaveLength(11);
  });
});
