import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { quantityField, shortText } from './fields.ts';
import { inputRefusal } from './input-problem.ts';

function problemOf(schema: z.ZodType, input: unknown): unknown {
  const result = schema.safeParse(input);
  return result.success ? undefined : inputRefusal(result.error);
}

describe('inputRefusal', () => {
  it('says of a blank text that it must not be empty, in plain words', () => {
    expect(problemOf(z.object({ name: shortText }), { name: '  ' })).toMatchObject({
      field: 'name',
      values: { problem: { zh: '不能为空', en: 'it must not be empty' } },
    });
  });

  it('says how long a text may be', () => {
    expect(problemOf(z.object({ name: shortText }), { name: '长'.repeat(201) })).toMatchObject({
      values: { problem: { zh: '最多 200 个字符', en: 'it has at most 200 characters' } },
    });
  });

  it('has its own words for fields of the contract', () => {
    expect(problemOf(z.object({ quantity: quantityField }), { quantity: '-1' })).toMatchObject({ field: 'quantity', values: { problem: { en: expect.stringContaining('above zero') as unknown } } });
  });

  it('names a field that does not exist', () => {
    expect(problemOf(z.strictObject({}), { nmae: 1 })).toMatchObject({ field: 'nmae' });
  });
});
