/** One step of the database's schema. Immutable once released. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}
