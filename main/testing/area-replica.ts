/**
 * An office for tests of areas: a real store in memory, and whatever operations the areas bring, without the office
 * core. Two replicas exchange what they hold by hand, so a test decides when a line is cut.
 */
import type { InputOf, OperationDefinition, OutputOf } from '#model/contract/operation.ts';
import { isRefusal, type Refusal } from '#model/contract/refusal.ts';
import type { DocumentKind } from '#model/document/kind.ts';
import { createKindRegistry } from '#model/document/registry.ts';
import { createHybridClock } from '#model/identity/hybrid-clock.ts';
import type { OfficeCode, PersonId, WorkstationId } from '#model/identity/ids.ts';
import type { Actor, Area, Handler } from '../area.ts';
import { openStore } from '../store/open-store.ts';
import type { Projection, Store } from '../store/store.ts';
import { openMadeDatabase } from '../store/testing/made-database.ts';

export interface AreaReplica {
  readonly store: Store;
  readonly actor: Actor;
  /** Milliseconds since 1970; a test moves it. */
  clock: { nowMs: number };
  run<Definition extends OperationDefinition>(definition: Definition, input: InputOf<Definition>): Promise<OutputOf<Definition> | Refusal>;
  /** As `run`, where a refusal is a failure of the test. */
  done<Definition extends OperationDefinition>(definition: Definition, input: InputOf<Definition>): Promise<OutputOf<Definition>>;
  /** Takes over what the other holds. */
  takeFrom(other: AreaReplica): Promise<void>;
  close(): void;
}

export interface AreaReplicaOptions {
  readonly office: string;
  readonly areas: readonly Area[];
  readonly kinds: readonly DocumentKind[];
  /** People that the directory knows, name by id. Empty where an area under test brings the table. */
  readonly people?: Readonly<Record<string, string>>;
}

const FIRST_MS = Date.UTC(2026, 10, 23, 4);

/** Stands in for the directory's table of people. */
const personTable: Projection = {
  name: 'people-for-tests',
  version: 1,
  schema: 'CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1) STRICT;',
  tables: ['person'],
  kinds: [],
  project() {},
};

/** Ids in sequence: 12 hex digits of the office, then a counter. */
function idSource(office: string): () => string {
  const node = Buffer.from(office).toString('hex').padStart(12, '0').slice(-12);
  let count = 0;
  return () => {
    count += 1;
    const digits = count.toString(16).padStart(11, '0');
    return `${digits.slice(0, 8)}-${digits.slice(8)}0-7000-8000-${node}`;
  };
}

export async function createAreaReplica(options: AreaReplicaOptions): Promise<AreaReplica> {
  const clock = { nowMs: FIRST_MS };
  const projections = [...options.areas.flatMap((area) => area.projections), ...(options.people === undefined ? [] : [personTable])];
  const database = openMadeDatabase(projections);
  const store = openStore({
    file: '',
    database,
    kinds: createKindRegistry(options.kinds),
    projections,
    rules: { verify: () => false, workstationKey: () => undefined, rootKey: () => undefined },
    nowMs: () => clock.nowMs,
  });
  if (isRefusal(store)) throw new Error(store.reason);
  await store.transact((tx) => {
    for (const [id, name] of Object.entries(options.people ?? {})) tx.write.run('INSERT INTO person (id, name) VALUES (?, ?)', id, name);
  });

  const node = Buffer.from(options.office).toString('hex').padStart(8, '0').slice(-8);
  const hybrid = createHybridClock(() => clock.nowMs, () => node);
  const handlers = new Map<string, Handler>(options.areas.flatMap((area) => area.handlers).map((handler) => [handler.definition.name, handler]));
  const actor: Actor = {
    person: `person-${options.office}` as PersonId,
    personName: `${options.office} 的同事`,
    roles: ['clerk'],
    workstation: `workstation-${options.office}` as WorkstationId,
    letter: 'A',
    office: options.office as OfficeCode,
    headquarters: false,
  };
  const services = {
    nowMs: () => clock.nowMs,
    stamp: () => hybrid.next(),
    newId: idSource(options.office),
    randomBytes: (length: number) => new Uint8Array(length),
    sign: () => '',
  };

  const carryOut = async (handler: Handler, parsed: never): Promise<unknown> => {
    const reading = { ...services, read: store.read, actor };
    if (handler.kind === 'query') return handler.handle(reading, parsed);
    if (handler.kind === 'action') return handler.handle(parsed);
    const handle = handler.kind === 'staged' ? await handler.prepare(reading, parsed, () => Promise.resolve()) : handler.handle;
    return isRefusal(handle) ? handle : store.transact((tx) => handle({ ...services, tx, actor }, parsed));
  };

  const replica: AreaReplica = {
    store,
    actor,
    clock,
    async run(definition, input) {
      const handler = handlers.get(definition.name);
      if (handler === undefined) throw new Error(`nobody handles ${definition.name}`);
      const parsed = definition.input.parse(input) as never;
      const result = await carryOut(handler, parsed);
      return isRefusal(result) ? result : (definition.output.parse(result) as never);
    },
    async done(definition, input) {
      const result = await replica.run(definition, input);
      if (isRefusal(result)) throw new Error(`${definition.name}: ${result.reason} ${JSON.stringify(result.values)}`);
      return result;
    },
    async takeFrom(other) {
      for (const { name } of other.store.documents()) {
        const update = other.store.updateSince(name, store.stateVector(name));
        if (update === undefined) continue;
        const outcome = await store.transact((tx) => tx.apply(name, update, 'relay'));
        if (!outcome.applied) throw new Error(`${name}: ${JSON.stringify(outcome)}`);
      }
    },
    close() {
      store.close();
      database.close();
    },
  };
  return replica;
}

/** All rows of a projection, for comparing replicas or a rebuild. */
export function projectedRows(replica: AreaReplica, projection: Projection): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(
    projection.tables.map((table) => [table, replica.store.read.all(`SELECT * FROM ${table}`).toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))]),
  );
}
