/**
 * A disk on which the power fails: at the chosen write or commit the program dies, before the write or just after it, wherever it
 * then is: in the middle of a commit, a chore, a fold or a rebuild. From then on nothing is written any more; what no
 * commit had finished is rolled back, as SQLite does at the next opening.
 */
import type { Statement } from 'better-sqlite3';
import type { Database } from '../../main/store/database.ts';

export interface PowerFailure {
  /** At which it comes: of all writes, or of commits alone, whose answers are then lost. */
  readonly at: 'write' | 'commit';
  /** How many are still to come, the last of them included. */
  left: number;
  /** The last write is on the disk, though the program never learns of it. */
  readonly afterIt: boolean;
}

export class PowerFailed extends Error {
  constructor() {
    super('the power failed');
    this.name = 'PowerFailed';
  }
}

const prepared = new WeakMap<Database, Map<string, Statement>>();

/** A program that begins again prepares what the one before it had; SQLite compiles it anew where the tables are others. */
function preparedOnce(database: Database, sql: string): Statement {
  const held = prepared.get(database) ?? new Map<string, Statement>();
  if (held.size === 0) prepared.set(database, held);
  const statement = held.get(sql) ?? database.prepare(sql);
  held.set(sql, statement);
  return statement;
}

/** The database as a program sees it that may die so. @param due what is to come, asked at each write. */
export function onFailingDisk(database: Database, due: () => PowerFailure | undefined, happened: () => void): Database {
  let dead = false;

  function die(): never {
    if (!dead) {
      dead = true;
      happened();
    }
    throw new PowerFailed();
  }

  function writing<Result>(write: () => Result, isCommit: boolean): Result {
    if (dead) die();
    const failure = due();
    if (failure === undefined) return write();
    if (isCommit || failure.at === 'write') failure.left -= 1;
    if (failure.left > 0) return write();
    if (failure.afterIt) write();
    return die();
  }

  function prepare(sql: string): Statement {
    const statement = preparedOnce(database, sql);
    // Transactions' own statements count as reading; of these only the one that makes things durable is a write.
    if (statement.readonly && sql !== 'COMMIT') return statement;
    const isCommit = sql === 'COMMIT';
    // What writes is asked for nothing else.
    const failing: Pick<Statement, 'run' | 'get' | 'all'> = {
      run: (...values: unknown[]) => writing(() => statement.run(...values), isCommit),
      get: (...values: unknown[]) => writing(() => statement.get(...values), isCommit),
      all: (...values: unknown[]) => writing(() => statement.all(...values), isCommit),
    };
    return failing as Statement;
  }

  const own: Readonly<Record<string, unknown>> = {
    prepare,
    exec: (sql: string) => (sql === 'ROLLBACK' ? database.exec(sql) : writing(() => database.exec(sql), false)),
    transaction: (act: (...values: unknown[]) => unknown) =>
      database.transaction((...values: unknown[]) => {
        const result = act(...values);
        // Whoever caught the failure and went on still commits nothing.
        if (dead) die();
        return result;
      }),
  };
  return new Proxy(database, {
    get(target, name) {
      const ours = typeof name === 'string' ? own[name] : undefined;
      if (ours !== undefined) return ours;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
