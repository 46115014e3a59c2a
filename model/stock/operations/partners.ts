/** Partners: suppliers and customers, kept by headquarters. */
import { z } from 'zod';
import { listOf, pageFields, shortText } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { PARTNER_ROLES } from '../catalogue-kind.ts';
import { flag } from './fields.ts';

const permission = { roles: ['hq', 'manager'], where: 'headquarters' } as const;

const partnerRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  role: z.enum(PARTNER_ROLES),
  contact: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  taxNumber: z.string().nullable(),
  note: z.string().nullable(),
  paymentDays: z.number().nullable(),
  discontinued: z.boolean(),
  collided: z.array(z.string()),
});

const details = {
  contact: shortText,
  phone: z.string().trim().min(1).max(50),
  address: z.string().trim().min(1).max(300),
  taxNumber: z.string().trim().min(1).max(50),
  note: z.string().trim().min(1).max(500),
  paymentDays: z.coerce.number().int().min(0).max(999),
};

const codeField = z.string().trim().min(1).max(50);

const partnerTaken = {
  'partner.code-taken': {
    zh: '编码“{{code}}”已用于“{{name}}”。没有保存，请换一个编码。',
    en: 'The code “{{code}}” already belongs to “{{name}}”. Nothing was saved; choose another code.',
  },
} as const;

export const partnerCreate = defineCommand({
  name: 'partner.create',
  summary: { zh: '新建往来单位', en: 'Add a supplier or customer' },
  input: z.object({ code: codeField, name: shortText, role: z.enum(PARTNER_ROLES), ...z.object(details).partial().shape }),
  output: partnerRow,
  permission,
  errors: partnerTaken,
});

export const partnerUpdate = defineCommand({
  name: 'partner.update',
  summary: { zh: '修改往来单位', en: 'Change a supplier or customer' },
  input: z.object({
    partner: z.string().trim().min(1).max(100),
    code: codeField.optional(),
    name: shortText.optional(),
    role: z.enum(PARTNER_ROLES).optional(),
    contact: details.contact.nullish(),
    phone: details.phone.nullish(),
    address: details.address.nullish(),
    taxNumber: details.taxNumber.nullish(),
    note: details.note.nullish(),
    paymentDays: z.union([z.null(), details.paymentDays]).optional(),
    discontinued: flag.optional(),
  }),
  output: partnerRow,
  permission,
  errors: {
    ...partnerTaken,
    'partner.unknown': {
      zh: '没有编码或编号为“{{partner}}”的往来单位。没有保存，请刷新后重试。',
      en: 'There is no partner with the code or id “{{partner}}”. Nothing was saved; look again.',
    },
  },
});

export const partnerList = defineQuery({
  name: 'partner.list',
  summary: { zh: '往来单位，可按文字、拼音或编码查找', en: 'Suppliers and customers, found by text, pinyin or code' },
  input: z.object({
    id: z.string().trim().max(64).optional(),
    text: z.string().trim().max(200).optional(),
    /** Those that are both count as either. */
    role: z.enum(['supplier', 'customer']).optional(),
    discontinued: flag.optional(),
    ...pageFields,
  }),
  output: listOf(partnerRow),
  permission: { roles: 'anyone' },
  reads: ['partner', 'search_entry'],
});
