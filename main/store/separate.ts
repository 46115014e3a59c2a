/**
 * Takes refused updates out from under the ones made after them.
 *
 * 1. Yjs counts what a client writes: an update counts only where all that the same client wrote before it is held. So
 *    what was written after a refused update is written anew, under a client id of its own, with the same content.
 * 2. What referred to refused content (a neighbour in a text, the value before it in a map) refers to what that stood
 *    next to instead. What lies inside refused content cannot be told from it, and is refused with it.
 * 3. An update that needs none of it stays as it is, byte for byte.
 */
import { writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';

/** What becomes of one update. */
export type Separated =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'changed'; readonly update: Uint8Array }
  /** It did nothing but to refused content. */
  | { readonly kind: 'nothing' }
  /** It lies inside refused content. */
  | { readonly kind: 'inseparable' };

export interface Separator {
  /** Updates are given in the order in which they were made. */
  separate(update: Uint8Array): Separated;
  refuse(update: Uint8Array): void;
}

export interface SeparatorOptions {
  /** The document with all updates, refused ones as well. It is read only. */
  readonly full: Y.Doc;
  /** Clocks that the document holds without any of the updates given here. */
  readonly held: ReadonlyMap<number, number>;
  readonly newClientId: () => number;
}

type Struct = Y.Item | Y.GC | Y.Skip;

interface Range {
  readonly from: number;
  readonly to: number;
  /** Where its clocks went; undefined for refused ones. */
  readonly moved: { readonly client: number; readonly by: number } | undefined;
}

class Inseparable extends Error {}

export function createSeparator({ full, held, newClientId }: SeparatorOptions): Separator {
  /** By client: what no longer stands where it stood, in the order of clocks. */
  const ranges = new Map<number, Range[]>();
  const refused: Struct[] = [];
  const successors = new Map<number, { readonly client: number; next: number }>();

  function rangeAt(client: number, clock: number): Range | undefined {
    return ranges.get(client)?.find(({ from, to }) => from <= clock && clock < to);
  }

  function addRange(client: number, range: Range): void {
    ranges.set(client, [...(ranges.get(client) ?? []), range].toSorted((left, right) => left.from - right.from));
  }

  function refuse(update: Uint8Array): void {
    for (const struct of Y.decodeUpdate(update).structs) {
      const { client, clock } = struct.id;
      if (struct instanceof Y.Skip || clock < (held.get(client) ?? 0) || rangeAt(client, clock) !== undefined) continue;
      refused.push(struct);
      addRange(client, { from: clock, to: clock + struct.length, moved: undefined });
    }
  }

  /** Where a neighbour stands now; null where there is none left on that side. */
  function neighbour(id: Y.ID | null, side: 'origin' | 'rightOrigin'): Y.ID | null {
    for (let at = id; at !== null; ) {
      const range = rangeAt(at.client, at.clock);
      if (range === undefined) return at;
      if (range.moved !== undefined) return Y.createID(range.moved.client, at.clock + range.moved.by);
      const { client, clock } = at;
      const gone = refused.find((struct) => struct.id.client === client && struct.id.clock <= clock && clock < struct.id.clock + struct.length);
      if (!(gone instanceof Y.Item)) throw new Inseparable();
      at = gone[side];
    }
    return null;
  }

  /** What a struct without neighbours says of its place: the name of a root, or the id of the type it lies in. */
  function placeOf(item: Y.Item): { readonly parent: string | Y.ID; readonly parentSub: string | null } {
    // As it was read it has one of them; the other is for structs that are part of a document.
    const said = item.parent as string | Y.ID | null;
    if (said !== null) return { parent: typeof said === 'string' ? said : here(said), parentSub: item.parentSub };
    const known = Y.getItem(full.store, item.id) as Struct;
    if (!(known instanceof Y.Item) || !(known.parent instanceof Y.AbstractType)) throw new Inseparable();
    const parent = known.parent as Y.AbstractType<unknown>;
    const { _item: holder } = parent;
    return { parent: holder === null ? Y.findRootTypeKey(parent) : here(holder.id), parentSub: known.parentSub };
  }

  /** Where content stands now that something lies in. */
  function here({ client, clock }: Y.ID): Y.ID {
    const range = rangeAt(client, clock);
    if (range === undefined) return Y.createID(client, clock);
    if (range.moved === undefined) throw new Inseparable();
    return Y.createID(range.moved.client, clock + range.moved.by);
  }

  function moveIfAfterRefused(struct: Struct): Y.ID {
    const { client, clock } = struct.id;
    const end = clock + struct.length;
    const first = ranges.get(client)?.[0];
    if (first === undefined || end <= first.from) return struct.id;
    const known = rangeAt(client, clock);
    if (known !== undefined || clock < first.from) throw new Inseparable();
    const successor = successors.get(client) ?? { client: newClientId(), next: 0 };
    successors.set(client, successor);
    addRange(client, { from: clock, to: end, moved: { client: successor.client, by: successor.next - clock } });
    const id = Y.createID(successor.client, successor.next);
    successor.next += struct.length;
    return id;
  }

  function rewritten(struct: Struct): Struct {
    if (struct instanceof Y.Skip) return struct;
    const id = moveIfAfterRefused(struct);
    if (struct instanceof Y.GC) return new Y.GC(id, struct.length);
    const origin = neighbour(struct.origin, 'origin');
    const rightOrigin = neighbour(struct.rightOrigin, 'rightOrigin');
    const { parent, parentSub } = origin === null && rightOrigin === null ? placeOf(struct) : { parent: null, parentSub: null };
    return new Y.Item(id, null, origin, null, rightOrigin, parent as never, parentSub, struct.content);
  }

  /** Who removes a value that was refused from a map removes what stood there before it. */
  function valuesBefore(client: number, from: number, to: number): Deletion[] {
    const values = refused.filter(({ id }) => id.client === client && from <= id.clock && id.clock < to);
    return values.flatMap((value) => {
      if (!(value instanceof Y.Item) || value.origin === null) return [];
      const known = Y.getItem(full.store, value.id) as Struct;
      const before = known instanceof Y.Item && known.parentSub !== null ? neighbour(value.origin, 'origin') : null;
      return before === null ? [] : [{ client: before.client, clock: before.clock, length: 1 }];
    });
  }

  /** Where the content that is deleted stands now. */
  function moved({ client, clock, length }: Deletion): Deletion[] {
    const result: Deletion[] = [];
    const end = clock + length;
    for (let at = clock; at < end; ) {
      const range = rangeAt(client, at);
      const next = Math.min(end, range?.to ?? ranges.get(client)?.find(({ from }) => from > at)?.from ?? end);
      if (range === undefined) result.push({ client, clock: at, length: next - at });
      else if (range.moved !== undefined) result.push({ client: range.moved.client, clock: at + range.moved.by, length: next - at });
      else result.push(...valuesBefore(client, at, next));
      at = next;
    }
    return result;
  }

  function separate(update: Uint8Array): Separated {
    const { structs, ds } = Y.decodeUpdate(update);
    const deleted = [...ds.clients].flatMap(([client, each]) => each.map(({ clock, len }) => ({ client, clock, length: len })));
    const rangesBefore = new Map(ranges);
    const nextBefore = new Map([...successors].map(([client, { next }]) => [client, next]));
    try {
      const written = structs.map(rewritten);
      const deletedNow = deleted.flatMap(moved);
      if (written.length === 0 && deletedNow.length === 0) return { kind: 'nothing' };
      const now = encode(written, deletedNow);
      return sameBytes(now, encode(structs, deleted)) ? { kind: 'unchanged' } : { kind: 'changed', update: now };
    } catch (error) {
      if (!(error instanceof Inseparable)) throw error;
      ranges.clear();
      for (const [client, list] of rangesBefore) ranges.set(client, list);
      for (const [client, successor] of successors) successor.next = nextBefore.get(client) ?? 0;
      return { kind: 'inseparable' };
    }
  }

  return { separate, refuse };
}

interface Deletion {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.byteLength === right.byteLength && left.every((byte, index) => byte === right[index]);
}

/** Yjs's update format, version 1: structs by client, then what is deleted. */
function encode(structs: readonly Struct[], deleted: readonly Deletion[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const { restEncoder } = encoder;
  const byClient = Map.groupBy(structs, ({ id }) => id.client);
  writeVarUint(restEncoder, byClient.size);
  for (const [client, written] of [...byClient].toSorted(([left], [right]) => right - left)) {
    const ordered = withSkips(written.toSorted((left, right) => left.id.clock - right.id.clock));
    writeVarUint(restEncoder, ordered.length);
    encoder.writeClient(client);
    writeVarUint(restEncoder, ordered[0]?.id.clock ?? 0);
    for (const struct of ordered) struct.write(encoder, 0);
  }
  const deletedByClient = Map.groupBy(deleted, ({ client }) => client);
  writeVarUint(restEncoder, deletedByClient.size);
  for (const [client, ranges] of deletedByClient) {
    writeVarUint(restEncoder, client);
    writeVarUint(restEncoder, ranges.length);
    for (const { clock, length } of ranges) {
      writeVarUint(restEncoder, clock);
      writeVarUint(restEncoder, length);
    }
  }
  return encoder.toUint8Array();
}

function withSkips(structs: readonly Struct[]): Struct[] {
  const result: Struct[] = [];
  for (const struct of structs) {
    const last = result.at(-1);
    const end = last === undefined ? struct.id.clock : last.id.clock + last.length;
    if (end < struct.id.clock) result.push(new Y.Skip(Y.createID(struct.id.client, end), struct.id.clock - end));
    result.push(struct);
  }
  return result;
}
