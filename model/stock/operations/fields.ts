/** Fields, rows and refusals that several of the stock operations share. */
import { z } from 'zod';
import type { ErrorCatalog } from '../../contract/refusal.ts';
import { TRACKINGS } from '../item-fields.ts';
import { MOVEMENT_KINDS } from '../movement.ts';

/** An item by its code, id or barcode. */
export const itemReference = z.string().trim().min(1).max(100);
export const flag = z.union([z.boolean(), z.stringbool()]);
/** Decimal string, signed. */
export const decimal = z.string();

export const POSTING_ROLES = ['clerk', 'manager', 'hq'] as const;

export const itemMissing = {
  'item.unknown': {
    zh: '没有编码、条码或编号为“{{item}}”的物料。这一笔没有保存，请检查后再录入，或请总部新建该物料。',
    en: 'There is no item with code, barcode or id “{{item}}”. Nothing was saved; check it, or ask headquarters to add the item.',
  },
  'item.ambiguous': {
    zh: '编码“{{item}}”对应不止一个物料，无法确定是哪一个。请改用条码或物料编号，并请总部处理重复编码。',
    en: 'More than one item has the code “{{item}}”. Nothing was saved; use the barcode or the item’s id, and ask headquarters to resolve the duplicate.',
  },
} as const satisfies ErrorCatalog;

export const itemTaken = {
  'item.code-taken': {
    zh: '编码“{{code}}”已用于“{{name}}”。没有保存，请换一个编码。',
    en: 'The code “{{code}}” already belongs to “{{name}}”. Nothing was saved; choose another code.',
  },
  'item.barcode-taken': {
    zh: '条码“{{barcode}}”已用于“{{name}}”。没有保存，请检查条码。',
    en: 'The barcode “{{barcode}}” already belongs to “{{name}}”. Nothing was saved; check the barcode.',
  },
} as const satisfies ErrorCatalog;

export const tooMuch = {
  'stock.too-large': {
    zh: '“{{item}}”的结存会超出可记录的范围。这一笔没有保存，请检查数量。',
    en: 'The balance of “{{item}}” would grow past what can be recorded. Nothing was saved; check the quantity.',
  },
} as const satisfies ErrorCatalog;

export const belowZero = {
  'stock.below-zero': {
    zh: '“{{item}}”只有 {{available}} {{unit}}，不能减少 {{quantity}} {{unit}}。这一笔没有保存。请核对数量，或请主管放行。',
    en: 'There are only {{available}} {{unit}} of “{{item}}”, so {{quantity}} {{unit}} cannot be taken. Nothing was saved; check the quantity, or ask a manager to override.',
  },
  'stock.override-denied': {
    zh: '只有主管或总部可以放行负库存。这一笔没有保存，请让主管在本机登录后操作。',
    en: 'Only a manager or headquarters may let stock go below zero. Nothing was saved; ask a manager to sign in here.',
  },
} as const satisfies ErrorCatalog;

export const itemRow = z.object({
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
  tracking: z.enum(TRACKINGS),
  shelfLifeDays: z.number().nullable(),
  /** Units of several, smallest first; quantities in base units. */
  packs: z.array(z.object({ unit: z.string(), quantity: decimal })),
  /** Office that proposes it, until headquarters has said what becomes of it. */
  proposedBy: z.string().nullable(),
  /** Fields that were edited apart; their later value is shown. */
  collided: z.array(z.string()),
  /** Whether `item.photo` has one. */
  photo: z.boolean(),
});

export const posted = z.object({
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

export const place = {
  lot: z.string().trim().min(1).max(100).optional(),
  location: z.string().trim().min(1).max(100).optional(),
  reference: z.string().trim().max(200).optional(),
  note: z.string().trim().max(500).optional(),
};

export const transferMissing = {
  'transfer.unknown': {
    zh: '找不到调拨“{{transfer}}”。可能尚未同步到本机；没有保存，请稍后再试。',
    en: 'There is no transfer “{{transfer}}” here. It may not have arrived yet; nothing was saved, try again later.',
  },
} as const satisfies ErrorCatalog;

export const movementRow = z.object({
  id: z.string(),
  number: z.string(),
  /** Position within the document of that number, from 1. */
  line: z.number(),
  kind: z.enum(MOVEMENT_KINDS),
  office: z.string(),
  item: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  itemNameEn: z.string().nullable(),
  unit: z.string(),
  lot: z.string().nullable(),
  expiry: z.string().nullable(),
  location: z.string(),
  quantity: decimal,
  unitCost: z.string().nullable(),
  /** Of a count: what was found, and the difference its counter saw; `quantity` is what it comes to now. */
  counted: decimal.nullable(),
  stated: decimal.nullable(),
  unitPrice: z.string().nullable(),
  /** What was entered, where that was not the base unit. */
  pack: z.object({ unit: z.string(), quantity: decimal }).nullable(),
  partner: z.string().nullable(),
  partnerName: z.string().nullable(),
  reason: z.string(),
  reference: z.string().nullable(),
  note: z.string().nullable(),
  /** Day on which it took place by another system's records; null where it was posted here. */
  dated: z.string().nullable(),
  override: z.boolean(),
  /** Issued beyond a quota, as headquarters allowed. */
  beyondQuota: z.boolean(),
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
