import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dayField, quantityField, shortText } from './fields.ts';
import { inputRefusal } from './input-problem.ts';
import type { Refusal } from './refusal.ts';

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

  it('says in plain words what is missing, of another kind, out of bounds or in another form', () => {
    const schema = z.object({ name: shortText, day: dayField, days: z.coerce.number().int().min(1).max(366), kind: z.enum(['receipt', 'issue']), item: z.uuid() });
    const right = { name: '螺钉', day: '2026-11-23', days: 3, kind: 'issue', item: '0198c0de-0000-7000-8000-000000000001' };
    expect(schema.safeParse(right).success).toBe(true);
    const said = (wrong: object): unknown => (problemOf(schema, { ...right, ...wrong }) as Refusal).values['problem'];
    expect(said({ name: undefined })).toEqual({ zh: '必须填写', en: 'it is required' });
    expect(said({ name: 7 })).toEqual({ zh: '必须是文字', en: 'it must be text' });
    expect(said({ day: '23.11.2026' })).toMatchObject({ en: 'a date is year-month-day, such as 2026-11-23' });
    expect(said({ days: 'many' })).toMatchObject({ en: 'it must be a number' });
    expect(said({ days: 1.5 })).toMatchObject({ en: 'it must be a whole number' });
    expect(said({ days: 400 })).toMatchObject({ zh: '不能大于 366' });
    expect(said({ kind: 'gift' })).toMatchObject({ zh: '只能是 receipt、issue 之一' });
    expect(said({ item: 'M6' })).toMatchObject({ en: 'this is no id; choose from the list' });
  });

  it('names a field that does not exist', () => {
    expect(problemOf(z.strictObject({}), { nmae: 1 })).toMatchObject({ field: 'nmae' });
  });
});
