/** The tree of categories as rows: each after the one it stands under, with its depth. Pure. */
export interface TreeCategory {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
}

export function categoryTree<Category extends TreeCategory>(categories: readonly Category[]): readonly { readonly category: Category; readonly depth: number }[] {
  const under = Map.groupBy(categories, ({ parent }) => parent);
  const walk = (parent: string | null, depth: number): { category: Category; depth: number }[] =>
    (under.get(parent) ?? []).flatMap((category) => [{ category, depth }, ...walk(category.id, depth + 1)]);
  return walk(null, 0);
}

/** What a field offers to choose from: the tree, indented. */
export function categoryChoices(categories: readonly TreeCategory[]): { readonly value: string; readonly label: string }[] {
  return categoryTree(categories).map(({ category, depth }) => ({ value: category.id, label: `${'\u3000'.repeat(depth)}${category.name}` }));
}
