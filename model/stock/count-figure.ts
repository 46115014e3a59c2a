/**
 * What a count found at one place, from all that was entered for it (STOCK-45). Pure, and the same on every replica
 * that holds the same entries.
 *
 * 1. An entry stands until a later one replaces it. Only what is older can be replaced, so one always stands.
 * 2. Several that stand and agree are one figure; the latest speaks for it.
 * 3. Several that stand and differ are a clash, until a choice names one of them and passes over all the others.
 */
export interface FiguredEntry {
  readonly id: string;
  /** Thousandths. */
  readonly counted: number;
  readonly at: string;
  readonly replaces: readonly string[];
}

export interface FiguredChoice {
  readonly id: string;
  readonly entry: string;
  readonly over: readonly string[];
  readonly at: string;
}

export interface PlaceFigure<Entry extends FiguredEntry> {
  /** Entries that stand, oldest first. */
  readonly standing: readonly Entry[];
  /** The one that counts; undefined where nothing was entered, or while figures clash. */
  readonly decided: Entry | undefined;
}

/** @param entries all of one place. @param choices all of the count. */
export function figureOf<Entry extends FiguredEntry>(entries: readonly Entry[], choices: readonly FiguredChoice[]): PlaceFigure<Entry> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const replaced = new Set(
    entries.flatMap((entry) => entry.replaces.filter((id) => isBefore(byId.get(id), entry))),
  );
  const standing = entries.filter(({ id }) => !replaced.has(id)).toSorted(order);
  const latest = standing.at(-1);
  if (latest === undefined || standing.every(({ counted }) => counted === latest.counted)) return { standing, decided: latest };
  const fitting = choices.filter(({ entry, over }) => standing.every(({ id }) => id === entry || over.includes(id)) && standing.some(({ id }) => id === entry));
  const choice = fitting.toSorted(order).at(-1);
  return { standing, decided: standing.find(({ id }) => id === choice?.entry) };
}

function isBefore(entry: FiguredEntry | undefined, than: FiguredEntry): boolean {
  return entry !== undefined && order(entry, than) < 0;
}

function order(left: { readonly at: string; readonly id: string }, right: { readonly at: string; readonly id: string }): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
