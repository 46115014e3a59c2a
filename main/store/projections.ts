/**
 * Rows derived from documents: their tables are made, dropped and derived anew here; what is in them is the areas' own.
 *
 * 1. A projection whose version or schema changed loses its tables and is rebuilt, in the transaction that notes it.
 * 2. Projections that read the same kinds are rebuilt together, because they share the search entries of those documents.
 * 3. A rebuild goes document by document and keeps none in memory.
 */
import { wholeDocument } from '#model/document/change.ts';
import type { DocumentChange, DocumentKind } from '#model/document/kind.ts';
import { readPlainEntries } from '#model/document/plain-entries.ts';
import type { KindRegistry } from '#model/document/registry.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Database } from './database.ts';
import type { LiveDocuments } from './live-documents.ts';
import { removeEntriesOf } from './search.ts';
import type { Projection, Writer } from './store.ts';
import type { UpdateLog } from './update-log.ts';

export type RebuildProgress = (done: number, total: number) => void;

export interface Projections {
  /** Makes missing and outdated tables and fills them. Inside a transaction. */
  prepare(write: Writer, progress?: RebuildProgress): void;
  /** Notes in `tables` which tables may have changed, views included. */
  project(write: Writer, change: DocumentChange, tables: Set<string>): void;
  /** Derives anew what is read from documents of a kind, after one of them lost something. Notes its tables. */
  rebuildKind(write: Writer, kind: string, tables: Set<string>): void;
  rebuildAll(write: Writer, progress?: RebuildProgress): void;
  readonly tables: readonly string[];
}

const REBUILD_CACHE_KIB = 128 * 1024;
const SORTING_THREADS = 2;

interface MadeRow {
  name: string;
  version: number;
  schema: string;
  made: string;
}
interface MadeObject {
  readonly type: 'table' | 'view' | 'trigger';
  readonly name: string;
}

export interface ProjectionOptions {
  readonly database: Database;
  readonly kinds: KindRegistry;
  readonly projections: readonly Projection[];
  readonly documents: LiveDocuments;
  readonly log: UpdateLog;
  /** A document that cannot be derived from is skipped and reported. */
  readonly onFault: (error: unknown) => void;
}

export function createProjections(options: ProjectionOptions): Projections {
  const { database, kinds, projections, documents, log, onFault } = options;
  const byKind = new Map<string, readonly Projection[]>(
    kinds.kinds.map(({ kind }) => [kind, projections.filter((projection) => projection.kinds.includes(kind))]),
  );

  function objects(): readonly MadeObject[] {
    return database
      .prepare<[], MadeObject>(
        // A virtual table makes and drops its shadow tables itself.
        `SELECT iif(type = 'view', 'view', 'table') AS type, name FROM pragma_table_list
           WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'
         UNION ALL SELECT 'trigger', name FROM sqlite_schema WHERE type = 'trigger'`,
      )
      .all();
  }

  function make(write: Writer, projection: Projection): void {
    const before = new Set(objects().map(({ name }) => name));
    database.exec(projection.schema);
    const after = objects();
    const made = after.filter(({ name }) => !before.has(name));
    const missing = projection.tables.find((table) => !after.some(({ name }) => name === table));
    if (missing !== undefined) throw new Error(`projection ${projection.name} names ${missing} but does not make it`);
    write.run(
      'INSERT INTO projection (name, version, schema, made) VALUES (?, ?, ?, ?)',
      projection.name,
      projection.version,
      projection.schema,
      JSON.stringify(made),
    );
  }

  function drop(write: Writer, row: MadeRow): void {
    // Views and triggers stand on tables.
    for (const { type, name } of (JSON.parse(row.made) as MadeObject[]).toSorted(byDropOrder)) {
      const present = objects().some((object) => object.name === name);
      if (present) database.exec(`DROP ${type.toUpperCase()} "${name.replaceAll('"', '""')}"`);
    }
    write.run('DELETE FROM projection WHERE name = ?', row.name);
  }

  /** Takes a table's indexes away, but for some. @returns the statements that make them again. */
  function takeIndexes(table: string, kept: readonly string[]): readonly string[] {
    const indexes = database
      .prepare<[string], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`)
      .all(table)
      .filter(({ name }) => !kept.includes(name));
    for (const { name } of indexes) database.exec(`DROP INDEX "${name.replaceAll('"', '""')}"`);
    return indexes.map(({ sql }) => sql);
  }

  /** `chosen` and all that share a kind with one of them, in their own order: each may read the rows of those before it. */
  function withSharers(chosen: ReadonlySet<Projection>): ReadonlySet<Projection> {
    const read = new Set([...chosen].flatMap((projection) => projection.kinds));
    const all = new Set(projections.filter((projection) => chosen.has(projection) || projection.kinds.some((kind) => read.has(kind))));
    return all.size === chosen.size ? chosen : withSharers(all);
  }

  /** With room and hands for sorting many rows, of which there is no need otherwise. */
  function withRoom(act: () => void): void {
    const pages = Number(database.pragma('cache_size', { simple: true }));
    database.pragma(`cache_size = -${String(REBUILD_CACHE_KIB)}`);
    database.pragma(`threads = ${String(SORTING_THREADS)}`);
    try {
      act();
    } finally {
      database.pragma('threads = 0');
      database.pragma(`cache_size = ${String(pages)}`);
      database.pragma('shrink_memory');
    }
  }

  function derive(write: Writer, chosen: ReadonlySet<Projection>, progress: RebuildProgress): void {
    const rebuilds = new Map([...chosen].map((projection) => [projection, projection.rebuild?.(write)]));
    const indexes = new Map([...rebuilds.values()].map((rebuild) => [rebuild, (rebuild?.unindexed ?? []).flatMap((table) => takeIndexes(table, rebuild?.rare ?? []))]));
    const last = new Set([...rebuilds.values()].flatMap((rebuild) => rebuild?.kinds ?? []));
    const isLast = (name: DocumentName): boolean => last.has(kinds.kindOf(name)?.kind ?? '');
    const held = log.names([...new Set([...chosen].flatMap((projection) => projection.kinds))]);
    const rebuilt = held.filter(isLast);
    const steps = held.length + rebuilt.length;
    let done = 0;
    function each(names: readonly DocumentName[], act: (name: DocumentName) => void): readonly DocumentName[] {
      return names.filter((name) => {
        done += 1;
        try {
          act(name);
          return true;
        } catch (error) {
          onFault(new Error(`${name} cannot be shown in lists`, { cause: error }));
          return false;
        } finally {
          progress(done, steps);
        }
      });
    }
    each(held.filter((name) => !isLast(name)), (name) => {
      removeEntriesOf(write, name);
      deriveDocument(name, (projection) => rebuilds.has(projection), (projection, change) => projection.project(write, change));
    });
    const whole = each(rebuilt, (name) => {
      removeEntriesOf(write, name);
      deriveDocument(
        name,
        (projection, kind) => isRebuiltBy(projection, kind) && rebuilds.get(projection)?.project !== undefined,
        (projection, change) => rebuilds.get(projection)?.project?.(change),
      );
    });
    // In their order: each may read the rows of those before it, with their indexes.
    for (const [rebuild, made] of indexes) {
      rebuild?.beforeIndexes?.();
      for (const index of made) database.exec(index);
      rebuild?.finish?.();
    }
    // Those that read the rows just made come after: before, they would have found half of them and no index.
    each(whole, (name) => {
      deriveDocument(name, (projection, kind) => rebuilds.has(projection) && !isRebuiltBy(projection, kind), (projection, change) => projection.project(write, change));
    });

    function isRebuiltBy(projection: Projection, kind: string): boolean {
      return rebuilds.get(projection)?.kinds.includes(kind) === true;
    }
  }

  function deriveDocument(name: DocumentName, isMeant: (projection: Projection, kind: string) => boolean, act: (projection: Projection, change: DocumentChange) => void): void {
    const kind = kinds.kindOf(name);
    if (kind === undefined) return;
    const meant = (byKind.get(kind.kind) ?? []).filter((projection) => isMeant(projection, kind.kind));
    if (meant.length === 0) return;
    const change = plainDocument(name, kind) ?? wholeDocument(name, kind, documents.pass(name, kind));
    database.transaction(() => {
      for (const projection of meant) act(projection, change);
    })();
  }

  /** The whole document without building it, where it is that simple. */
  function plainDocument(name: DocumentName, kind: DocumentKind): DocumentChange | undefined {
    const [[root, type] = [], ...others] = Object.entries(kind.roots);
    const row = log.row(name);
    if (root === undefined || type !== 'map' || others.length > 0 || row === undefined) return undefined;
    const held = readPlainEntries(log.stored(row.id), root);
    if (held === undefined) return undefined;
    return {
      name,
      kind: kind.kind,
      get doc() {
        return documents.pass(name, kind);
      },
      entries: Array.from(held, ([key, after]) => ({ root, key, before: undefined, after })),
      textChanged: false,
    };
  }

  function renew(write: Writer, chosen: ReadonlySet<Projection>, progress: RebuildProgress): void {
    const rows = database.prepare<[], MadeRow>('SELECT name, version, schema, made FROM projection').all();
    const kept = new Set(projections.map(({ name }) => name));
    const renewed = new Set([...chosen].map(({ name }) => name));
    for (const row of rows) if (renewed.has(row.name) || !kept.has(row.name)) drop(write, row);
    for (const projection of projections) if (chosen.has(projection)) make(write, projection);
    withRoom(() => derive(write, chosen, progress));
  }

  return {
    tables: [...new Set([...projections.flatMap((projection) => projection.tables), 'search_entry'])],
    prepare(write, progress = () => {}) {
      const rows = database.prepare<[], MadeRow>('SELECT name, version, schema, made FROM projection').all();
      const current = new Map(rows.map((row) => [row.name, row]));
      const outdated = projections.filter((projection) => {
        const row = current.get(projection.name);
        return row?.version !== projection.version || row.schema !== projection.schema;
      });
      renew(write, withSharers(new Set(outdated)), progress);
    },
    project(write, change, tables) {
      for (const projection of byKind.get(change.kind) ?? []) {
        projection.project(write, change);
        for (const table of projection.tables) tables.add(table);
      }
    },
    rebuildKind(write, kind, tables) {
      const chosen = withSharers(new Set(byKind.get(kind) ?? []));
      if (chosen.size === 0) return;
      renew(write, chosen, () => {});
      for (const projection of chosen) for (const table of projection.tables) tables.add(table);
      tables.add('search_entry');
    },
    rebuildAll: (write, progress = () => {}) => renew(write, new Set(projections), progress),
  };
}

const DROP_ORDER = { view: 0, trigger: 1, table: 2 } as const;

function byDropOrder(left: MadeObject, right: MadeObject): number {
  return DROP_ORDER[left.type] - DROP_ORDER[right.type];
}
