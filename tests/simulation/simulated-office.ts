/**
 * A workstation in a simulated world: the office as the shells open it (`openOffice`), on a database in memory. A crash
 * drops everything but the database and the keys; whoever starts it again opens it as a shell does.
 */
import Sqlite from 'better-sqlite3';
import { isRefusal } from '#model/contract/refusal.ts';
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import type { SampleWorkstation } from '#model/directory/testing/sample-directory.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import { newUuid, type PersonId } from '#model/identity/ids.ts';
import type { CallResult } from '#model/contract/port.ts';
import type { Codec } from '#model/link/transport.ts';
import { createIdentity } from '../../main/directory/identity.ts';
import { createMemoryKeyVault } from '../../main/directory/key-vault.ts';
import { openOffice, type Office } from '../../main/office/office.ts';
import type { Database } from '../../main/store/database.ts';
import type { Store } from '../../main/store/store.ts';
import type { Link } from '../../main/sync/link-options.ts';
import { RELAY_URL } from '../../main/sync/settings.ts';
import { onFailingDisk, type PowerFailure } from './failing-disk.ts';
import type { Network } from './network.ts';
import { createWorld, type Process, type World } from './world.ts';

export interface SimulatedOffice {
  readonly name: string;
  readonly office: string;
  readonly running: boolean;
  /** @throws Error while it is down. */
  readonly core: Office;
  readonly store: Store;
  readonly link: Link;
  /** @param hazards what may befall it: an earlier version's tables, and a power failure at any write. */
  start(hazards?: 'safe' | 'hazards'): void;
  /** Nothing befalls it any more. */
  spare(): void;
  /** The power fails as it next commits: what it has just been asked is on the disk or is not, and it cannot say which. */
  failAtNextCommit(): void;
  crash(): void;
  /** Ends it for good, with its database. */
  discard(): void;
  /** Calls an operation; undefined where the program died before it answered. */
  call(operation: string, input: unknown): Promise<CallResult | undefined>;
  /** As a window does: asks again under the same request id until it has an answer, whenever the program dies. */
  insist(operation: string, input: unknown): Promise<CallResult>;
  /** What a window that stays open shows of the stock, as it was last told. */
  readonly shown: CallResult | undefined;
  /** Errors that nothing in the simulation should cause. */
  readonly faults: readonly unknown[];
}

export interface SimulatedOfficeOptions {
  readonly world: World;
  readonly network: Network;
  readonly signatures: SignatureScheme;
  readonly codec: Codec;
  readonly organisation: string;
  readonly directory: Uint8Array;
  /** Undefined for a computer that belongs to no organisation yet, and connects only when asked. */
  readonly member?: { readonly workstation: SampleWorkstation; readonly person: PersonId };
  /** What it is called before it belongs anywhere. */
  readonly name?: string;
}

interface Running {
  readonly process: Process;
  readonly core: Office;
  /** Resolves when it dies; what it was asked may then never be answered. */
  readonly ended: PromiseWithResolvers<undefined>;
}

/** What `shown` is told of. */
export const SHOWN_QUERY = 'stock.balance';

const SLOWEST_COMMIT_MS = 20;
const OUTDATED = 0.15;
const POWER_FAILURE = 0.4;
/** What an office has to write in a scenario. */
const MOST_WRITES = 600;
const MOST_COMMITS = 20;

/** Tables are made once and copied: making them is most of what a first opening costs. */
let emptyOffice: Buffer | undefined;

export function createSimulatedOffice(options: SimulatedOfficeOptions): SimulatedOffice {
  const { world, network, signatures, member } = options;
  const record = member?.workstation.record;
  const name = options.name ?? `${record?.office ?? ''}-${record?.letter ?? ''}`;
  const vault = createMemoryKeyVault();
  const identity = createIdentity(vault, signatures);
  const faults: unknown[] = [];
  let database: Database | undefined;
  let running: Running | undefined;
  let shown: CallResult | undefined;
  let failure: PowerFailure | undefined;
  const whenRestarted: (() => void)[] = [];

  function openOn(given: Database, process: Process, { nowMs, random }: World): Office {
    const core = openOffice({
      dataDir: '',
      resourcesDir: '',
      database: given,
      vault,
      signatures,
      connect: network.connectFrom(name),
      timers: process.timers,
      afterTurn: (act) => void process.timers.after(random.below(SLOWEST_COMMIT_MS), act),
      codec: options.codec,
      nowMs,
      randomBytes: random.bytes,
      demo: true,
      keepConnected: member !== undefined,
      // Small enough that documents leave memory and logs are folded within a scenario.
      limits: { memory: { documents: 4, bytes: 1_000_000 }, folding: { rows: 15, bytes: 100_000 } },
      onFault: ({ error }) => {
        if (process.alive) faults.push(error);
      },
    });
    if (isRefusal(core)) throw new Error(core.reason);
    return core;
  }

  /** A database in which an office's tables stand already. */
  function newDatabase(): Database {
    if (emptyOffice === undefined) {
      const first = new Sqlite(':memory:');
      // Draws nothing of this world's, which would be another where the tables stand already.
      const apart = createWorld(0);
      void openOn(first, apart.startProcess(), apart).close();
      emptyOffice = first.serialize();
      first.close();
    }
    return new Sqlite(emptyOffice);
  }

  /** As a version of the program left it that derived some of its rows otherwise. */
  function outdate(given: Database): void {
    if (given.inTransaction) given.exec('ROLLBACK');
    for (const projection of given.prepare('SELECT name FROM projection ORDER BY name').pluck().all()) {
      if (world.random.chance(0.3)) given.prepare('UPDATE projection SET version = version - 1 WHERE name = ?').run(projection);
    }
  }

  function died(): void {
    running?.process.kill();
    running?.ended.resolve(undefined);
    running = undefined;
    network.officeDied(name);
  }

  function open(process: Process, hazards: boolean): Office | undefined {
    const { random } = world;
    database ??= newDatabase();
    if (hazards && random.chance(OUTDATED)) outdate(database);
    failure = undefined;
    if (hazards && random.chance(POWER_FAILURE)) {
      const at = random.pick(['write', 'commit'] as const);
      failure = { at, left: 1 + random.below(at === 'commit' ? MOST_COMMITS : random.pick([30, MOST_WRITES])), afterIt: random.chance(0.5) };
    }
    const disk = onFailingDisk(
      database,
      () => failure,
      () => {
        process.kill();
        died();
      },
    );
    try {
      return openOn(disk, process, world);
    } catch (error) {
      if (process.alive) throw error;
      return undefined;
    }
  }

  /** What joining has brought about; see joining.test.ts for how. */
  async function settle({ core }: Running): Promise<void> {
    if (member === undefined || identity.membership(core.store.read) !== undefined) return;
    const { id, office, letter } = member.workstation.record;
    await core.store.transact((tx) => {
      identity.keepWorkstationKeys(id, member.workstation.keys);
      identity.setSignedIn(tx, member.person);
      identity.setMembership(tx, { rootKey: options.organisation, workstation: id, office, letter });
      tx.setSetting(RELAY_URL, 'ws://relay');
      tx.apply(DIRECTORY_DOCUMENT, options.directory, 'relay');
    });
    core.link.configurationChanged();
  }

  function current(): Running {
    if (running === undefined) throw new Error(`${name} is down`);
    return running;
  }

  async function call(operation: string, input: unknown, requestId?: string): Promise<CallResult | undefined> {
    const { core, process } = current();
    const result = await core.dispatch.call(operation, input, { requestId });
    return process.alive ? result : undefined;
  }

  return {
    name,
    office: record?.office ?? '',
    get running() {
      return running !== undefined;
    },
    get core() {
      return current().core;
    },
    get store() {
      return current().core.store;
    },
    get link() {
      return current().core.link;
    },
    start(hazards = 'safe') {
      const process = world.startProcess();
      const core = open(process, hazards === 'hazards');
      if (core === undefined) return;
      running = { process, core, ended: Promise.withResolvers() };
      shown = undefined;
      if (member !== undefined) core.live.open(SHOWN_QUERY, {}, (result) => (shown = result));
      void settle(running);
      for (const restarted of whenRestarted.splice(0)) restarted();
    },
    spare() {
      failure = undefined;
    },
    failAtNextCommit() {
      failure = { at: 'commit', left: 1, afterIt: world.random.chance(0.5) };
    },
    crash: died,
    discard() {
      if (running !== undefined) died();
      database?.close();
    },
    call: (operation, input) => call(operation, input),
    async insist(operation, input) {
      const requestId = newUuid(world.nowMs(), world.random.bytes);
      for (;;) {
        if (running === undefined) await new Promise<void>((resolve) => whenRestarted.push(resolve));
        else {
          const result = await Promise.race([call(operation, input, requestId), running.ended.promise]);
          if (result !== undefined) return result;
        }
      }
    },
    get shown() {
      return shown;
    },
    faults,
  };
}
