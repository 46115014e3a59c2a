/** The directory's entries as they stand in the document, before anybody asked whether to believe them. */
import type * as Y from 'yjs';
import { entryJson } from '../document/change.ts';
import { signedBytes } from '../identity/signatures.ts';
import { readEntry, RECORDS, signingPurpose, type DirectoryRoot, type RecordOf } from './records.ts';

export type Verify = (publicKey: string, message: Uint8Array, signature: string) => boolean;

export interface Entry<Root extends DirectoryRoot = DirectoryRoot> {
  readonly root: Root;
  readonly key: string;
  readonly record: RecordOf<Root>;
  /** The value as it was signed, with fields that this version does not know. */
  readonly signed: object;
}

export type Entries = { readonly [Root in DirectoryRoot]: readonly Entry<Root>[] };

/** Entries that carry the chain of trust. */
export type ChainEntries = Pick<Entries, 'organisation' | 'workstations' | 'enrolments'>;

/** Turns what stands under a key into an entry; undefined where it is none. */
export type ReadEntry = <Root extends DirectoryRoot>(root: Root, key: string, value: unknown) => Entry<Root> | undefined;

/** All well-formed entries, in the order of their keys whatever order they came in. Others are left out. */
export function collectEntries(doc: Y.Doc, read: ReadEntry = toEntry): Entries {
  return {
    ...collectChain(doc, read),
    offices: entriesOf(doc, 'offices', read),
    people: entriesOf(doc, 'people', read),
    revocations: entriesOf(doc, 'revocations', read),
  };
}

export function collectChain(doc: Y.Doc, read: ReadEntry = toEntry): ChainEntries {
  return {
    organisation: entriesOf(doc, 'organisation', read),
    workstations: entriesOf(doc, 'workstations', read),
    enrolments: entriesOf(doc, 'enrolments', read),
  };
}

function entriesOf<Root extends DirectoryRoot>(doc: Y.Doc, root: Root, read: ReadEntry): Entry<Root>[] {
  const entries: Entry<Root>[] = [];
  for (const [key, value] of doc.getMap(root).entries()) {
    const entry = read(root, key, entryJson(value));
    if (entry !== undefined) entries.push(entry);
  }
  return entries.toSorted((left, right) => (left.key < right.key ? -1 : 1));
}

/** Reads each value once: Yjs hands out the same object as long as the value stands. */
export function createEntryMemory(): ReadEntry {
  const known = new WeakMap<object, Entry>();
  return (root, key, value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const held = known.get(value);
    if (held !== undefined && held.root === root && held.key === key) return held as Entry<typeof root>;
    const entry = toEntry(root, key, value);
    if (entry !== undefined) known.set(value, entry);
    return entry;
  };
}

export function toEntry<Root extends DirectoryRoot>(root: Root, key: string, value: unknown): Entry<Root> | undefined {
  const record = readEntry(root, key, value);
  return record === undefined ? undefined : { root, key, record, signed: value as object };
}

export function isDirectoryRoot(root: string): root is DirectoryRoot {
  return Object.hasOwn(RECORDS, root);
}

/** Whether an entry's signature is this key's. */
export type SignedWith = (entry: Entry, publicKey: string) => boolean;

export function signedWith(verify: Verify): SignedWith {
  return (entry, publicKey) => verify(publicKey, signedBytes(signingPurpose(entry.root), entry.signed), entry.record.signature);
}

/** The one order of an id's revisions: by revision, then moment, then key. Same on every replica. */
export function outranks(left: Entry, right: Entry): boolean {
  if (left.record.revision !== right.record.revision) return left.record.revision > right.record.revision;
  if (left.record.at !== right.record.at) return left.record.at > right.record.at;
  return left.key > right.key;
}

/** The greatest entry of each id. */
export function latestById<Root extends DirectoryRoot>(entries: Iterable<Entry<Root>>): Map<string, Entry<Root>> {
  const latest = new Map<string, Entry<Root>>();
  for (const entry of entries) {
    const held = latest.get(entry.record.id);
    if (held === undefined || outranks(entry, held)) latest.set(entry.record.id, entry);
  }
  return latest;
}
