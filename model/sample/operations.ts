/** The sample organisation: for looking around, for demonstrations and for tests. */
import { z } from 'zod';
import { defineCommand } from '../contract/operation.ts';
import type { ErrorCatalog } from '../contract/refusal.ts';

const unreadable = {
  'sample.unreadable': {
    zh: '示例内容不完整（{{detail}}）。没有建立任何数据，请重新安装程序后再试。',
    en: 'The sample’s content is not whole ({{detail}}). Nothing was made; install the program again, then try once more.',
  },
} as const satisfies ErrorCatalog;

export const sampleOpen = defineCommand({
  name: 'sample.open',
  summary: { zh: '打开示例企业', en: 'Open the sample organisation' },
  input: z.object({
    /** Also a year of movements, not only items, boards and articles. */
    movements: z.boolean().default(true),
  }),
  output: z.object({ organisation: z.string(), items: z.number(), movements: z.number() }),
  permission: { roles: 'setup' },
  errors: unreadable,
});

export const sampleMovements = defineCommand({
  name: 'sample.movements',
  summary: { zh: '为本机构生成一年的示例流水', en: 'Make a year of sample movements for this office' },
  input: z.object({}),
  output: z.object({ movements: z.number() }),
  permission: { roles: 'anyone' },
  errors: {
    ...unreadable,
    'sample.not-here': {
      zh: '示例数据只能写入示例企业，不会写入真实企业。',
      en: 'Sample data goes into the sample organisation only, never into a real one.',
    },
  },
});
