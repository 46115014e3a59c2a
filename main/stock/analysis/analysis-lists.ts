/** The views and closings as files. Value columns are empty for a person who may not see value. */
import type { ExportList } from '../../exchange-table.ts';
import { column } from '../stock-lists.ts';

const ITEM = [column('item', '物料编码', 'Item'), column('itemName', '名称', 'Name'), column('category', '分类', 'Category'), column('unit', '单位', 'Unit')];
const OFFICE = column('office', '机构', 'Office');
const VALUE = column('value', '价值', 'Value', 'number');
const LOT = column('lot', '批次', 'Lot');
const EXPIRY = column('expiry', '到期日', 'Expiry');
const QUANTITY = column('quantity', '数量', 'Quantity', 'number');

const AGES = [
  ['30', '30 天内', 'to 30 days'],
  ['90', '31–90 天', '31–90 days'],
  ['180', '91–180 天', '91–180 days'],
  ['365', '181–365 天', '181–365 days'],
  ['Older', '一年以上', 'over a year'],
] as const;

export const analysisLists: readonly ExportList[] = [
  {
    id: 'valuation',
    name: { zh: '库存价值', en: 'Value of stock' },
    operation: 'stock.valuation',
    columns: [...ITEM, QUANTITY, column('average', '平均成本', 'Average cost', 'number'), VALUE],
  },
  {
    id: 'expiring',
    name: { zh: '到期预警', en: 'Expiring stock' },
    operation: 'stock.expiring',
    columns: [OFFICE, ...ITEM, LOT, EXPIRY, column('daysLeft', '剩余天数', 'Days left', 'number'), QUANTITY, VALUE],
  },
  {
    id: 'reorder',
    name: { zh: '低于安全库存', en: 'Below reorder point' },
    operation: 'stock.reorder',
    columns: [
      OFFICE,
      ...ITEM,
      column('onHand', '现有', 'On hand', 'number'),
      column('inTransit', '在途', 'On its way', 'number'),
      column('point', '安全库存', 'Reorder point', 'number'),
      column('target', '目标库存', 'Target', 'number'),
      column('missing', '缺少', 'Missing', 'number'),
    ],
  },
  {
    id: 'idle',
    name: { zh: '呆滞库存', en: 'Idle stock' },
    operation: 'stock.idle',
    columns: [OFFICE, ...ITEM, QUANTITY, column('lastIssueMs', '最近出库', 'Last issue', 'date'), column('idleDays', '未动天数', 'Days idle', 'number'), VALUE],
  },
  {
    id: 'ageing',
    name: { zh: '库龄', en: 'Age of stock' },
    operation: 'stock.ageing',
    columns: [
      ...ITEM,
      QUANTITY,
      VALUE,
      ...AGES.map(([key, zh, en]) => column(`quantity${key}`, `数量 ${zh}`, `Quantity ${en}`, 'number')),
      ...AGES.map(([key, zh, en]) => column(`value${key}`, `价值 ${zh}`, `Value ${en}`, 'number')),
    ],
  },
  {
    id: 'turnover',
    name: { zh: '周转', en: 'Turnover' },
    operation: 'stock.turnover',
    columns: [
      column('key', '编码', 'Key'),
      column('name', '名称', 'Name'),
      column('unit', '单位', 'Unit'),
      column('opening', '期初', 'Opening', 'number'),
      column('received', '入库', 'Received', 'number'),
      column('issued', '出库', 'Issued', 'number'),
      column('closing', '期末', 'Closing', 'number'),
      column('issuedValue', '出库价值', 'Issued value', 'number'),
      column('averageValue', '平均库存价值', 'Average value', 'number'),
      column('turns', '周转次数', 'Turns', 'number'),
      column('daysOfStock', '周转天数', 'Days of stock', 'number'),
    ],
  },
  {
    id: 'places',
    name: { zh: '库位与批次', en: 'Places and lots' },
    operation: 'stock.places',
    columns: [OFFICE, ...ITEM, column('location', '库位', 'Location'), LOT, EXPIRY, QUANTITY],
  },
  {
    id: 'as-of',
    name: { zh: '某日结存', en: 'Stock on a day' },
    operation: 'stock.asOf',
    columns: [...ITEM, QUANTITY, column('now', '现在', 'Now', 'number')],
  },
  {
    id: 'history',
    name: { zh: '物料流水', en: 'Item history' },
    operation: 'stock.history',
    columns: [
      column('number', '单号', 'Number'),
      column('atMs', '时间', 'Time', 'date'),
      OFFICE,
      column('quantity', '数量', 'Quantity', 'number'),
      column('balance', '结存', 'Balance', 'number'),
      column('location', '库位', 'Location'),
      LOT,
      column('byName', '经手人', 'Person'),
      column('reference', '参考号', 'Reference'),
    ],
  },
  {
    id: 'month',
    name: { zh: '月结', en: 'Month-end' },
    operation: 'month.read',
    columns: [OFFICE, column('item', '物料编码', 'Item'), column('itemName', '名称', 'Name'), column('unit', '单位', 'Unit'), QUANTITY, VALUE],
  },
  {
    id: 'month-adjustments',
    name: { zh: '月结后调整', en: 'Adjustments after month-end' },
    operation: 'month.adjustments',
    columns: [
      OFFICE,
      column('item', '物料编码', 'Item'),
      column('itemName', '名称', 'Name'),
      column('unit', '单位', 'Unit'),
      column('quantityClosed', '月结数量', 'Quantity closed', 'number'),
      column('quantityNow', '现在数量', 'Quantity now', 'number'),
      column('quantityChange', '数量调整', 'Quantity change', 'number'),
      column('valueClosed', '月结价值', 'Value closed', 'number'),
      column('valueNow', '现在价值', 'Value now', 'number'),
      column('valueChange', '价值调整', 'Value change', 'number'),
      column('numbers', '迟到单据', 'Late documents'),
    ],
  },
];
