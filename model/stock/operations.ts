/** What can be asked of the stock area. Names and fields are public. */
import { z } from 'zod';
import { listOf, pageFields, quantityField, shortText } from '../contract/fields.ts';
import { defineCommand, defineQuery } from '../contract/operation.ts';
import type { ErrorCatalog } from '../contract/refusal.ts';
import { officeCodeField } from '../identity/ids.ts';
import { MOVEMENT_KINDS } from './movement.ts';
import { moneyField } from './quantity.ts';
import { EXCEPTION_KINDS } from './exceptions.ts';
import { TRANSFER_STATES } from './balance.ts';

/** An item by its code, id or barcode. */
const itemReference = z.string().trim().min(1).max(100);
const flag = z.union([z.boolean(), z.stringbool()]);
/** Decimal string, signed. */
const decimal = z.string();

const POSTING_ROLES = ['clerk', 'manager', 'hq'] as const;

const itemMissing = {
  'item.unknown': {
    zh: '没有编码、条码或编号为“{{item}}”的物料。这一笔没有保存，请检查后再录入，或请总部新建该物料。',
    en: 'There is no item with code, barcode or id “{{item}}”. Nothing was saved; check it, or ask headquarters to add the item.',
  },
  'item.ambiguous': {
    zh: '编码“{{item}}”对应不止一个物料，无法确定是哪一个。请改用条码或物料编号，并请总部处理重复编码。',
    en: 'More than one item has the code “{{item}}”. Nothing was saved; use the barcode or the item’s id, and ask headquarters to resolve the duplicate.',
  },
} as const satisfies ErrorCatalog;

const itemTaken = {
  'item.code-taken': {
    zh: '编码“{{code}}”已用于“{{name}}”。没有保存，请换一个编码。',
    en: 'The code “{{code}}” already belongs to “{{name}}”. Nothing was saved; choose another code.',
  },
  'item.barcode-taken': {
    zh: '条码“{{barcode}}”已用于“{{name}}”。没有保存，请检查条码。',
    en: 'The barcode “{{barcode}}” already belongs to “{{name}}”. Nothing was saved; check the barcode.',
  },
} as const satisfies ErrorCatalog;

const tooMuch = {
  'stock.too-large': {
    zh: '“{{item}}”的结存会超出可记录的范围。这一笔没有保存，请检查数量。',
    en: 'The balance of “{{item}}” would grow past what can be recorded. Nothing was saved; check the quantity.',
  },
} as const satisfies ErrorCatalog;

const belowZero = {
  'stock.below-zero': {
    zh: '“{{item}}”只有 {{available}} {{unit}}，不能减少 {{quantity}} {{unit}}。这一笔没有保存。请核对数量，或请主管放行。',
    en: 'There are only {{available}} {{unit}} of “{{item}}”, so {{quantity}} {{unit}} cannot be taken. Nothing was saved; check the quantity, or ask a manager to override.',
  },
  'stock.override-denied': {
    zh: '只有主管或总部可以放行负库存。这一笔没有保存，请让主管在本机登录后操作。',
    en: 'Only a manager or headquarters may let stock go below zero. Nothing was saved; ask a manager to sign in here.',
  },
} as const satisfies ErrorCatalog;

const itemRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  unit: z.string(),
  category: z.string().nullable(),
  barcode: z.string().nullable(),
  /** Decimal string of the list price, two places. */
  price: z.string().nullable(),
  discontinued: z.boolean(),
});

const barcodeField = z
  .string()
  .trim()
  .regex(/^[\w\-./+]{3,64}$/, { error: 'barcode' });
const itemFields = {
  name: shortText,
  nameEn: shortText.optional(),
  unit: z.string().trim().min(1).max(20),
  category: shortText.optional(),
  barcode: barcodeField.optional(),
  price: moneyField.optional(),
};

export const itemCreate = defineCommand({
  name: 'item.create',
  summary: { zh: '新建物料', en: 'Add an item' },
  input: z.object({ code: z.string().trim().min(1).max(50), ...itemFields }),
  output: itemRow,
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  errors: itemTaken,
});

export const itemUpdate = defineCommand({
  name: 'item.update',
  summary: { zh: '修改物料', en: 'Change an item' },
  input: z.object({
    item: itemReference,
    code: z.string().trim().min(1).max(50).optional(),
    ...itemFields,
    name: shortText.optional(),
    unit: z.string().trim().min(1).max(20).optional(),
    discontinued: flag.optional(),
  }),
  output: itemRow,
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  errors: { ...itemMissing, ...itemTaken },
});

export const itemList = defineQuery({
  name: 'item.list',
  summary: { zh: '物料列表，可按文字、拼音、编码或条码查找', en: 'Items, found by text, pinyin, code or barcode' },
  input: z.object({ text: z.string().trim().max(200).optional(), discontinued: flag.optional(), ...pageFields }),
  output: listOf(itemRow),
  permission: { roles: 'anyone' },
  reads: ['item', 'category', 'search_entry'],
});

export const itemRead = defineQuery({
  name: 'item.read',
  summary: { zh: '一个物料及各机构结存', en: 'One item with its balance in each office' },
  input: z.object({ item: itemReference }),
  output: itemRow.extend({
    balances: z.array(z.object({ office: z.string(), quantity: decimal, inTransitIn: decimal, inTransitOut: decimal })),
  }),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['item', 'category', 'stock_level'],
});

const posted = z.object({
  /** Id of the movement. */
  movement: z.string(),
  /** Number on paper. */
  number: z.string(),
  /** Code of the item. */
  item: z.string(),
  itemName: z.string(),
  unit: z.string(),
  quantity: decimal,
  /** Balance of the item at this office afterwards. */
  balance: decimal,
});

const place = {
  lot: z.string().trim().min(1).max(100).optional(),
  location: z.string().trim().min(1).max(100).optional(),
  reference: z.string().trim().max(200).optional(),
  note: z.string().trim().max(500).optional(),
};

export const stockReceive = defineCommand({
  name: 'stock.receive',
  summary: { zh: '入库', en: 'Receive stock' },
  input: z.object({
    item: itemReference,
    quantity: quantityField,
    unitCost: moneyField.optional(),
    reason: z.string().trim().min(1).max(200).default('purchase'),
    ...place,
  }),
  output: posted,
  permission: { roles: POSTING_ROLES },
  errors: { ...itemMissing, ...tooMuch },
});

export const stockIssue = defineCommand({
  name: 'stock.issue',
  summary: { zh: '出库', en: 'Issue stock' },
  input: z.object({
    item: itemReference,
    quantity: quantityField,
    /** `consumption`, `sale`, `scrap`, or the office's own words. */
    reason: z.string().trim().min(1).max(200),
    override: flag.optional(),
    ...place,
  }),
  output: posted,
  permission: { roles: POSTING_ROLES },
  errors: { ...itemMissing, ...tooMuch, ...belowZero },
});

export const stockTransfer = defineCommand({
  name: 'stock.transfer',
  summary: { zh: '调拨发出', en: 'Send stock to another office' },
  input: z.object({ item: itemReference, quantity: quantityField, to: officeCodeField, override: flag.optional(), ...place }),
  output: posted.extend({ transfer: z.string() }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...itemMissing,
    ...tooMuch,
    ...belowZero,
    'transfer.to-self': { zh: '不能调拨给本机构。没有保存，请选择另一个机构。', en: 'Stock cannot be sent to this same office. Nothing was saved; choose another.' },
  },
});

const transferMissing = {
  'transfer.unknown': {
    zh: '找不到调拨“{{transfer}}”。可能尚未同步到本机；没有保存，请稍后再试。',
    en: 'There is no transfer “{{transfer}}” here. It may not have arrived yet; nothing was saved, try again later.',
  },
} as const satisfies ErrorCatalog;

export const stockAcceptTransfer = defineCommand({
  name: 'stock.acceptTransfer',
  summary: { zh: '调拨收货（全部或部分）', en: 'Receive a transfer, whole or short' },
  input: z.object({
    /** Id of the transfer, or its number on paper. */
    transfer: z.string().trim().min(1).max(100),
    quantity: quantityField,
    location: z.string().trim().min(1).max(100).optional(),
    note: z.string().trim().max(500).optional(),
  }),
  output: posted.extend({ transfer: z.string(), difference: decimal }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...tooMuch,
    ...transferMissing,
    'transfer.not-here': { zh: '这笔调拨发往 {{to}}，只能由 {{to}} 收货。没有保存。', en: 'This transfer goes to {{to}}; only {{to}} can receive it. Nothing was saved.' },
    'transfer.done': {
      zh: '调拨 {{number}} 已经收货或已取消，不能再次收货。没有保存。',
      en: 'Transfer {{number}} was already received or called back, so it cannot be received again. Nothing was saved.',
    },
  },
});

const transferRow = z.object({
  id: z.string(),
  number: z.string(),
  item: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  unit: z.string(),
  from: z.string(),
  to: z.string(),
  sent: decimal,
  received: decimal,
  inTransit: decimal,
  /** Received less sent, once received; negative is short. */
  difference: decimal,
  state: z.enum(TRANSFER_STATES),
  sentAtMs: z.number().nullable(),
  receivedAtMs: z.number().nullable(),
});

export const stockTransfers = defineQuery({
  name: 'stock.transfers',
  summary: { zh: '调拨列表', en: 'Transfers' },
  input: z.object({
    state: z.enum(TRANSFER_STATES).optional(),
    /** Transfers from or to this office. */
    office: officeCodeField.optional(),
    direction: z.enum(['in', 'out']).optional(),
    ...pageFields,
  }),
  output: listOf(transferRow),
  permission: { roles: 'anyone' },
  reads: ['transfer', 'item'],
});

export const stockReverse = defineCommand({
  name: 'stock.reverse',
  summary: { zh: '冲销一笔出入库', en: 'Reverse a movement' },
  input: z.object({
    /** Id of the movement, or its number on paper. */
    movement: z.string().trim().min(1).max(100),
    reason: shortText,
    override: flag.optional(),
  }),
  output: posted.extend({ reverses: z.string() }),
  permission: { roles: POSTING_ROLES },
  errors: {
    ...tooMuch,
    ...belowZero,
    'movement.unknown': { zh: '找不到单据“{{movement}}”。没有保存，请检查单号。', en: 'There is no movement “{{movement}}” here. Nothing was saved; check its number.' },
    'movement.ambiguous': {
      zh: '单号“{{movement}}”对应不止一笔记录。没有保存，请打开明细后冲销其中一笔。',
      en: 'More than one movement has the number “{{movement}}”. Nothing was saved; open the list and reverse one of them.',
    },
    'movement.elsewhere': { zh: '这笔记录属于 {{office}}，只能由 {{office}} 冲销。没有保存。', en: 'This movement belongs to {{office}}; only {{office}} can reverse it. Nothing was saved.' },
    'movement.reversed': { zh: '单据 {{number}} 已由 {{by}} 冲销，不能再次冲销。没有保存。', en: '{{number}} was already reversed by {{by}}, so it cannot be reversed again. Nothing was saved.' },
    'movement.is-reversal': { zh: '冲销记录不能再冲销。没有保存，请重新录入一笔。', en: 'A reversal cannot be reversed. Nothing was saved; enter the movement again instead.' },
    'movement.transfer-received': {
      zh: '调拨 {{number}} 对方已经收货，不能冲销发出。没有保存，请让对方退回。',
      en: 'Transfer {{number}} was already received at the other end, so sending it cannot be reversed. Nothing was saved; ask them to send it back.',
    },
  },
});

const balanceRow = z.object({
  office: z.string(),
  /** Code of the item. */
  item: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  unit: z.string(),
  category: z.string().nullable(),
  quantity: decimal,
  inTransitIn: decimal,
  inTransitOut: decimal,
});

export const stockBalance = defineQuery({
  name: 'stock.balance',
  summary: { zh: '结存', en: 'Balances' },
  input: z.object({
    item: itemReference.optional(),
    office: officeCodeField.optional(),
    text: z.string().trim().max(200).optional(),
    belowZero: flag.optional(),
    ...pageFields,
  }),
  output: listOf(balanceRow),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['stock_level', 'item', 'category', 'search_entry'],
});

const movementRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(MOVEMENT_KINDS),
  office: z.string(),
  item: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  unit: z.string(),
  lot: z.string().nullable(),
  location: z.string(),
  quantity: decimal,
  unitCost: z.string().nullable(),
  reason: z.string(),
  reference: z.string().nullable(),
  note: z.string().nullable(),
  override: z.boolean(),
  by: z.string(),
  byName: z.string(),
  workstation: z.string(),
  letter: z.string(),
  atMs: z.number(),
  transfer: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reverses: z.string().nullable(),
  /** Number of the movement that reverses this one. */
  reversedBy: z.string().nullable(),
});

export const stockMovements = defineQuery({
  name: 'stock.movements',
  summary: { zh: '出入库明细，最新在前', en: 'Movements, newest first' },
  input: z.object({
    item: itemReference.optional(),
    office: officeCodeField.optional(),
    kind: z.enum(MOVEMENT_KINDS).optional(),
    id: z.string().trim().max(100).optional(),
    number: z.string().trim().max(40).optional(),
    ...pageFields,
  }),
  output: listOf(movementRow),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['movement', 'item', 'person'],
});

export const stockValue = defineQuery({
  name: 'stock.value',
  summary: { zh: '一个物料的库存价值（移动加权平均）', en: 'Value of an item’s stock by moving average' },
  input: z.object({ item: itemReference }),
  output: listOf(
    z.object({
      office: z.string(),
      quantity: decimal,
      value: z.string(),
      /** Money per base unit; null where nothing is on hand or no cost is known. */
      average: z.string().nullable(),
    }),
  ),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['movement', 'item'],
});

export const stockSummary = defineQuery({
  name: 'stock.summary',
  summary: { zh: '今日库存概览', en: 'Stock at a glance' },
  input: z.object({ office: officeCodeField.optional() }),
  output: z.object({
    office: z.string(),
    items: z.number(),
    itemsBelowZero: z.number(),
    /** Transfers on their way to this office. */
    toReceive: z.number(),
    /** Transfers that this office sent and that have not arrived. */
    onTheWay: z.number(),
    movementsLastDay: z.number(),
    openExceptions: z.number(),
  }),
  permission: { roles: 'anyone' },
  reads: ['movement', 'stock_level', 'transfer', 'stock_exception', 'stock_settlement', 'item'],
});

export const stockExceptions = defineQuery({
  name: 'stock.exceptions',
  summary: { zh: '需要人来处理的库存问题', en: 'Stock that needs a person' },
  input: z.object({
    state: z.enum(['open', 'settled', 'all']).default('open'),
    office: officeCodeField.optional(),
    ...pageFields,
  }),
  output: listOf(
    z.object({
      id: z.string(),
      kind: z.enum(EXCEPTION_KINDS),
      /** Offices concerned. */
      offices: z.array(z.string()),
      item: z.string().nullable(),
      itemId: z.string().nullable(),
      itemName: z.string().nullable(),
      unit: z.string().nullable(),
      /** The figure that is wrong: a balance below zero, a difference, or how many share a number. */
      quantity: decimal.nullable(),
      subject: z.string(),
      atMs: z.number(),
      movements: z.array(movementRow),
      settled: z.object({ note: z.string(), byName: z.string(), atMs: z.number() }).nullable(),
    }),
  ),
  permission: { roles: 'anyone' },
  reads: ['stock_exception', 'stock_settlement', 'movement', 'item', 'person'],
});

export const stockSettleException = defineCommand({
  name: 'stock.settleException',
  summary: { zh: '将库存问题标记为已处理', en: 'Settle a stock exception' },
  input: z.object({ id: z.string().trim().min(1).max(300), note: z.string().trim().min(1).max(1000) }),
  output: z.object({ id: z.string() }),
  permission: { roles: ['manager', 'hq'] },
  errors: {
    'exception.unknown': {
      zh: '这个问题已不存在，可能已自行消除。没有保存，请刷新列表。',
      en: 'This exception is no longer there; it may have resolved itself. Nothing was saved; look at the list again.',
    },
    'exception.settled': { zh: '这个问题已由 {{by}} 处理。没有再次保存。', en: 'This exception was already settled by {{by}}. Nothing was saved again.' },
  },
});
