/** Proof that ledgers are complete and unaltered (STOCK-80). */
import { z } from 'zod';
import { defineCommand } from '../../contract/operation.ts';
import { officeCodeField } from '../../identity/ids.ts';

export const stockVerify = defineCommand({
  name: 'stock.verify',
  summary: { zh: '核验一个机构的账本：记录是否连续、未被改动、签名是否相符', en: 'Verify an office’s ledger: whether its records are continuous, unaltered and signed' },
  input: z.object({ office: officeCodeField }),
  output: z.object({
    rows: z.array(
      z.object({
        workstation: z.string(),
        office: z.string(),
        letter: z.string(),
        movements: z.number().int(),
        /** The last document held: up to it the chain is proven. */
        lastNumber: z.string(),
        lastAtMs: z.number(),
        /** `incomplete`: some have not arrived here. `altered`: some are not as they were posted, or stand twice. */
        state: z.enum(['complete', 'incomplete', 'altered']),
        /** The first of them; `more` tells how many others there are. */
        findings: z.array(
          z.object({
            kind: z.enum(['missing', 'forked', 'broken', 'unproven']),
            /** Places in the workstation's chain, from 1. */
            from: z.number().int(),
            to: z.number().int(),
            numbers: z.array(z.string()),
          }),
        ),
        more: z.number().int(),
      }),
    ),
  }),
  permission: { roles: ['manager', 'hq', 'it'] },
  errors: {
    'verify.office-unknown': {
      zh: '没有机构“{{office}}”。没有核验任何内容，请检查机构代码。',
      en: 'There is no office “{{office}}”. Nothing was verified; check its code.',
    },
  },
});
