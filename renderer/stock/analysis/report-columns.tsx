/** The columns that reports share. */
import type { TFunction } from 'i18next';
import { OfficeChip } from '../../design/Chip.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import type { DataColumn } from '../../design/table/columns.ts';
import { sumMoney } from '../../design/format/money.ts';

interface ItemRow {
  readonly item: string;
  readonly itemName: string;
  readonly category?: string | null;
}

export function itemColumns<Row extends ItemRow>(t: TFunction): readonly DataColumn<Row>[] {
  return [
    { id: 'item', header: t('stock.columns.item'), value: (row) => row.item, width: 108, cell: (row) => <strong>{row.item}</strong> },
    { id: 'name', header: t('stock.columns.name'), value: (row) => row.itemName, width: { grow: 2, least: 140 } },
    { id: 'category', header: t('stock.columns.category'), value: (row) => row.category ?? '', width: { grow: 1, least: 90 }, yields: true },
  ];
}

export function officeColumn<Row extends { readonly office: string }>(t: TFunction, own: string): DataColumn<Row> {
  return { id: 'office', header: t('stock.columns.office'), value: (row) => row.office, width: 76, cell: (row) => <OfficeChip code={row.office} own={row.office === own} /> };
}

export function quantityColumn<Row extends { readonly unit?: string | null }>(id: string, header: string, of: (row: Row) => string | null, more: Partial<DataColumn<Row>> = {}): DataColumn<Row> {
  return {
    id,
    header,
    align: 'end',
    width: 112,
    value: (row) => Number(of(row) ?? 0),
    cell(row) {
      const value = of(row);
      return value === null ? '–' : <Quantity value={value} unit={row.unit ?? undefined} />;
    },
    ...more,
  };
}

/** A column of money with its sum. */
export function moneyColumn<Row>(id: string, header: string, of: (row: Row) => string | null, more: Partial<DataColumn<Row>> = {}): DataColumn<Row> {
  return {
    id,
    header,
    align: 'end',
    width: 120,
    value: (row) => Number(of(row) ?? 0),
    cell(row) {
      const value = of(row);
      return value === null ? '–' : <Quantity value={value} />;
    },
    sum: (rows) => <Quantity value={sumMoney(rows.map((row) => of(row) ?? '0'))} strong />,
    ...more,
  };
}
