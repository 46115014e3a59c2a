import { describe, expect, it } from 'vitest';
import { asSpreadsheet, cellAfterKey, compareValues, fittingColumns, gridTemplate, leastWidth, matchesFilter } from './columns.ts';

describe('a table’s columns', () => {
  it('lays out fixed and growing columns', () => {
    const columns = [{ width: 80 }, { width: { grow: 2, least: 160 } }];
    expect(gridTemplate(columns)).toBe('80px minmax(160px, 2fr)');
    expect(leastWidth(columns)).toBe(240);
  });

  it('lets columns give way where all do not fit, and keeps those that do not yield', () => {
    const columns = [{ width: 80 }, { width: 100, yields: true }, { width: { grow: 1, least: 60 } }, { width: 50, yields: true }];
    expect(fittingColumns(columns, 290)).toEqual(columns);
    expect(fittingColumns(columns, 289)).toEqual(columns.slice(0, 3));
    expect(fittingColumns(columns, 10)).toEqual([columns[0], columns[2]]);
  });

  it('filters by every word, in any column, whatever the case', () => {
    expect(matchesFilter(['M6', '六角螺钉'], 'm6 螺钉')).toBe(true);
    expect(matchesFilter(['M6', '六角螺钉'], 'm8')).toBe(false);
    expect(matchesFilter(['M6'], '  ')).toBe(true);
  });

  it('hands rows to a spreadsheet, with nothing in a cell that would break its line', () => {
    const columns = [
      { header: '编码', value: (row: { code: string; count: number }) => row.code },
      { header: '数量', value: (row: { code: string; count: number }) => row.count },
    ];
    expect(asSpreadsheet(columns, [{ code: 'M6\t\n8', count: 2 }])).toBe('编码\t数量\nM6 8\t2');
  });

  it('orders numbers by size, also inside texts', () => {
    expect(compareValues(9, 10)).toBeLessThan(0);
    expect(compareValues('M6', 'M12')).toBeLessThan(0);
    expect(compareValues('北京', '上海')).toBeLessThan(0);
  });
});

describe('moving through cells by keyboard', () => {
  const move = (key: string, ctrl = false) => cellAfterKey(key, ctrl, { row: 5, column: 1 }, 100, 4, 20);

  it('steps, jumps and pages, and stays inside', () => {
    expect(move('ArrowDown')).toEqual({ row: 6, column: 1 });
    expect(move('PageUp')).toEqual({ row: 0, column: 1 });
    expect(move('End')).toEqual({ row: 5, column: 3 });
    expect(move('End', true)).toEqual({ row: 99, column: 3 });
    expect(cellAfterKey('ArrowDown', false, { row: 99, column: 0 }, 100, 4, 20)).toEqual({ row: 99, column: 0 });
  });

  it('reaches the header above the first row and nothing above it', () => {
    expect(cellAfterKey('ArrowUp', false, { row: 0, column: 0 }, 100, 4, 20)).toEqual({ row: -1, column: 0 });
    expect(cellAfterKey('ArrowUp', false, { row: -1, column: 0 }, 100, 4, 20)).toEqual({ row: -1, column: 0 });
  });

  it('leaves other keys alone', () => {
    expect(move('a')).toBeUndefined();
  });
});
