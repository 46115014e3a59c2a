/** Fields and refusals that several of the operations on orders share. */
import { z } from 'zod';
import type { ErrorCatalog } from '../../contract/refusal.ts';

/** An order by its id or number. */
export const orderReference = z.string().trim().min(1).max(100);
/** A partner by id or code. */
export const partnerReference = z.string().trim().min(1).max(100);
export const itemReference = z.string().trim().min(1).max(100);
export const flag = z.union([z.boolean(), z.stringbool()]);
/** Money as a decimal string with two places, signed. */
export const money = z.string();
/** Decimal string, signed. */
export const decimal = z.string();

/** Who may order, pay and see what it costs. Clerks see orders without prices and post what comes and goes. */
export const TRADING_ROLES = ['manager', 'hq'] as const;

export const orderMissing = {
  'order.unknown': {
    zh: '找不到订单“{{order}}”。可能尚未同步到本机；没有保存，请稍后再试。',
    en: 'There is no order “{{order}}” here. It may not have arrived yet; nothing was saved, try again later.',
  },
} as const satisfies ErrorCatalog;

export const orderElsewhere = {
  'order.elsewhere': {
    zh: '订单 {{number}} 属于 {{office}}，只能由 {{office}} 修改。没有保存。',
    en: 'Order {{number}} belongs to {{office}}; only {{office}} can change it. Nothing was saved.',
  },
} as const satisfies ErrorCatalog;

export const partnerMissing = {
  'order.no-partner': {
    zh: '没有编码或编号为“{{partner}}”的往来单位。没有保存，请检查，或请总部新建。',
    en: 'There is no supplier or customer with code or id “{{partner}}”. Nothing was saved; check it, or ask headquarters to add it.',
  },
} as const satisfies ErrorCatalog;

export const itemErrors = {
  'order.no-item': {
    zh: '第 {{line}} 行：没有编码、条码或编号为“{{item}}”的物料。整张订单都没有保存，请检查。',
    en: 'Line {{line}}: there is no single item with code, barcode or id “{{item}}”. Nothing of the order was saved; check it.',
  },
  'order.no-unit': {
    zh: '第 {{line}} 行：“{{item}}”没有单位“{{unit}}”，或数量超出可记录的范围。整张订单都没有保存。',
    en: 'Line {{line}}: “{{item}}” has no unit “{{unit}}”, or the quantity is past what can be recorded. Nothing of the order was saved.',
  },
} as const satisfies ErrorCatalog;
