/** The sample organisation: for looking around, for demonstrations and for tests. */
import { z } from 'zod';
import { defineCommand } from '../contract/operation.ts';

export const sampleOpen = defineCommand({
  name: 'sample.open',
  summary: { zh: '打开示例企业', en: 'Open the sample organisation' },
  input: z.object({
    /** Also a year of movements, not only items, boards and articles. */
    movements: z.boolean().default(true),
  }),
  output: z.object({ organisation: z.string(), items: z.number(), movements: z.number() }),
  permission: { roles: 'setup' },
});

export const sampleMovements = defineCommand({
  name: 'sample.movements',
  summary: { zh: '为本机构生成一年的示例流水', en: 'Make a year of sample movements for this office' },
  input: z.object({}),
  output: z.object({ movements: z.number() }),
  permission: { roles: 'anyone' },
  errors: {
    'sample.not-here': {
      zh: '示例数据只能写入示例企业,不会写入真实企业。',
      en: 'Sample data goes into the sample organisation only, never into a real one.',
    },
  },
});
