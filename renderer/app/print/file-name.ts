/** What a file of labels or of a paper is called: what it is, and of what. Pure. */

/** Of the name of what was printed: there is room for the rest, and for a folder's. */
const LONGEST_NAME = 60;

/** @param of what it shows, in order; `more` says how many there are where they are not named (`等 3 种`). */
export function fileName(kind: string, of: readonly string[], more: (count: number) => string): string {
  const [first = ''] = of;
  const short = first.length > LONGEST_NAME ? `${first.slice(0, LONGEST_NAME)}…` : first;
  return [kind, short, of.length > 1 ? more(of.length) : ''].filter((part) => part !== '').join(' ');
}
