/**
 * How far one workstation is, from `welcome` on.
 *
 * 1. Live updates are held back until `welcome` stands before them, and passed on from then, ahead of bulk.
 * 2. Nothing between the cursor and the live updates is skipped: whoever is connected gets every commit live from
 *    before the moment at which the head was read; what comes twice changes nothing.
 */
import * as Y from 'yjs';
import { contentDigest } from '#model/document/content-digest.ts';
import { encodeFromRelay } from '#model/link/codec.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Batch, Cursor, Digests, FromRelay, States } from '#model/link/messages.ts';
import { documentsToAskFor, produceDifferences, produceSlices, type Difference } from './catch-up.ts';
import type { Delivery, House } from './house.ts';
import type { Outlet } from './outlet.ts';
import { urgencyOf } from './merging.ts';

export interface CatchUpSession {
  /** Sends `welcome` and starts what follows from the cursor. */
  start(): Promise<void>;
  states(message: States): Promise<void>;
  digests(message: Digests): Promise<void>;
  /** @param wanted false where the workstation wrote it itself or may not read it. */
  deliver(delivery: Delivery, wanted: boolean): void;
}

export interface CatchUpParts {
  readonly workstation: string;
  readonly cursor: Cursor | null;
  mayRead(name: DocumentName): boolean;
  send(message: FromRelay): void;
}

type Stage =
  | { readonly at: 'starting' }
  | { readonly at: 'needingStates'; readonly after: number; readonly names: ReadonlySet<DocumentName> }
  | { readonly at: 'needingDigests' }
  | { readonly at: 'under way' };

const NOTHING = Y.encodeStateVector(new Y.Doc());

export function createCatchUpSession(house: House, outlet: Outlet, parts: CatchUpParts): CatchUpSession {
  const { storage, rooms, limits, codec, nowMs } = house;
  const { workstation, cursor, mayRead, send } = parts;
  let stage: Stage = { at: 'starting' };
  let heldBack: Delivery[] = [];
  /** Everything up to here was sent or is not for this workstation. */
  let sentUpTo = 0;
  let head = 0;

  /** Number 0 is where an exchange of digests begins: whoever still stands there was interrupted in it. */
  function isOfThisLog({ epoch, sequence }: Cursor): boolean {
    return epoch === house.identity.epoch && sequence <= head && (sequence > 0 || head === 0);
  }

  function encoded(produce: () => Promise<Batch | undefined>): () => Promise<Uint8Array | undefined> {
    return async () => {
      const batch = await produce();
      return batch === undefined ? undefined : encodeFromRelay(batch, codec);
    };
  }

  function startSlices(after: number, covered: ReadonlySet<DocumentName>): void {
    stage = { at: 'under way' };
    const asked = { after, upTo: head, without: cursor === null ? undefined : workstation, covered, mayRead };
    void outlet.bulk(encoded(produceSlices(storage, rooms, limits, asked, nowMs())));
  }

  function startDifferences(differences: readonly Difference[], upTo: (isLast: boolean) => number, last: boolean): void {
    const ordered = differences.toSorted((left, right) => urgencyOf(left.name, nowMs()) - urgencyOf(right.name, nowMs()));
    void outlet.bulk(encoded(produceDifferences(rooms, limits, ordered, upTo, last)));
  }

  return {
    async start() {
      head = await storage.head();
      const inStep = cursor === null || isOfThisLog(cursor);
      const after = inStep ? (cursor?.sequence ?? 0) : 0;
      const extent = await storage.extent(after, head);
      send({
        type: 'welcome',
        epoch: house.identity.epoch,
        sequence: head,
        mode: inStep ? 'cursor' : 'digests',
        ...extent,
        nowMs: nowMs(),
        maxUpdateBytes: limits.updateBytes,
      });
      const reports = house.reports.all();
      if (reports.length > 0) send({ type: 'reports', reports });
      sentUpTo = head;
      const held = heldBack;
      heldBack = [];
      const names = inStep ? documentsToAskFor(await storage.documents(), after).filter(mayRead) : [];
      if (!inStep) stage = { at: 'needingDigests' };
      else if (names.length > 0) {
        stage = { at: 'needingStates', after, names: new Set(names) };
        send({ type: 'needStates', names });
      } else startSlices(after, new Set());
      for (const delivery of [...held, ...heldBack]) if (delivery.sequence > head) outlet.live(delivery.linkMessage());
      heldBack = [];
    },
    async states({ states }) {
      const asked = stage;
      if (asked.at !== 'needingStates') return;
      const given = new Map(states.map(({ name, stateVector }) => [name, stateVector]));
      const differences = [...asked.names].map((name) => ({ name, stateVector: given.get(name) }));
      startDifferences(differences, () => asked.after, false);
      startSlices(asked.after, asked.names);
    },
    async digests({ complete, documents }) {
      const given = new Map(documents.map((entry) => [entry.name, entry]));
      const names = new Set([...given.keys(), ...(complete ? rooms.sizes.keys() : [])]);
      const differing: { name: DocumentName; stateVector: Uint8Array }[] = [];
      const lacking: Difference[] = [];
      let compared = 0;
      for (const name of names) {
        if (!mayRead(name)) continue;
        compared += 1;
        const theirs = given.get(name);
        const ours = rooms.sizes.has(name) ? await summaryOf(name) : undefined;
        if (ours !== undefined && ours.digest === theirs?.digest) continue;
        // What only the workstation lacks is sent; it has nothing to push there.
        if (theirs !== undefined) differing.push({ name, stateVector: ours?.stateVector ?? NOTHING });
        if (ours !== undefined) lacking.push({ name, stateVector: theirs?.stateVector });
      }
      send({ type: 'differences', compared, documents: differing });
      const isCatchUp = stage.at === 'needingDigests' && complete;
      if (isCatchUp) stage = { at: 'under way' };
      startDifferences(lacking, isCatchUp ? (isLast) => (isLast ? head : 0) : () => sentUpTo, true);
    },
    deliver(delivery, wanted) {
      if (stage.at === 'starting') {
        if (wanted) heldBack.push(delivery);
        return;
      }
      sentUpTo = delivery.sequence;
      if (wanted) outlet.live(delivery.linkMessage());
    },
  };

  async function summaryOf(name: DocumentName): Promise<{ digest: string; stateVector: Uint8Array } | undefined> {
    const kind = house.kinds.kindOf(name);
    if (kind === undefined) return undefined;
    const lease = rooms.use(name);
    try {
      return await lease.read((doc) => ({ digest: contentDigest(kind, doc), stateVector: Y.encodeStateVector(doc) }));
    } catch {
      // Its cause is in the log; the other documents are compared all the same.
      return undefined;
    } finally {
      lease.release();
    }
  }
}
