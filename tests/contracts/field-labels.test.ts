/** Messages call the fields of inputs as people do: each has a name in both languages, and none is left of a field that went. */
import { expect, it } from 'vitest';
import { z } from 'zod';
import { FIELD_LABELS, fieldLabel } from '#model/contract/field-labels.ts';
import { operations } from '#model/operations.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

function fieldsOf(schema: Schema | boolean | undefined): readonly string[] {
  if (typeof schema !== 'object') return [];
  const { properties = {}, items, additionalProperties, anyOf = [], oneOf = [], allOf = [] } = schema;
  return [...Object.keys(properties), ...[...Object.values(properties), items, additionalProperties, ...anyOf, ...oneOf, ...allOf].flatMap(fieldsOf)];
}

it('every field of an input has a name in both languages, and every name a field', () => {
  const fields = operations.all.flatMap(({ input }) => fieldsOf(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema));
  expect(Object.keys(FIELD_LABELS)).toEqual([...new Set(fields)].toSorted());
});

it('a field of a line is named with its line, as people count them', () => {
  expect(fieldLabel(['lines', 2, 'unitCost'])).toEqual({ zh: '进价（第 3 行）', en: 'unit cost (line 3)' });
  expect(fieldLabel(['quantity'])).toEqual({ zh: '数量', en: 'quantity' });
  expect(fieldLabel(['constructor'])).toEqual({ zh: 'constructor', en: 'constructor' });
});
