/** Categories by the name that people give them. */
import { CATALOGUE_DOCUMENT, categoriesOf } from '#model/stock/catalogue-kind.ts';
import type { CommandContext } from '../area.ts';

/** Id of the category of that name or id; made when there is none. */
export function categoryId(context: CommandContext, name: string): string {
  const known = context.tx.read.get<{ id: string }>('SELECT id FROM category WHERE name = ?1 OR id = ?1 ORDER BY id LIMIT 1', name);
  if (known !== undefined) return known.id;
  const id = context.newId();
  const category = { id, name, by: context.actor.person, at: context.stamp() };
  context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
    categoriesOf(doc).set(id, category);
  });
  return id;
}
