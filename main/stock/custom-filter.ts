/** Items narrowed by the values of the fields that headquarters defines (STOCK-37). */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { CustomField } from '#model/stock/catalogue-kind.ts';
import type { CustomFilter } from '#model/stock/operations/custom-filter.ts';
import { foldText } from '../store/search-text.ts';
import type { Reader, SqlValue } from '../store/store.ts';

type Wanted = CustomFilter[string];
export type CustomFilterRefusal = Refusal<'item.filter-field-unknown' | 'item.filter-field-retired' | 'item.filter-unfit' | 'item.filter-choice-unknown'>;

export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

interface FieldRecord {
  readonly id: string;
  readonly name: string;
  readonly type: CustomField['type'];
  readonly choices: string;
  readonly retired: number;
}

/** What a field of each type is narrowed by. */
const PARTS: Readonly<Record<CustomField['type'], readonly (keyof Wanted)[]>> = { text: ['text'], number: ['least', 'most'], date: ['from', 'until'], choice: ['choices'] };

/** Conditions on `item`, all of which hold, or why the whole is refused. Each asks an index of `item_custom`. */
export function customConditions(read: Reader, filter: CustomFilter): readonly Condition[] | CustomFilterRefusal {
  const conditions: Condition[] = [];
  for (const [id, wanted] of Object.entries(filter)) {
    const field = read.get<FieldRecord>('SELECT id, name, type, choices, retired FROM item_field WHERE id = ?', id);
    if (field === undefined) return refuse('item.filter-field-unknown', { field: id }, 'custom');
    if (field.retired === 1) return refuse('item.filter-field-retired', { name: field.name }, 'custom');
    const given = Object.entries(wanted).flatMap(([part, value]) => (value === undefined ? [] : [part as keyof Wanted]));
    if (given.length === 0 || given.some((part) => !PARTS[field.type].includes(part))) return refuse('item.filter-unfit', { name: field.name }, 'custom');
    const condition = valueCondition(read, field, wanted);
    if (isRefusal(condition)) return condition;
    conditions.push({ sql: `item.id IN (SELECT item_custom.item FROM item_custom WHERE item_custom.field = ?${condition.sql})`, values: [id, ...condition.values] });
  }
  return conditions;
}

function valueCondition(read: Reader, field: FieldRecord, { text, least, most, from, until, choices }: Wanted): Condition | CustomFilterRefusal {
  switch (field.type) {
    case 'text': {
      const words = foldText(text ?? '').split(/\s+/u).filter((word) => word !== '');
      return { sql: ' AND instr(item_custom.folded, ?) > 0'.repeat(words.length), values: words };
    }
    case 'number':
      return between('number', least === undefined ? undefined : Number(least), most === undefined ? undefined : Number(most));
    case 'date':
      return between('value', from, until);
    case 'choice': {
      const strange = choices?.find((choice) => !isChoice(read, field, choice));
      if (strange !== undefined) return refuse('item.filter-choice-unknown', { name: field.name, value: strange }, 'custom');
      return { sql: ' AND item_custom.value IN (SELECT value FROM json_each(?))', values: [JSON.stringify(choices)] };
    }
  }
}

function between(column: 'number' | 'value', first: SqlValue | undefined, last: SqlValue | undefined): Condition {
  return {
    sql: `${first === undefined ? '' : ` AND item_custom.${column} >= ?`}${last === undefined ? '' : ` AND item_custom.${column} <= ?`}`,
    values: [first, last].filter((value) => value !== undefined),
  };
}

/** One that is offered, or that is offered no more and that items still have. */
function isChoice(read: Reader, field: FieldRecord, choice: string): boolean {
  return (JSON.parse(field.choices) as string[]).includes(choice) || read.get('SELECT 1 FROM item_custom WHERE field = ? AND value = ? LIMIT 1', field.id, choice) !== undefined;
}
