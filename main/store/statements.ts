/**
 * Prepared statements, cached by their text, as the branded Reader and Writer of the port.
 *
 * 1. A Reader refuses a statement that could write, a Writer one outside the transaction it was given for.
 * 2. Placeholders are `?` or all numbered (`?1`, where a value is used twice).
 * 3. A Writer notes which tables it wrote, so that a commit can say what may have changed.
 * 4. A table that follows others late is brought up to date before a statement that reads it runs, whoever asks.
 */
import type { Statement } from 'better-sqlite3';
import type { Database } from './database.ts';
import type { Reader, SqlValue, Writer } from './store.ts';

/** Texts are constants in the code; lists of placeholders of different lengths are what makes more of them. */
const MAX_CACHED = 500;
const NUMBERED = /\?\d/;
const WRITTEN_TABLE = /\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+"?(\w+)/i;

type Bound = SqlValue | Readonly<Record<string, SqlValue>>;

interface Prepared {
  readonly statement: Statement<Bound[]>;
  /** The driver takes numbered placeholders by name. */
  readonly numbered: boolean;
  readonly table: string | undefined;
  readonly late: LateTable | undefined;
}

/** A table that is derived from others after their commit. */
export interface LateTable {
  readonly name: string;
  bringUpToDate(): void;
}

export interface Statements {
  readonly read: Reader;
  /** A writer that notes tables in `tables` and works until it is ended. */
  writer(tables: Set<string>): { readonly write: Writer; end(): void };
}

export function createStatements(database: Database, lateTables: readonly LateTable[]): Statements {
  const cache = new Map<string, Prepared>();

  function prepare(sql: string): Prepared {
    const known = cache.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare<Bound[]>(sql);
    const prepared = {
      statement,
      numbered: NUMBERED.test(sql),
      table: statement.readonly ? undefined : writtenTable(sql),
      late: lateTables.find(({ name }) => sql.includes(name)),
    };
    if (cache.size >= MAX_CACHED) {
      const oldest = cache.keys().next();
      if (oldest.done !== true) cache.delete(oldest.value);
    }
    cache.set(sql, prepared);
    return prepared;
  }

  function reading(sql: string): Prepared {
    const prepared = prepare(sql);
    if (!prepared.statement.readonly) throw new Error(`a reader does not write: ${sql}`);
    prepared.late?.bringUpToDate();
    return prepared;
  }

  const read: Reader = {
    all<Row>(sql: string, ...values: SqlValue[]) {
      const prepared = reading(sql);
      return prepared.statement.all(...bound(prepared, values)) as Row[];
    },
    get<Row>(sql: string, ...values: SqlValue[]) {
      const prepared = reading(sql);
      return prepared.statement.get(...bound(prepared, values)) as Row | undefined;
    },
  };

  return {
    read,
    writer(tables) {
      let open = true;
      const write: Writer = {
        ...read,
        run(sql, ...values) {
          if (!open) throw new Error('this transaction has ended');
          const prepared = prepare(sql);
          if (prepared.table === undefined) throw new Error(`not a statement that writes one table: ${sql}`);
          prepared.statement.run(...bound(prepared, values));
          tables.add(prepared.table);
        },
      };
      return {
        write,
        end() {
          open = false;
        },
      };
    },
  };
}

function bound({ numbered }: Prepared, values: readonly SqlValue[]): readonly Bound[] {
  return numbered ? [Object.fromEntries(values.map((value, index) => [String(index + 1), value]))] : values;
}

function writtenTable(sql: string): string | undefined {
  return WRITTEN_TABLE.exec(sql)?.[1];
}
