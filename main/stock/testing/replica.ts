/**
 * One workstation for tests: a real store in memory with the stock area, a clock that is turned by hand, and
 * signatures that are quick but checked. Directory's tables are stood in for.
 */
import { isRefusal, type Refusal } from '#model/contract/refusal.ts';
import type { InputOf, OperationDefinition, OutputOf, Role } from '#model/contract/operation.ts';
import type { RuleContext } from '#model/document/kind.ts';
import { createKindRegistry } from '#model/document/registry.ts';
import { createHybridClock } from '#model/identity/hybrid-clock.ts';
import type { DocumentName, OfficeCode, PersonId, WorkstationId } from '#model/identity/ids.ts';
import { recordHash, signedBytes } from '#model/identity/signatures.ts';
import { catalogueKind } from '#model/stock/catalogue-kind.ts';
import { closingKind } from '#model/stock/closing-kind.ts';
import { countsKind } from '#model/stock/counts-kind.ts';
import { ledgerKind } from '#model/stock/ledger-kind.ts';
import { locationsKind } from '#model/stock/locations-kind.ts';
import { photoKind } from '#model/stock/photo-kind.ts';
import { proposalsKind } from '#model/stock/proposals-kind.ts';
import { quotaKind } from '#model/stock/quota-kind.ts';
import { reviewKind } from '#model/stock/review-kind.ts';
import type { Actor, CommandContext, Services } from '../../area.ts';
import { openStore } from '../../store/open-store.ts';
import type { ApplyOutcome, Projection, Store } from '../../store/store.ts';
import { openMadeDatabase } from '../../store/testing/made-database.ts';
import { createStockArea } from '../index.ts';
import { STOCK_TABLES } from '../tables.ts';

export interface DocumentUpdate {
  readonly name: DocumentName;
  readonly update: Uint8Array;
}

export interface Replica {
  readonly store: Store;
  readonly actor: Actor;
  /** Updates made here since the last call. */
  takeUpdates(): readonly DocumentUpdate[];
  receive(update: DocumentUpdate): Promise<ApplyOutcome>;
  call<Definition extends OperationDefinition>(definition: Definition, input: InputOf<Definition>): Promise<OutputOf<Definition> | Refusal>;
  /** As `call`, for what must not be refused. */
  must<Definition extends OperationDefinition>(definition: Definition, input: InputOf<Definition>): Promise<OutputOf<Definition>>;
  /** Has an item kept by lot or serial number here, as its entry in the catalogue would. */
  track(code: string, tracking: 'lot' | 'serial', shelfLifeDays?: number): void;
  /** The program ends and begins again; what was confirmed is there. */
  restart(): void;
  /** Does all chores that are due. */
  settle(): Promise<void>;
  /** All rows of the area's tables, in an order of their own. */
  rows(): Readonly<Record<string, readonly string[]>>;
  close(): void;
}

export interface ReplicaOptions {
  readonly office: string;
  readonly letter: string;
  readonly nowMs: () => number;
  readonly headquarters?: boolean;
  readonly roles?: readonly Role[];
  /** Offices whose records are not all here. */
  readonly behind?: readonly string[];
  /** A copy of the workstation's folder: the same workstation, but ids of its own. */
  readonly copy?: number;
}

const OFFICES = ['SH', 'BJ', 'GZ'];
/** Workstations of each office that the directory names. */
const LETTERS = ['A', 'B'];

const directory: Projection = {
  name: 'directory',
  version: 1,
  schema: 'CREATE TABLE office (code TEXT PRIMARY KEY, name TEXT, headquarters INTEGER); CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT); CREATE TABLE workstation (id TEXT PRIMARY KEY, office TEXT, letter TEXT, revoked INTEGER);',
  tables: ['office', 'person', 'workstation'],
  kinds: [],
  project() {},
};

/** Stands in for Ed25519: whoever knows the workstation's id can sign, which is all that these tests need. */
export function quickSignature(key: string, message: Uint8Array): string {
  return recordHash({ key, message: Buffer.from(message).toString('base64') });
}

/** What the store judges by; every workstation is known, and its key is its id. */
export const rules: RuleContext = {
  verify: (key, message, signature) => quickSignature(key, message) === signature,
  workstationKey: (workstation) => workstation,
  workstationOffice: (workstation) => workstation.slice(2).split('-')[0],
  rootKey: () => undefined,
};

export async function openReplica(options: ReplicaOptions): Promise<Replica> {
  const { office, letter, nowMs } = options;
  const area = createStockArea(() => options.behind ?? []);
  const database = openMadeDatabase([directory, ...area.projections]);
  let made: DocumentUpdate[] = [];
  /** Opens the store on the database as it stands. */
  function open(): Store {
    const opened = openStore({
      file: '',
      database,
      kinds: createKindRegistry([catalogueKind, proposalsKind, ledgerKind, locationsKind, photoKind, quotaKind, reviewKind, closingKind, countsKind]),
      projections: [directory, ...area.projections],
      rules,
      nowMs,
      scheduleCommit: (drain) => queueMicrotask(drain),
    });
    if (isRefusal(opened)) throw new Error(opened.reason);
    opened.onCommit((commit) => {
      for (const { name, update, origin } of commit.updates) if (origin === 'local') made.push({ name, update });
    });
    return opened;
  }
  let store = open();
  const workstation = `w-${office}-${letter}`;
  const person = `p-${office}-${letter}`;
  await store.transact((tx) => {
    for (const code of OFFICES) tx.write.run('INSERT INTO office (code, name, headquarters) VALUES (?, ?, ?)', code, code, Number(code === 'SH'));
    for (const code of OFFICES) for (const each of LETTERS) tx.write.run('INSERT INTO workstation (id, office, letter, revoked) VALUES (?, ?, ?, 0)', `w-${code}-${each}`, code, each);
    tx.write.run('INSERT INTO person (id, name) VALUES (?, ?)', person, `person ${person}`);
  });
  const actor: Actor = {
    person: person as PersonId,
    personName: person,
    roles: options.roles ?? ['clerk'],
    workstation: workstation as WorkstationId,
    letter,
    office: office as OfficeCode,
    headquarters: options.headquarters ?? false,
  };
  const node = `${office.charCodeAt(0).toString(16)}${letter.charCodeAt(0).toString(16)}${String(options.copy ?? 0).padStart(4, '0')}`;
  const clock = createHybridClock(nowMs, () => node);
  let ids = 0;
  const services: Services = {
    nowMs,
    stamp: () => clock.next(),
    newId() {
      ids += 1;
      return `${node}-0000-7000-8000-${ids.toString(16).padStart(12, '0')}`;
    },
    randomBytes: (length) => new Uint8Array(length),
    sign: (purpose, record) => quickSignature(workstation, signedBytes(purpose, record)),
  };
  async function call(definition: OperationDefinition, input: unknown): Promise<unknown> {
    const handler = area.handlers.find((each) => each.definition === definition);
    if (handler === undefined) throw new Error(`no handler for ${definition.name}`);
    const parsed = definition.input.parse(input);
    if (handler.kind === 'query') return handler.handle({ ...services, read: store.read, actor }, parsed);
    if (handler.kind === 'action') return handler.handle(parsed);
    const handle = handler.kind === 'staged' ? await handler.prepare({ ...services, read: store.read, actor }, parsed, () => Promise.resolve()) : handler.handle;
    if (isRefusal(handle)) return handle;
    const output = await store.transact((tx) => handle({ ...services, tx, actor } satisfies CommandContext, parsed));
    if (!isRefusal(output)) definition.output.parse(output);
    return output;
  }

  return {
    get store() {
      return store;
    },
    actor,
    restart() {
      store.close();
      store = open();
    },
    takeUpdates() {
      const taken = made;
      made = [];
      return taken;
    },
    async receive({ name, update }) {
      const outcome = await store.transact((tx) => tx.apply(name, update, 'relay'));
      const last = store.read.get<{ at: string | null }>('SELECT max(at) AS at FROM (SELECT max(at) AS at FROM movement UNION ALL SELECT max(at) FROM count_entry)')?.at;
      if (typeof last === 'string') clock.observe(last as Parameters<typeof clock.observe>[0]);
      return outcome;
    },
    call: (definition, input) => call(definition, input) as Promise<OutputOf<typeof definition> | Refusal>,
    async must(definition, input) {
      const output = await call(definition, input);
      if (isRefusal(output)) throw new Error(`${definition.name} was refused: ${output.reason} ${JSON.stringify(output.values)}`);
      return output as OutputOf<typeof definition>;
    },
    track(code, tracking, shelfLifeDays) {
      const columns = database.pragma('table_info(item)') as { name: string }[];
      if (!columns.some(({ name }) => name === 'tracking')) {
        database.exec('ALTER TABLE item ADD COLUMN tracking TEXT; ALTER TABLE item ADD COLUMN shelf_life_days INTEGER');
      }
      database.prepare('UPDATE item SET tracking = ?, shelf_life_days = ? WHERE code = ?').run(tracking, shelfLifeDays ?? null, code);
    },
    async settle() {
      for (const chore of area.chores ?? []) while (await store.transact((tx) => chore.step(tx)));
    },
    rows: () =>
      Object.fromEntries(
        STOCK_TABLES.map((table) => [
          table,
          store.read
            .all(`SELECT * FROM "${table}"`)
            .map((row) => JSON.stringify(row))
            .toSorted(),
        ]),
      ),
    close() {
      store.close();
      database.close();
    },
  };
}
