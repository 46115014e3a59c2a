/** The picture of an item. */
import { z } from 'zod';
import { defineCommand, defineQuery } from '../../contract/operation.ts';
import { MAX_PHOTO_BYTES, PHOTO_TYPES } from '../photo-kind.ts';
import { itemMissing, itemReference } from './fields.ts';

export const itemSetPhoto = defineCommand({
  name: 'item.setPhoto',
  summary: { zh: '设置或移除物料照片', en: 'Set or take away an item’s photo' },
  input: z.object({
    item: itemReference,
    /** A JPEG or WebP picture, base64; null takes the photo away. */
    photo: z.base64().min(1).max(Math.ceil(MAX_PHOTO_BYTES / 3) * 4 + 4).nullable(),
  }),
  output: z.object({ item: z.string(), has: z.boolean() }),
  permission: { roles: ['hq', 'manager'], where: 'headquarters' },
  errors: {
    ...itemMissing,
    'photo.not-a-picture': {
      zh: '这不是 24 KB 以内的 JPEG 或 WebP 图片。没有保存，请换一张照片。',
      en: 'This is no JPEG or WebP picture of at most 24 KB. Nothing was saved; choose another photo.',
    },
  },
});

export const itemPhoto = defineQuery({
  name: 'item.photo',
  summary: { zh: '物料照片', en: 'The photo of an item' },
  input: z.object({ item: itemReference }),
  output: z.object({ photo: z.object({ type: z.enum(PHOTO_TYPES), base64: z.string() }).nullable() }),
  permission: { roles: 'anyone' },
  errors: itemMissing,
  reads: ['item', 'item_photo', 'item_alias'],
});
