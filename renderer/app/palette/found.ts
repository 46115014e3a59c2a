/** Where a search result leads, and whether a text answers a query. Pure. */

export type FoundKind = 'item' | 'card' | 'article' | 'board' | 'other';

/** The address of a search result's page; undefined where there is none yet. */
export function addressOf({ kind, id }: { readonly kind: string; readonly id: string }): string | undefined {
  const key = encodeURIComponent(id);
  switch (kind) {
    case 'item':
      return `/stock/item/${key}`;
    case 'card':
      return `/tasks/card/${key}`;
    case 'article':
      return `/knowledge/${key}`;
    case 'board':
      return `/tasks/${key}`;
    default:
      return undefined;
  }
}

/** True where every word stands in one of the texts, whatever the case. */
export function matches(texts: readonly string[], query: string): boolean {
  const all = texts.join('\n').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
