import type { TFunction } from 'i18next';

const NAMED = ['title', 'description', 'responsible', 'due', 'blocked', 'place', 'archived'] as const;

/** A history field in words: `label/…` and `checklist/…` stand for many. */
export function cardFieldName(field: string, t: TFunction): string {
  const named = NAMED.find((each) => each === field);
  if (named !== undefined) return t(`tasks.fields.${named}`);
  if (field.startsWith('label/')) return t('tasks.fields.label');
  return field.startsWith('checklist/') ? t('tasks.fields.checklist') : field;
}
