/**
 * One simulated stretch of work of several offices and a relay, from one seed: edits, cuts, crashes, restarts and lost
 * lines in any order; then everything heals, and what must be true is checked.
 */
import * as Y from 'yjs';
import { contentDigest } from '#model/document/content-digest.ts';
import { openDocument } from '#model/document/open-document.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Codec } from '#model/link/transport.ts';
import { readCursor } from '../../main/sync/settings.ts';
import { kinds } from '#model/kinds.ts';
import type { KindRegistry } from '#model/document/registry.ts';
import type { Organisation } from './organisation.ts';
import { createNetwork, type Network } from './network.ts';
import { createSimulatedOffice, type SimulatedOffice } from './simulated-office.ts';
import { createSimulatedRelay, type SimulatedRelay } from './simulated-relay.ts';
import { createWorld, type World } from './world.ts';

/** Compression is none of the simulation's business. */
const plain: Codec = { compress: (bytes) => bytes, decompress: (bytes) => bytes };

/** What a person was told is saved. */
export interface Confirmed {
  /** Stands in it and in nothing else. */
  readonly mark?: string;
  readonly document: DocumentName;
  readonly found: (doc: Y.Doc) => boolean;
}

export interface Refusals {
  /** The kinds as the relay has them. */
  kinds(isWithdrawn: (office: string) => boolean): KindRegistry;
  /** Whether a quarantined update holds what was confirmed. */
  holds(update: Uint8Array, confirmed: Confirmed): boolean;
}

/** What the offices do, and what must be true of it in the end. */
export interface Workload {
  /** What the relay refuses beyond the kinds' rules, by its writer's office; nothing where it is absent. */
  readonly refusals?: Refusals;
  /** Once, while all are connected. */
  prepare(offices: readonly SimulatedOffice[]): Promise<unknown>;
  /** A few edits; whoever is told that one is saved adds it to `confirmed`. `id` is new each time. */
  edit(world: World, offices: readonly SimulatedOffice[], confirmed: Confirmed[], id: string): void;
  /** @throws Error that says what is not as it must be. */
  check(offices: readonly SimulatedOffice[], context: { readonly world: World; readonly refuses: boolean }): Promise<void>;
}

export interface Outcome {
  readonly confirmed: number;
  /** Updates in quarantine at the end. */
  readonly setAside: number;
  readonly simulatedMs: number;
}

const HEALED_WITHIN_MS = 60 * 60_000;

/** @throws Error that names the first thing which is not as it must be. */
export async function runScenario(seed: number, { sample, directory, members }: Organisation, workload: Workload): Promise<Outcome> {
  const world = createWorld(seed);
  const { random } = world;
  const startedMs = world.nowMs();
  const network = createNetwork(world, { loss: random.pick([0, 0.005, 0.03, 0.1]), slowestMs: random.pick([5, 80, 700]) });
  const shared = { world, network, signatures: sample.signatures, codec: plain, organisation: sample.rootKey, directory };
  /** Offices whose workstations may write nothing for now. */
  const withdrawn = new Set<string>();
  const relayKinds = workload.refusals?.kinds((office) => withdrawn.has(office)) ?? kinds;
  const relay = await createSimulatedRelay({ ...shared, kinds: relayKinds, serves: { organisation: sample.rootKey, directory } });
  await relay.start();
  const offices = members.map((member) => createSimulatedOffice({ ...shared, member }));
  const confirmed: Confirmed[] = [];
  for (const office of offices) office.start();
  await world.pass(100);
  const prepared = workload.prepare(offices);
  await world.pass(5000);
  await prepared;

  const steps = 20 + random.below(30);
  // One may fall away early, and come back only when all the others have long gone on.
  const leaving = random.chance(0.3) ? { office: random.pick(offices), at: random.below(steps) } : undefined;
  for (let step = 0; step < steps; step += 1) {
    const isAway = leaving !== undefined && step >= leaving.at;
    if (isAway && leaving.office.running) leaving.office.crash();
    await misbehave(world, network, relay, isAway ? offices.filter((office) => office !== leaving.office) : offices);
    if (workload.refusals !== undefined && random.chance(0.2)) {
      const { office } = random.pick(offices);
      if (!withdrawn.delete(office)) withdrawn.add(office);
    }
    workload.edit(world, offices, confirmed, `${seed}-${step}`);
    if (random.chance(0.1)) random.pick(offices).failAtNextCommit();
    await world.pass(random.pick([0, 5, 50, 400, 3000, 20_000]));
  }

  // What the relay lost with its disk only its writer can give back.
  if (workload.refusals !== undefined) {
    withdrawn.clear();
    if (relay.running) relay.crash();
    // Everybody notices, and connects anew.
    await world.pass(60_000);
  }
  await heal(world, network, relay, offices);
  const setAside = await check(workload, relay, offices, confirmed);
  await workload.check(offices, { world, refuses: workload.refusals !== undefined });
  for (const office of offices) office.discard();
  return { confirmed: confirmed.length, setAside, simulatedMs: world.nowMs() - startedMs };
}

async function misbehave({ random }: World, network: Network, relay: SimulatedRelay, offices: readonly SimulatedOffice[]): Promise<void> {
  const office = random.pick(offices);
  switch (random.below(12)) {
    case 0:
      return network.cut(office.name);
    case 1:
    case 2:
      network.restore(office.name);
      return office.running ? office.link.networkChanged() : undefined;
    case 3:
      return office.running ? office.crash() : office.start('hazards');
    case 4:
    case 9:
      return office.running ? undefined : office.start('hazards');
    case 5:
      if (relay.running) relay.crash();
      else await relay.start();
      return;
    case 6:
      if (!relay.running) await relay.start();
      return;
    case 7: {
      if (!random.chance(0.3)) return;
      if (relay.running) relay.crash();
      const head = await relay.storage.head();
      await relay.restoreBackup(random.below(head + 1));
      await relay.start();
      return;
    }
    case 8:
      return office.running ? office.link.retry() : undefined;
    default:
  }
}

async function heal(world: World, network: Network, relay: SimulatedRelay, offices: readonly SimulatedOffice[]): Promise<void> {
  network.heal();
  if (!relay.running) await relay.start();
  for (const office of offices) {
    office.spare();
    if (office.running) office.link.networkChanged();
    else office.start();
  }
  const isQuiet = (): boolean => offices.every((office) => office.link.status().idle && office.store.outboxStatus().waiting === 0);
  // What one pushes reaches the others a moment later: quiet counts only when it lasts.
  for (let tries = 0; tries < 20; tries += 1) {
    if (!(await world.passUntil(isQuiet, HEALED_WITHIN_MS))) break;
    // From here on nothing comes that would remind a program of what it had not done when it died.
    if (world.random.chance(0.5)) {
      const office = world.random.pick(offices);
      office.crash();
      office.start();
    }
    await world.pass(5000);
    if (isQuiet()) return;
  }
  for (const office of offices) if (office.faults.length > 0) throw office.faults[0];
  throw new Error(`not quiet after healing: ${JSON.stringify(offices.map((office) => [office.name, office.link.status(), office.store.outboxStatus()]))}`);
}

async function check({ refusals }: Workload, relay: SimulatedRelay, offices: readonly SimulatedOffice[], confirmed: readonly Confirmed[]): Promise<number> {
  const quarantined = offices.flatMap(({ store }) => store.read.all<{ origin: string; bytes: Uint8Array }>('SELECT origin, bytes FROM quarantine'));
  const stored = await relay.storage.documents();
  const names = new Set([...stored.map(({ name }) => name), ...confirmed.map(({ document }) => document)]);
  for (const name of names) {
    const kind = kinds.kindOf(name);
    if (kind === undefined) throw new Error(`the relay holds ${name}`);
    const doc = openDocument(kind);
    const { snapshot, updates } = await relay.storage.load(name);
    for (const update of [...(snapshot === undefined ? [] : [snapshot]), ...updates.map((row) => row.update)]) Y.applyUpdate(doc, update);
    const digest = contentDigest(kind, doc);
    for (const office of offices) {
      // Nobody holds a document of which everything was refused.
      const theirs = office.store.contentDigest(name);
      if (theirs !== digest && (theirs !== '' || stored.some((each) => each.name === name))) throw new Error(`${name} differs between ${office.name} and the relay`);
    }
    const missing = confirmed.filter(
      (entry) => entry.document === name && !entry.found(doc) && !quarantined.some(({ bytes }) => refusals?.holds(bytes, entry) === true),
    );
    if (missing.length > 0) throw new Error(`${missing.length} confirmed entries of ${name} are missing`);
  }
  const head = await relay.storage.head();
  for (const office of offices) {
    const quarantine = office.store.quarantine().filter(({ origin }) => refusals === undefined || origin !== 'local');
    if (quarantine.length > 0) throw new Error(`${office.name} set aside ${JSON.stringify(quarantine)}`);
    if (office.faults.length > 0) throw new Error(`${office.name} failed: ${String(office.faults[0])}`, { cause: office.faults[0] });
    const cursor = readCursor(office.store.read).cursor?.sequence ?? 0;
    if (cursor > head) throw new Error(`${office.name} believes to be at ${cursor} of ${head}`);
  }
  if (relay.faults.length > 0) throw new Error(`the relay failed: ${relay.faults.join('; ')}`);
  return quarantined.length;
}
