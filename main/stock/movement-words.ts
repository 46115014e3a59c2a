/** Words for kinds and reasons of movements in files: what a list writes, an import reads again. */
import type { Text } from '#model/contract/text.ts';
import type { MovementKind } from '#model/stock/movement.ts';

export const KIND_WORDS: Readonly<Record<MovementKind, Text>> = {
  receipt: { zh: '入库', en: 'Receipt' },
  issue: { zh: '出库', en: 'Issue' },
  'transfer-out': { zh: '调拨发出', en: 'Transfer out' },
  'transfer-in': { zh: '调拨收货', en: 'Transfer in' },
  move: { zh: '移位', en: 'Move' },
  'return-in': { zh: '客户退货', en: 'Customer return' },
  'return-out': { zh: '退供应商', en: 'Return to supplier' },
  count: { zh: '盘点', en: 'Count' },
  reversal: { zh: '冲销', en: 'Reversal' },
};

export const REASON_WORDS: Readonly<Record<string, Text>> = {
  purchase: { zh: '采购', en: 'Purchase' },
  return: { zh: '退货', en: 'Return' },
  consumption: { zh: '领用', en: 'Consumption' },
  sale: { zh: '销售', en: 'Sale' },
  scrap: { zh: '报废', en: 'Scrap' },
  transfer: { zh: '调拨', en: 'Transfer' },
  opening: { zh: '期初', en: 'Opening stock' },
  move: { zh: '移位', en: 'Move' },
  damaged: { zh: '破损', en: 'Damaged' },
  refused: { zh: '拒收', en: 'Refused' },
  'import-undone': { zh: '撤销导入', en: 'Import taken back' },
  other: { zh: '其他', en: 'Other' },
};
