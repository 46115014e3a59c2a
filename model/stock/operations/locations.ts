/** Where stock stands within an office. */
import { z } from 'zod';
import { listOf, pageFields, shortText } from '../../contract/fields.ts';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';
import { LOCATION_CODE, LOCATION_KINDS } from '../locations-kind.ts';
import { decimal, flag, place, POSTING_ROLES } from './fields.ts';

const code = z.string().trim().regex(LOCATION_CODE, { error: 'location-code' });
const locationRow = z.object({
  office: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(LOCATION_KINDS),
  parent: z.string().nullable(),
  discontinued: z.boolean(),
});

const parentMissing = {
  'location.unknown': {
    zh: '本机构没有库位“{{location}}”。没有保存，请检查代码或先新建库位。',
    en: 'This office has no location “{{location}}”. Nothing was saved; check the code, or add the location first.',
  },
  'location.circle': {
    zh: '库位“{{location}}”不能放在自己下面。没有保存，请选择另一个上级。',
    en: 'The location “{{location}}” cannot be part of itself. Nothing was saved; choose another parent.',
  },
} as const;

export const locationCreate = defineCommand({
  name: 'location.create',
  summary: { zh: '新建库位', en: 'Add a location' },
  input: z.object({ code, name: shortText, kind: z.enum(LOCATION_KINDS).default('shelf'), parent: code.optional() }),
  output: locationRow,
  permission: { roles: POSTING_ROLES },
  errors: {
    ...parentMissing,
    'location.taken': { zh: '库位代码“{{code}}”已用于“{{name}}”。没有保存，请换一个代码。', en: 'The code “{{code}}” already belongs to “{{name}}”. Nothing was saved; choose another.' },
  },
});

export const locationUpdate = defineCommand({
  name: 'location.update',
  summary: { zh: '修改库位', en: 'Change a location' },
  input: z.object({ location: code, name: shortText.optional(), kind: z.enum(LOCATION_KINDS).optional(), parent: code.nullish(), discontinued: flag.optional() }),
  output: locationRow,
  permission: { roles: POSTING_ROLES },
  errors: parentMissing,
});

export const locationList = defineQuery({
  name: 'location.list',
  summary: { zh: '库位列表', en: 'Locations of an office' },
  input: z.object({ office: officeCodeField.optional() }),
  /** `entries`: how many balances stand there, an item’s lots each for themselves. */
  output: listOf(locationRow.extend({ entries: z.number() })),
  permission: { roles: 'anyone' },
  reads: ['location', 'balance'],
});

export const stockAtLocation = defineQuery({
  name: 'stock.atLocation',
  summary: { zh: '一个库位上的结存（按物料和批号）', en: 'What stands at a location, by item and lot' },
  input: z.object({ location: place.location.unwrap(), office: officeCodeField.optional(), ...pageFields }),
  output: listOf(
    z.object({
      item: z.string(),
      itemId: z.string(),
      itemName: z.string(),
      unit: z.string(),
      /** Empty where the stock has no lot. */
      lot: z.string(),
      expiry: z.string().nullable(),
      expired: z.boolean(),
      quantity: decimal,
    }),
  ),
  permission: { roles: 'anyone' },
  reads: ['balance', 'lot', 'item'],
});
