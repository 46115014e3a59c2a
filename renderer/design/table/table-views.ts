/** What this computer keeps of how a person looks at a list: its columns and order, and views under names of their own. */

/** How a list is drawn. Columns that are not named stand as the list says. */
export interface TableLook {
  readonly columns: Readonly<Record<string, boolean>>;
  readonly sorting: { readonly id: string; readonly desc: boolean } | undefined;
}

/** A look with the filters in force, under a name. */
export interface TableView extends TableLook {
  readonly name: string;
  /** The list's filters, as a query string. */
  readonly search: string;
  /** What stood in the filter's field. */
  readonly text: string;
}

export const PLAIN_LOOK: TableLook = { columns: {}, sorting: undefined };
export const MOST_VIEWS = 30;
export const LONGEST_VIEW_NAME = 40;

/** Where what is kept lies. */
export type Kept = Pick<Storage, 'getItem' | 'setItem'>;

const lookKey = (list: string): string => `branchline-list-${list}`;
const viewsKey = (list: string): string => `branchline-views-${list}`;

export function readLook(kept: Kept, list: string): TableLook {
  return asLook(parsed(kept.getItem(lookKey(list))));
}

export function keepLook(kept: Kept, list: string, { columns, sorting }: TableLook): void {
  kept.setItem(lookKey(list), JSON.stringify({ columns, sorting }));
}

/** Views by name; whatever cannot be read is left out. */
export function readViews(kept: Kept, list: string): readonly TableView[] {
  const stored = parsed(kept.getItem(viewsKey(list)));
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((each) => {
    const { name, search, text } = asRecord(each);
    if (typeof name !== 'string' || name === '' || typeof search !== 'string' || typeof text !== 'string') return [];
    return [{ name, search, text, ...asLook(each) }];
  });
}

/** Whether both show the same rows in the same way. */
export function isSameView(left: Omit<TableView, 'name'>, right: Omit<TableView, 'name'>): boolean {
  const told = ({ search, text, columns, sorting }: Omit<TableView, 'name'>): string =>
    JSON.stringify([search, text, Object.entries(columns).toSorted(([a], [b]) => (a < b ? -1 : 1)), sorting?.id, sorting?.desc]);
  return told(left) === told(right);
}

/** A view of the same name is replaced where it stands, another goes to the end. The oldest make room. */
export function withView(views: readonly TableView[], view: TableView): readonly TableView[] {
  const at = views.findIndex(({ name }) => name === view.name);
  return at < 0 ? [...views, view].slice(-MOST_VIEWS) : views.with(at, view);
}

export function keepViews(kept: Kept, list: string, views: readonly TableView[]): void {
  kept.setItem(viewsKey(list), JSON.stringify(views));
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function asLook(value: unknown): TableLook {
  const { columns, sorting } = asRecord(value);
  const { id, desc } = asRecord(sorting);
  return {
    columns: Object.fromEntries(Object.entries(asRecord(columns)).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean')),
    sorting: typeof id === 'string' && typeof desc === 'boolean' ? { id, desc } : undefined,
  };
}
