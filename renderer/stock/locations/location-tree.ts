/** Locations as rows: each after the one it is part of, with its depth. Pure. */
export interface TreeLocation {
  readonly code: string;
  readonly parent: string | null;
}

/** Those whose parent is unknown, and those that a merge led into a circle, stand at the root: none is hidden. */
export function locationTree<Location extends TreeLocation>(locations: readonly Location[]): readonly { readonly location: Location; readonly depth: number }[] {
  const codes = new Set(locations.map(({ code }) => code));
  const under = Map.groupBy(locations, ({ parent }) => (parent === null || !codes.has(parent) ? null : parent));
  const shown = new Set<string>();
  const walk = (of: readonly Location[], depth: number): { location: Location; depth: number }[] =>
    of.flatMap((location) => {
      if (shown.has(location.code)) return [];
      shown.add(location.code);
      return [{ location, depth }, ...walk(under.get(location.code) ?? [], depth + 1)];
    });
  const rows = walk(under.get(null) ?? [], 0);
  return [...rows, ...walk(locations, 0)];
}

/** Codes that cannot be the parent of a location: itself and what is part of it. */
export function partsOf(locations: readonly TreeLocation[], code: string): ReadonlySet<string> {
  const parts = new Set([code]);
  for (let size = 0; size < parts.size; ) {
    size = parts.size;
    for (const location of locations) if (location.parent !== null && parts.has(location.parent)) parts.add(location.code);
  }
  return parts;
}
