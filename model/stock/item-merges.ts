/**
 * Items that were found to be one: `merges` says which id stands for which from then on (STOCK-31). Pure.
 * The result follows from the set of merges, so every replica resolves an id alike.
 */

/**
 * What each merged id stands for, chains followed to their end. Merges made apart may form a circle: then all of it
 * stands for its smallest id.
 * @param merges into which each id was merged.
 */
export function resolveMerges(merges: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const resolved = new Map<string, string>();
  for (const start of merges.keys()) {
    const target = endOf(start, merges);
    if (target !== start) resolved.set(start, target);
  }
  return resolved;
}

function endOf(start: string, next: ReadonlyMap<string, string>): string {
  const walked: string[] = [];
  let each = start;
  while (!walked.includes(each)) {
    const into = next.get(each);
    if (into === undefined) return each;
    walked.push(each);
    each = into;
  }
  return walked.slice(walked.indexOf(each)).reduce((least, id) => (id < least ? id : least));
}

/** Categories under which each is shown (STOCK-30): those in a circle, and those whose parent is unknown, are roots. */
export function shownParents(parents: ReadonlyMap<string, string | undefined>): ReadonlyMap<string, string | undefined> {
  const shown = new Map<string, string | undefined>();
  for (const [id, parent] of parents) shown.set(id, parent !== undefined && parents.has(parent) && !isInCircle(id, parents) ? parent : undefined);
  return shown;
}

function isInCircle(id: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const walked = new Set<string>();
  let each = parents.get(id);
  while (each !== undefined && !walked.has(each)) {
    if (each === id) return true;
    walked.add(each);
    each = parents.get(each);
  }
  return false;
}
