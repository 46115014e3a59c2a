/**
 * Who is looking at a document right now (y-protocols' awareness), passed between whoever takes part. Never stored.
 *
 * 1. Who takes part gets the states that are there, then each change.
 * 2. States of a connection end with it, and after `awarenessMs` without renewal.
 * 3. A document has at most `awarenessEntries` states of at most `awarenessBytes` each; what exceeds that is left out.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { DocumentName } from '#model/identity/ids.ts';
import type { Limits } from '../limits.ts';

export interface AwarenessMember {
  deliver(state: Uint8Array): void;
  /** y-websocket clients take silence for a broken line, so they hear their own states back. */
  readonly hearsItself: boolean;
}

interface Entry {
  readonly client: number;
  readonly clock: number;
  readonly json: string;
}
type HeldEntry = Entry & { readonly member: AwarenessMember; readonly atMs: number };

export interface AwarenessHub {
  join(name: DocumentName, member: AwarenessMember): void;
  leave(name: DocumentName, member: AwarenessMember): void;
  /** @returns false where the bytes are no awareness update. */
  publish(name: DocumentName, member: AwarenessMember, state: Uint8Array): boolean;
}

type HubLimits = Pick<Limits, 'awarenessEntries' | 'awarenessBytes' | 'awarenessMs'>;

export function createAwarenessHub(nowMs: () => number, limits: HubLimits): AwarenessHub {
  const topics = new Map<DocumentName, { members: Set<AwarenessMember>; entries: Map<number, HeldEntry> }>();

  function topicOf(name: DocumentName): { members: Set<AwarenessMember>; entries: Map<number, HeldEntry> } {
    const held = topics.get(name);
    if (held !== undefined) return held;
    const made = { members: new Set<AwarenessMember>(), entries: new Map<number, HeldEntry>() };
    topics.set(name, made);
    return made;
  }

  return {
    join(name, member) {
      const topic = topicOf(name);
      if (topic.members.has(member)) return;
      topic.members.add(member);
      for (const [client, entry] of topic.entries) if (entry.atMs < nowMs() - limits.awarenessMs) topic.entries.delete(client);
      if (topic.entries.size > 0) member.deliver(encodeEntries([...topic.entries.values()]));
    },
    leave(name, member) {
      const topic = topics.get(name);
      if (topic === undefined || !topic.members.delete(member)) return;
      const gone = [...topic.entries.values()].filter((entry) => entry.member === member);
      for (const entry of gone) topic.entries.delete(entry.client);
      if (topic.members.size === 0) topics.delete(name);
      else if (gone.length > 0) {
        const message = encodeEntries(gone.map(({ client, clock }) => ({ client, clock, json: 'null' })));
        for (const other of topic.members) other.deliver(message);
      }
    },
    publish(name, member, state) {
      const entries = readEntries(state);
      const topic = topics.get(name);
      if (entries === undefined) return false;
      if (topic === undefined) return true;
      const taken = entries.filter((entry) => {
        const held = topic.entries.get(entry.client);
        const isNewer = held === undefined || entry.clock > held.clock || (entry.clock === held.clock && entry.json === 'null');
        const hasRoom = held !== undefined || topic.entries.size < limits.awarenessEntries;
        if (!isNewer || !hasRoom || entry.json.length > limits.awarenessBytes) return false;
        if (entry.json === 'null') topic.entries.delete(entry.client);
        else topic.entries.set(entry.client, { ...entry, member, atMs: nowMs() });
        return true;
      });
      if (taken.length > 0) {
        const message = encodeEntries(taken);
        for (const other of topic.members) if (other !== member || member.hearsItself) other.deliver(message);
      }
      return true;
    },
  };
}

function encodeEntries(entries: readonly Entry[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const { client, clock, json } of entries) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, json);
    }
  });
}

function readEntries(state: Uint8Array): readonly Entry[] | undefined {
  // A copy: lib0 would read past a view's end into the memory underneath.
  const decoder = decoding.createDecoder(new Uint8Array(state));
  try {
    const entries: Entry[] = [];
    const length = decoding.readVarUint(decoder);
    for (let index = 0; index < length; index += 1) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const json = decoding.readVarString(decoder);
      JSON.parse(json);
      entries.push({ client, clock, json });
    }
    return entries;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
