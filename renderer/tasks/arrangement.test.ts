import { describe, expect, it } from 'vitest';
import { cardByKey, moveByKey, targetOf } from './arrangement.ts';

const LISTS = [
  { id: 'todo', cards: ['a', 'b', 'c'] },
  { id: 'doing', cards: [] },
  { id: 'done', cards: ['d'] },
];

describe('moving a card by keyboard', () => {
  it('goes up and down within its list and stays at the ends', () => {
    expect(moveByKey(LISTS, 'b', 'ArrowUp')[0]?.cards).toEqual(['b', 'a', 'c']);
    expect(moveByKey(LISTS, 'a', 'ArrowUp')).toBe(LISTS);
    expect(moveByKey(LISTS, 'c', 'ArrowDown')[0]?.cards).toEqual(['a', 'b', 'c']);
  });

  it('goes to the neighbouring list, also an empty one, and stops at the last', () => {
    const moved = moveByKey(LISTS, 'c', 'ArrowRight');
    expect(moved.map((list) => list.cards)).toEqual([['a', 'b'], ['c'], ['d']]);
    expect(moveByKey(LISTS, 'd', 'ArrowRight')).toBe(LISTS);
  });

  it('names the place by a neighbour, as the contract asks for', () => {
    expect(targetOf(LISTS, 'b')).toEqual({ list: 'todo', after: 'a' });
    expect(targetOf(LISTS, 'a')).toEqual({ list: 'todo', before: 'b' });
    expect(targetOf(LISTS, 'd')).toEqual({ list: 'done' });
    expect(targetOf(LISTS, 'x')).toBeUndefined();
  });
});

describe('walking through cards by keyboard', () => {
  it('skips empty lists and keeps the height where it can', () => {
    expect(cardByKey(LISTS, 'c', 'ArrowRight')).toBe('d');
    expect(cardByKey(LISTS, 'd', 'ArrowLeft')).toBe('a');
    expect(cardByKey(LISTS, 'a', 'ArrowDown')).toBe('b');
    expect(cardByKey(LISTS, 'a', 'ArrowLeft')).toBeUndefined();
  });
});
