/** The columns that a movement has in a file; the first names are those that the list of movements writes. */
import { readAmount, readDay, readSignedQuantity, readText, readWhole, readWord } from '../../exchange-cells.ts';
import type { ReadCell, TableField } from '../../exchange-table.ts';
import { KIND_WORDS, REASON_WORDS } from '../movement-words.ts';

/**
 * Kinds as other systems name them, by kind and, behind a colon, by the reason that the name implies. Transfers, counts
 * and moves are read because lists name them; nothing but what is here already can be one of them (EXCHANGE-12).
 */
const OTHER_KIND_WORDS: Readonly<Record<string, readonly string[]>> = {
  receipt: ['入', '收', '入库单', '收货', 'in', 'receive', 'received', 'goods receipt', 'stock in'],
  'receipt:purchase': ['采购入库', '采购入库单', '采购', '进货', '进货单', '外购入库', 'purchase', 'purchase receipt'],
  'receipt:opening': ['期初', '期初入库', '期初库存', 'opening', 'opening stock'],
  'receipt:other': ['其他入库', '其它入库', '生产入库', '产成品入库', '完工入库', 'other receipt'],
  issue: ['出', '发', '出库单', '发货', 'out', 'issued', 'goods issue', 'stock out'],
  'issue:sale': ['销售出库', '销售出库单', '销售', '销货', '销货单', 'sale', 'sales', 'delivery', 'sales issue'],
  'issue:consumption': ['领用', '领用出库', '领料', '领料出库', '材料出库', '生产领料', 'consumption', 'usage'],
  'issue:scrap': ['报废', '报废出库', '报损', '报损出库', 'scrap', 'waste'],
  'issue:other': ['其他出库', '其它出库', 'other issue'],
  'return-in': ['销售退货', '销售退货单', '退货入库', '销退', 'sales return', 'return in'],
  'return-out': ['采购退货', '采购退货单', '退货出库', '采退', '退货给供应商', 'purchase return', 'return out'],
};

const KINDS = Object.fromEntries([
  ...Object.entries(OTHER_KIND_WORDS),
  ...Object.entries(KIND_WORDS).map(([kind, { zh, en }]) => [kind, [zh, en, ...(OTHER_KIND_WORDS[kind] ?? [])]] as const),
]);

const REASONS = new Map(Object.entries(REASON_WORDS).flatMap(([reason, { zh, en }]) => [reason, zh, en].map((word) => [word.toLowerCase(), reason] as const)));

const text200 = readText(200);

/** A reason of ours by its word, in either language; any other stands as it is. */
function readReason(cell: string): ReadCell {
  const read = text200(cell);
  if (!('value' in read) || read.value === undefined) return read;
  return { value: REASONS.get(read.value.toLowerCase()) ?? read.value };
}

export const MOVEMENT_FIELDS: readonly TableField[] = [
  {
    id: 'number',
    name: { zh: '单号', en: 'Number' },
    aliases: ['单据号', '单据编号', '单据号码', '出入库单号', '入库单号', '出库单号', '凭证号', '业务单号', '流水号', 'document', 'document no', 'document number', 'doc no', 'voucher', 'voucher no', 'entry no'],
    required: false,
    hint: { zh: '同一单号、类型和日期的各行是一张单据；原单号记为参考号', en: 'rows of one number, kind and day are one document; it is kept as the reference' },
    read: readText(100),
  },
  {
    id: 'line',
    name: { zh: '单据行号', en: 'Document line' },
    aliases: ['行号', 'line', '分录号', 'line no', 'row no'],
    required: false,
    hint: { zh: '本系统导出的行号，用来认出已有的行', en: 'as exported from here; tells which line it is' },
    read: readWhole(1, 10_000),
  },
  {
    id: 'date',
    name: { zh: '业务日期', en: 'Date' },
    aliases: ['日期', '单据日期', '出入库日期', '入库日期', '出库日期', '制单日期', '记账日期', '发生日期', '业务时间', '单据时间', '出入库时间', 'document date', 'transaction date', 'posting date', 'movement date', 'took place'],
    required: false,
    hint: { zh: '新增的行必填，例如 2026-01-31，不晚于今天；作为原日期保留，库存从导入时算起', en: 'new rows need it, such as 2026-01-31, today at the latest; kept as stated, stock counts from the import on' },
    read: readDay,
  },
  {
    id: 'office',
    name: { zh: '机构', en: 'Office' },
    aliases: ['门店', '分公司', '机构代码', '机构编码', 'branch', 'office code'],
    required: false,
    hint: { zh: '只能新增本机构的出入库', en: 'new rows are of this office only' },
    read: readText(100),
  },
  {
    id: 'kind',
    name: { zh: '类型', en: 'Kind' },
    aliases: ['单据类型', '业务类型', '出入库类型', '收发类别', '出入类型', '出入库', '类别', 'type', 'movement type', 'transaction type', 'direction'],
    required: true,
    coded: true,
    hint: { zh: '入库、出库、客户退货或退供应商；“采购入库”“销售出库”等也认得', en: 'receipt, issue, customer return or return to supplier; “purchase”, “sale” and the like are understood' },
    read: readWord(KINDS, { zh: '“入库”“出库”“客户退货”或“退供应商”', en: '“receipt”, “issue”, “customer return” or “return to supplier”' }),
  },
  {
    id: 'item',
    name: { zh: '物料编码', en: 'Item' },
    aliases: ['物料', '编码', '物料编号', '商品编码', '商品编号', '产品编码', '货号', '料号', '存货编码', '条码', '条形码', '品名', '商品名称', '物料名称', '存货名称', 'code', 'item code', 'item no', 'sku', 'barcode', 'item name', 'product'],
    required: true,
    hint: { zh: '物料的编码、条码或名称', en: 'code, barcode or name of an item' },
    read: readText(200),
  },
  {
    id: 'quantity',
    name: { zh: '数量', en: 'Quantity' },
    aliases: ['出入库数量', '实收数量', '实发数量', '入库数量', '出库数量', '收发数量', 'qty'],
    required: true,
    hint: { zh: '大于零，最多三位小数；方向由类型决定', en: 'above zero, at most three decimals; the kind says which way' },
    read: readSignedQuantity,
    figure: true,
  },
  {
    id: 'unit',
    name: { zh: '单位', en: 'Unit' },
    aliases: ['计量单位', '基本单位', 'uom'],
    required: false,
    hint: { zh: '物料的基本单位或包装单位；不填为基本单位', en: 'base unit or a pack of the item; the base unit where it is empty' },
    read: readText(20),
  },
  {
    id: 'unitCost',
    name: { zh: '单位成本', en: 'Unit cost' },
    aliases: ['成本', '成本价', '单价', '进价', '入库单价', '采购单价', 'cost', 'unit price', 'purchase price'],
    required: false,
    hint: { zh: '每单位成本，最多两位小数', en: 'cost per unit, at most two decimals' },
    read: readAmount,
    figure: true,
  },
  {
    id: 'unitPrice',
    name: { zh: '销售单价', en: 'Sales price' },
    aliases: ['售价', '销售价', '销价', 'selling price', 'sale price'],
    required: false,
    hint: { zh: '每单位售价，最多两位小数', en: 'price per unit, at most two decimals' },
    read: readAmount,
    figure: true,
  },
  {
    id: 'reason',
    name: { zh: '原因', en: 'Reason' },
    aliases: ['事由', '用途', '摘要', '出入库原因', 'purpose'],
    required: false,
    hint: { zh: '采购、销售、领用、报废、退货，或自己的说法', en: 'purchase, sale, consumption, scrap, return, or words of your own' },
    read: readReason,
    coded: true,
  },
  {
    id: 'partner',
    name: { zh: '往来单位', en: 'Partner' },
    aliases: ['供应商', '客户', '供应商名称', '客户名称', '往来单位名称', '往来单位编码', '单位名称', 'supplier', 'customer', 'vendor', 'partner code'],
    required: false,
    hint: { zh: '编码或名称；填写后计入该单位的往来账', en: 'code or name; the movement then counts in the partner’s account' },
    read: readText(200),
  },
  {
    id: 'reference',
    name: { zh: '参考号', en: 'Reference' },
    aliases: ['来源单号', '源单号', '外部单号', '订单号', '合同号', 'source document', 'order no', 'ref'],
    required: false,
    hint: { zh: '没有单号时，参考号、类型和日期相同的各行是一张单据', en: 'without a number, rows of one reference, kind and day are one document' },
    read: text200,
  },
  {
    id: 'lot',
    name: { zh: '批次', en: 'Lot' },
    aliases: ['批号', '批次号', '序列号', '生产批号', 'batch', 'lot number', 'serial', 'serial number'],
    required: false,
    hint: { zh: '批次号或序列号，最多 100 个字符', en: 'lot or serial number, at most 100 characters' },
    read: readText(100),
  },
  {
    id: 'expiry',
    name: { zh: '有效期至', en: 'Expiry' },
    aliases: ['有效期', '到期日', '失效日期', '有效日期', '保质期至', 'expires', 'expiry date', 'best before'],
    required: false,
    hint: { zh: '批次可用的最后一天', en: 'last day on which the lot may be used' },
    read: readDay,
  },
  {
    id: 'location',
    name: { zh: '库位', en: 'Location' },
    aliases: ['仓位', '货位', '库区', 'bin', 'shelf'],
    required: false,
    hint: { zh: '不填为默认库位', en: 'the main place where it is empty' },
    read: readText(100),
  },
  {
    id: 'note',
    name: { zh: '备注', en: 'Note' },
    aliases: ['说明', 'remark', 'remarks', 'comment'],
    required: false,
    hint: { zh: '最多 1000 个字符', en: 'at most 1000 characters' },
    read: readText(1000),
  },
];
