import type { TFunction } from 'i18next';
import { ROLES, type Role } from '#model/contract/operation.ts';

/** The roles for a select, in words. */
export function roleChoices(t: TFunction): { value: Role; label: string }[] {
  return ROLES.map((value) => ({ value, label: t(`frame.person.roles.${value}`) }));
}

/** A select's text as a role; a clerk where it is none. */
export function roleOf(value: string | null): Role {
  return ROLES.find((role) => role === value) ?? 'clerk';
}
