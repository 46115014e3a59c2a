/** Fields that headquarters defines for items, as a form has them. Pure. */
import type { Language } from '#model/contract/text.ts';
import type { RowOf } from '../../app/office.ts';
import { plainTyped } from '../../design/format/typed.ts';

export type CustomField = RowOf<'item-field.list'>;
/** What stands in the fields, by their ids; empty where nothing does. */
export type CustomValues = Readonly<Record<string, string>>;

/** What a field is called in the language; in English by its Chinese name where it has no other. */
export function fieldName({ name, nameEn }: Pick<CustomField, 'name' | 'nameEn'>, language: Language): string {
  return language === 'en' ? (nameEn ?? name) : name;
}

/** What was typed as it is kept: numbers in plain digits, whatever the input method. */
export function customTyped(fields: readonly CustomField[], values: CustomValues): CustomValues {
  const numbers = new Set(fields.filter(({ type }) => type === 'number').map(({ id }) => id));
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, numbers.has(id) ? plainTyped(value) : value]));
}
