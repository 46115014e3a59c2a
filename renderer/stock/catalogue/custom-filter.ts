/** What a list of items is narrowed by of the fields that headquarters defines, as an address and people's words have it. Pure. */
import type { Language } from '#model/contract/text.ts';
import { fieldName, type CustomField } from '../item/custom-fields.ts';

/** Of one field; which parts it knows depends on its type. */
export type Wanted = {
  readonly text?: string;
  readonly least?: string;
  readonly most?: string;
  readonly from?: string;
  readonly until?: string;
  readonly choices?: string[];
};
/** By the field's id. */
export type CustomFilter = Readonly<Record<string, Wanted>>;

const NAME = /^custom\.([0-9a-f-]{36})\.(text|least|most|from|until|choices)$/;

/** The filters that stand in an address, as `custom.ID.least=5`. */
export function customFilterOf(search: URLSearchParams): CustomFilter {
  const filter: Record<string, Wanted> = {};
  for (const name of new Set(search.keys())) {
    const [, field, part] = NAME.exec(name) ?? [];
    if (field === undefined || part === undefined) continue;
    const value = part === 'choices' ? search.getAll(name) : search.get(name);
    filter[field] = { ...filter[field], [part]: value };
  }
  return filter;
}

/** An address with these parts of a field's filter in place of what it has of them; empty ones are none. */
export function withWanted(search: URLSearchParams, field: string, wanted: Wanted): URLSearchParams {
  const next = new URLSearchParams([...search].filter(([name]) => !Object.keys(wanted).some((part) => name === `custom.${field}.${part}`)));
  for (const [part, value] of Object.entries<string | string[]>(wanted)) {
    for (const one of [value].flat()) if (one !== '') next.append(`custom.${field}.${part}`, one);
  }
  return next;
}

/** An address without the filter of one field, or of any. */
export function withoutCustomFilter(search: URLSearchParams, field?: string): URLSearchParams {
  return new URLSearchParams([...search].filter(([name]) => !NAME.test(name) || (field !== undefined && NAME.exec(name)?.[1] !== field)));
}

/** What a field is narrowed to in words, such as `净重：5–10`. */
export function wantedWords(field: Pick<CustomField, 'name' | 'nameEn'>, { text, least, most, from, until, choices }: Wanted, language: Language): string {
  const between = (first: string | undefined, last: string | undefined): string | undefined => {
    if (first === undefined) return last === undefined ? undefined : `≤ ${last}`;
    return last === undefined ? `≥ ${first}` : first === last ? first : `${first} – ${last}`;
  };
  const [colon, comma] = language === 'zh' ? ['：', '、'] : [': ', ', '];
  const said = [text, between(least, most), between(from, until), choices?.join(comma)].filter((words) => words !== undefined);
  return `${fieldName(field, language)}${colon}${said.join(comma)}`;
}
