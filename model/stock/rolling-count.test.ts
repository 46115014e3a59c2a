import { describe, expect, it } from 'vitest';
import { dueItems } from './rolling-count.ts';

const DAY_MS = 24 * 3600 * 1000;
const NOW_MS = Date.UTC(2026, 10, 23, 9);
const daysAgo = (days: number): number => NOW_MS - days * DAY_MS;

describe('what is due to be counted', () => {
  it('[STOCK-49] falls into classes by its share of the value', () => {
    const held = [
      { item: 'cheap', value: 100, countedMs: undefined },
      { item: 'dear', value: 8000, countedMs: undefined },
      { item: 'middle', value: 1500, countedMs: undefined },
      { item: 'owed', value: -50, countedMs: undefined },
      { item: 'tail', value: 400, countedMs: undefined },
    ];
    expect(dueItems(held, NOW_MS).map(({ item, valueClass }) => `${item} ${valueClass}`)).toEqual(['dear A', 'middle B', 'tail C', 'cheap C', 'owed C']);
  });

  it('[STOCK-49] is counted again after the days of its class, never before', () => {
    const at = (dear: number, cheap: number) => dueItems([{ item: 'dear', value: 9600, countedMs: daysAgo(dear) }, { item: 'cheap', value: 400, countedMs: daysAgo(cheap) }], NOW_MS).map(({ item }) => item);
    expect(at(29, 179)).toEqual([]);
    expect(at(30, 179)).toEqual(['dear']);
    expect(at(29, 180)).toEqual(['cheap']);
    // Two intervals gone by come before one and a half.
    expect(at(45, 360)).toEqual(['cheap', 'dear']);
  });

  it('[STOCK-49] is counted again after the days of its category, where it names some', () => {
    const due = (days: number) => dueItems([{ item: 'dear', value: 9600, countedMs: daysAgo(days), categoryDays: 7 }, { item: 'cheap', value: 400, countedMs: daysAgo(days) }], NOW_MS).map(({ item, intervalDays }) => [item, intervalDays]);
    expect(due(6)).toEqual([]);
    expect(due(7)).toEqual([['dear', 7]]);
    expect(due(180)).toEqual([['dear', 7], ['cheap', 180]]);
  });

  it('[STOCK-49] comes first where it never was counted', () => {
    const held = [{ item: 'long ago', value: 100, countedMs: daysAgo(900) }, { item: 'never', value: 1, countedMs: undefined }];
    expect(dueItems(held, NOW_MS).map(({ item }) => item)).toEqual(['never', 'long ago']);
    expect(dueItems([], NOW_MS)).toEqual([]);
  });
});
