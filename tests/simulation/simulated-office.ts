/**
 * A workstation in a simulated world: the real store on a database in memory, the real link. A crash drops everything
 * but the database.
 */
import { isRefusal } from '#model/contract/refusal.ts';
import { DIRECTORY_DOCUMENT } from '#model/directory/directory-kind.ts';
import type { SampleWorkstation } from '#model/directory/testing/sample-directory.ts';
import type { KindRegistry } from '#model/document/registry.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import { newUuid, type PersonId } from '#model/identity/ids.ts';
import type { CallResult } from '#model/contract/port.ts';
import type { Codec } from '#model/link/transport.ts';
import { createIdentity } from '../../main/directory/identity.ts';
import { createMemoryKeyVault } from '../../main/directory/key-vault.ts';
import { createDirectoryProjection } from '../../main/directory/projection.ts';
import { rulesOf } from '../../main/directory/rules.ts';
import { createDirectoryViews } from '../../main/directory/views.ts';
import type { Database } from '../../main/store/database.ts';
import { openStore } from '../../main/store/open-store.ts';
import type { Area, Services } from '../../main/area.ts';
import { actorOf } from '../../main/directory/actor.ts';
import { createDirectoryArea } from '../../main/directory/index.ts';
import { completeEnrolment, prepareEnrolment } from '../../main/directory/joining.ts';
import { createDispatch, type Dispatch } from '../../main/office/dispatch.ts';
import { createOfficeClock } from '../../main/office/office-clock.ts';
import type { Store, StoreTransaction } from '../../main/store/store.ts';
import { openMadeDatabase } from '../../main/store/testing/made-database.ts';
import { createLink } from '../../main/sync/link.ts';
import type { Link } from '../../main/sync/link-options.ts';
import { createSyncArea } from '../../main/sync/operations.ts';
import { RELAY_URL } from '../../main/sync/settings.ts';
import { reportProjection } from '../../main/sync/watermarks.ts';
import type { Network } from './network.ts';
import type { Process, World } from './world.ts';

export interface SimulatedOffice {
  readonly name: string;
  readonly office: string;
  readonly running: boolean;
  /** @throws Error while it is down. */
  readonly store: Store;
  readonly link: Link;
  start(): void;
  crash(): void;
  /** Ends it for good, with its database. */
  discard(): void;
  /** Resolves true once the work is durable; false where the program died before it could say so. */
  confirm(work: (tx: StoreTransaction) => void): Promise<boolean>;
  /** Calls an operation of the areas; undefined where the program died before it answered. */
  call(operation: string, input: unknown): Promise<CallResult | undefined>;
  /** Errors that nothing in the simulation should cause. */
  readonly faults: readonly unknown[];
}

export interface SimulatedOfficeOptions {
  readonly world: World;
  readonly network: Network;
  readonly kinds: KindRegistry;
  readonly signatures: SignatureScheme;
  readonly codec: Codec;
  readonly organisation: string;
  readonly directory: Uint8Array;
  /** Undefined for a computer that belongs to no organisation yet; it has the directory's operations instead. */
  readonly member?: { readonly workstation: SampleWorkstation; readonly person: PersonId };
  /** What it is called before it belongs anywhere. */
  readonly name?: string;
  readonly areas: readonly Area[];
}

interface Running {
  readonly process: Process;
  readonly store: Store;
  readonly link: Link;
  readonly dispatch: Dispatch;
}

const SLOWEST_COMMIT_MS = 20;

export function createSimulatedOffice(options: SimulatedOfficeOptions): SimulatedOffice {
  const { world, network, signatures, member } = options;
  const record = member?.workstation.record;
  const name = options.name ?? `${record?.office ?? ''}-${record?.letter ?? ''}`;
  let database: Database | undefined;
  const vault = createMemoryKeyVault();
  const faults: unknown[] = [];
  let running: Running | undefined;

  function open(): Running {
    const process = world.startProcess();
    const identity = createIdentity(vault, signatures);
    const views = createDirectoryViews(identity, signatures);
    const projections = [createDirectoryProjection(views), reportProjection, ...options.areas.flatMap((area) => area.projections)];
    database ??= openMadeDatabase(projections);
    const store = openStore({
      file: ':memory:',
      database,
      kinds: options.kinds,
      projections,
      rules: (read) => rulesOf(read, identity, signatures),
      nowMs: world.nowMs,
      scheduleCommit: (drain) => void process.timers.after(world.random.below(SLOWEST_COMMIT_MS), drain),
      newClientId: () => world.random.below(2 ** 31),
      limits: { memory: { documents: 4, bytes: 1_000_000 }, folding: { rows: 15, bytes: 100_000 } },
      onChange: (write, change) => clock.observe(write, change),
      onFault: (error) => faults.push(error),
    });
    if (isRefusal(store)) throw new Error(store.reason);
    const clock = createOfficeClock(store.read, world.nowMs, () => identity.membership(store.read)?.workstation.slice(0, 8) ?? '00000000');
    const link = createLink({
      store,
      kinds: options.kinds,
      connect: network.connectFrom(name),
      timers: process.timers,
      nowMs: world.nowMs,
      randomBytes: world.random.bytes,
      codec: options.codec,
      identity: () => {
        const membership = identity.membership(store.read);
        return membership === undefined
          ? undefined
          : {
              workstation: membership.workstation,
              office: membership.office,
              organisation: membership.rootKey,
              sign: (purpose, content) => identity.sign(store.read, purpose, content),
            };
      },
      stamp: () => clock.stamp(),
      reports: rulesOf(store.read, identity, signatures),
      onFault: (error) => faults.push(error),
    });
    if (member !== undefined && identity.membership(store.read) === undefined) {
      const { id, office, letter } = member.workstation.record;
      void store
        .transact((tx) => {
          identity.keepWorkstationKeys(id, member.workstation.keys);
          identity.setSignedIn(tx, member.person);
          identity.setMembership(tx, { rootKey: options.organisation, workstation: id, office, letter });
          tx.setSetting(RELAY_URL, 'ws://relay');
          tx.apply(DIRECTORY_DOCUMENT, options.directory, 'relay');
        })
        .then(() => link.configurationChanged());
    }
    const services: Services = {
      nowMs: world.nowMs,
      stamp: () => clock.stamp(),
      newId: () => newUuid(world.nowMs(), world.random.bytes),
      randomBytes: world.random.bytes,
      sign: (purpose, content) => identity.sign(store.read, purpose, content),
    };
    const parts = { identity, views };
    const joining = (): readonly Area[] => [
      createDirectoryArea({ ...parts, signatures, kinds: options.kinds }),
      createSyncArea(link, {
        store,
        connect: network.connectFrom(name),
        timers: process.timers,
        codec: options.codec,
        nowMs: world.nowMs,
        stamp: services.stamp,
        keepConnected: false,
        demo: true,
        membership: (read) => identity.membership(read),
        prepareEnrolment(code) {
          const prepared = prepareEnrolment(code, identity, signatures);
          if (isRefusal(prepared)) return prepared;
          return { ...prepared, complete: (tx, granted, by) => completeEnrolment(tx, parts, signatures, prepared, granted, by) };
        },
      }),
    ];
    const dispatch = createDispatch({
      store,
      services,
      handlers: [...(member === undefined ? joining() : []), ...options.areas].flatMap((area) => area.handlers),
      actor: (read) => actorOf(read, identity),
      onFault: ({ error }) => faults.push(error),
      readOnly: () => undefined,
      pause: () => Promise.resolve(),
      beforeCommit: (tx) => clock.keep(tx.write),
    });
    return { process, store, link, dispatch };
  }

  function current(): Running {
    if (running === undefined) throw new Error(`${name} is down`);
    return running;
  }

  return {
    name,
    office: record?.office ?? '',
    get running() {
      return running !== undefined;
    },
    get store() {
      return current().store;
    },
    get link() {
      return current().link;
    },
    start() {
      running = open();
      if (member !== undefined) running.link.start();
    },
    crash() {
      current().process.kill();
      running = undefined;
      network.officeDied(name);
    },
    discard() {
      if (running !== undefined) this.crash();
      database?.close();
    },
    confirm(work) {
      const { store, process } = current();
      return store.transact(work).then(
        () => process.alive,
        (error: unknown) => {
          if (process.alive) faults.push(error);
          return false;
        },
      );
    },
    async call(operation, input) {
      const { dispatch, process } = current();
      const result = await dispatch.call(operation, input);
      return process.alive ? result : undefined;
    },
    faults,
  };
}
