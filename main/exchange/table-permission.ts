/** Who may import into a table: the table says, since one operation serves all of them. */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { Actor } from '../area.ts';
import type { ImportTable } from '../exchange-table.ts';

export function mayUse({ permission: { roles, where } }: ImportTable, actor: Actor): boolean {
  if (where === 'headquarters' && !actor.headquarters) return false;
  return roles === 'anyone' || roles === 'setup' || roles.some((role) => actor.roles.includes(role));
}

export function refuseTable(table: ImportTable, actor: Actor): Refusal | undefined {
  if (mayUse(table, actor)) return undefined;
  const operation = { zh: `导入${table.name.zh}`, en: `Import ${table.name.en}` };
  return refuse('permission.denied', { operation }, 'table');
}
