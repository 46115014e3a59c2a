/** The stock area's lists as files. The columns of items, partners and movements are those that an import knows, so that a file comes back unchanged. */
import type { Text } from '#model/contract/text.ts';
import type { ExportList, ListColumn } from '../exchange-table.ts';
import { partnerTable } from './imports/partner-table.ts';
import { itemTable } from './item-table.ts';
import { KIND_WORDS, REASON_WORDS } from './movement-words.ts';

const ITEM_KINDS: Readonly<Record<string, ListColumn['kind']>> = { price: 'number', discontinued: 'flag' };

const PARTNER_KINDS: Readonly<Record<string, ListColumn['kind']>> = { paymentDays: 'number', discontinued: 'flag' };

const ROLE_WORDS: Readonly<Record<string, Text>> = {
  supplier: { zh: '供应商', en: 'Supplier' },
  customer: { zh: '客户', en: 'Customer' },
  both: { zh: '两者', en: 'Both' },
};

const STATE_WORDS: Readonly<Record<string, Text>> = {
  'in-transit': { zh: '在途', en: 'In transit' },
  received: { zh: '已收货', en: 'Received' },
  short: { zh: '少收', en: 'Short' },
  over: { zh: '多收', en: 'Over' },
  cancelled: { zh: '已取消', en: 'Called back' },
  unmatched: { zh: '未见发出', en: 'Sending unseen' },
};

/** One column of a list, by its field and headers. */
export function column(key: string, zh: string, en: string, kind: ListColumn['kind'] = 'text', words?: ListColumn['words']): ListColumn {
  return { key, name: { zh, en }, kind, ...(words === undefined ? {} : { words }) };
}

export const stockLists: readonly ExportList[] = [
  {
    id: 'items',
    name: { zh: '物料', en: 'Items' },
    operation: 'item.list',
    columns: itemTable.fields.map(({ id, name }) => ({ key: id, name, kind: ITEM_KINDS[id] ?? 'text' })),
  },
  {
    id: 'partners',
    name: partnerTable.name,
    operation: 'partner.list',
    columns: partnerTable.fields.map(({ id, name }) => ({ key: id, name, kind: PARTNER_KINDS[id] ?? 'text', ...(id === 'role' ? { words: ROLE_WORDS } : {}) })),
  },
  {
    id: 'balances',
    name: { zh: '结存', en: 'Balances' },
    operation: 'stock.balance',
    columns: [
      column('office', '机构', 'Office'),
      column('item', '物料编码', 'Item'),
      column('itemName', '名称', 'Name'),
      column('category', '分类', 'Category'),
      column('quantity', '数量', 'Quantity', 'number'),
      column('unit', '单位', 'Unit'),
      column('inTransitIn', '在途调入', 'On the way in', 'number'),
      column('inTransitOut', '在途调出', 'On the way out', 'number'),
    ],
  },
  {
    id: 'movements',
    name: { zh: '出入库明细', en: 'Movements' },
    operation: 'stock.movements',
    columns: [
      column('number', '单号', 'Number'),
      column('line', '单据行号', 'Document line', 'number'),
      column('atMs', '时间', 'Time', 'date'),
      column('dated', '业务日期', 'Date'),
      column('office', '机构', 'Office'),
      column('kind', '类型', 'Kind', 'text', KIND_WORDS),
      column('item', '物料编码', 'Item'),
      column('itemName', '名称', 'Name'),
      column('quantity', '数量', 'Quantity', 'number'),
      column('unit', '单位', 'Unit'),
      column('unitCost', '单位成本', 'Unit cost', 'number'),
      column('unitPrice', '销售单价', 'Sales price', 'number'),
      column('reason', '原因', 'Reason', 'text', REASON_WORDS),
      column('partnerName', '往来单位', 'Partner'),
      column('byName', '经手人', 'Person'),
      column('reference', '参考号', 'Reference'),
      column('lot', '批次', 'Lot'),
      column('expiry', '有效期至', 'Expiry'),
      column('location', '库位', 'Location'),
      column('note', '备注', 'Note'),
      column('reversedBy', '冲销单号', 'Reversed by'),
    ],
  },
  {
    id: 'transfers',
    name: { zh: '调拨', en: 'Transfers' },
    operation: 'stock.transfers',
    columns: [
      column('number', '单号', 'Number'),
      column('from', '调出机构', 'From'),
      column('to', '调入机构', 'To'),
      column('item', '物料编码', 'Item'),
      column('itemName', '名称', 'Name'),
      column('sent', '发出', 'Sent', 'number'),
      column('received', '收到', 'Received', 'number'),
      column('inTransit', '在途', 'On its way', 'number'),
      column('difference', '差异', 'Difference', 'number'),
      column('unit', '单位', 'Unit'),
      column('state', '状态', 'State', 'text', STATE_WORDS),
      column('sentAtMs', '发出时间', 'Sent at', 'date'),
      column('receivedAtMs', '收货时间', 'Received at', 'date'),
    ],
  },
];
