/** What is owed and owing by partner: charges from movements, payments, ageing and statements. */
import { z } from 'zod';
import { dayField, listOf, pageFields, shortText } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { moneyField } from '../../contract/quantity.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { flag, money, orderMissing, orderReference, partnerMissing, partnerReference, TRADING_ROLES } from './fields.ts';

const ACCOUNTS = ['payable', 'receivable'] as const;
const READS = ['account_balance', 'account_day', 'partner'] as const;

/** Minor units by age since they fell due; the newest charges are what is open. */
const ageing = z.object({ notDue: money, to30: money, to60: money, to90: money, over90: money });
const side = z.object({ charged: money, settled: money, balance: money, ageing });

export const partnerAccounts = defineQuery({
  name: 'partner.accounts',
  summary: { zh: '往来账：应付、应收和账龄', en: 'Accounts by partner: owed, owing, and how old' },
  input: z.object({
    /** Only those of whom something is open. */
    open: flag.optional(),
    account: z.enum(ACCOUNTS).optional(),
    office: officeCodeField.optional(),
    ...pageFields,
  }),
  output: listOf(
    z.object({
      partner: z.string(),
      code: z.string(),
      name: z.string(),
      paymentDays: z.number().nullable(),
      payable: side,
      receivable: side,
    }),
  ),
  permission: { roles: TRADING_ROLES },
  reads: READS,
});

export const partnerTotals = defineQuery({
  name: 'partner.totals',
  summary: { zh: '应付和应收合计', en: 'All that is owed and owing' },
  input: z.object({ office: officeCodeField.optional() }),
  output: z.object({ payable: money, receivable: money }),
  permission: { roles: TRADING_ROLES },
  reads: READS,
});

export const partnerStatement = defineQuery({
  name: 'partner.statement',
  summary: { zh: '对账单：单据和收付款，新的在前，带余额', en: 'Statement: documents and payments, newest first, with the balance after each' },
  input: z.object({ partner: partnerReference, office: officeCodeField.optional(), ...pageFields }),
  output: listOf(
    z.object({
      id: z.string(),
      kind: z.enum(['receipt', 'return-out', 'issue', 'return-in', 'reversal', 'payment', 'payment-reversal']),
      account: z.enum(ACCOUNTS),
      office: z.string(),
      number: z.string(),
      day: z.string(),
      order: z.string().nullable(),
      /** Positive raises what is open in its account. */
      amount: money,
      /** After this row: what they owe us less what we owe them. */
      balance: money,
      /** Some line has no price, so it is counted as nothing. */
      unpriced: z.boolean(),
      method: z.string().nullable(),
      reference: z.string().nullable(),
      /** Of a payment: it was reversed. */
      reversed: z.boolean(),
    }),
  ),
  permission: { roles: TRADING_ROLES },
  errors: partnerMissing,
  reads: ['account_entry', 'account_balance', 'payment', 'trade_order', 'partner'],
});

export const paymentRecord = defineCommand({
  name: 'payment.record',
  summary: { zh: '登记收款或付款', en: 'Record a payment made or received' },
  input: z.object({
    partner: partnerReference,
    /** `out` is paid by us, `in` is paid to us. */
    direction: z.enum(['in', 'out']),
    /** Without it: what we paid is what we owed, what they paid is what they owed; a refund says otherwise. */
    account: z.enum(ACCOUNTS).optional(),
    amount: moneyField,
    date: dayField,
    method: z.string().trim().min(1).max(40),
    reference: z.string().trim().max(200).optional(),
    note: z.string().trim().max(500).optional(),
    order: orderReference.optional(),
  }),
  output: z.object({ id: z.string(), partner: z.string(), balance: money }),
  permission: { roles: TRADING_ROLES },
  errors: {
    ...partnerMissing,
    ...orderMissing,
    'payment.nothing': { zh: '金额要大于零。没有保存，请填写金额。', en: 'The amount must be above zero. Nothing was saved; enter it.' },
    'payment.other-partner': {
      zh: '订单 {{number}} 不是“{{partner}}”的。没有保存，请检查订单号。',
      en: 'Order {{number}} is not one of “{{partner}}”. Nothing was saved; check the number.',
    },
  },
});

export const paymentReverse = defineCommand({
  name: 'payment.reverse',
  summary: { zh: '冲销一笔收付款', en: 'Reverse a payment' },
  input: z.object({ payment: z.uuid(), reason: shortText }),
  output: z.object({ id: z.string(), partner: z.string(), balance: money }),
  permission: { roles: TRADING_ROLES },
  errors: {
    'payment.unknown': { zh: '本机没有这笔收付款。没有保存，请稍后再试。', en: 'This payment is not here. Nothing was saved; try again later.' },
    'payment.reversed': { zh: '这笔收付款已冲销。没有保存。', en: 'This payment was already reversed. Nothing was saved.' },
    'payment.elsewhere': { zh: '这笔收付款由 {{office}} 登记，只能由 {{office}} 冲销。没有保存。', en: '{{office}} recorded this payment; only {{office}} can reverse it. Nothing was saved.' },
  },
});
