/**
 * Digest of what a document holds. State vectors alone do not tell: a cloned client id, or two updates that
 * claim the same clock, leave equal vectors over different contents (FACTS.md, "Yjs").
 *
 * 1. The digest is SHA-256 over the canonical JSON of every root (rich text as its XML) and the sorted state vector.
 * 2. Equal digests mean equal documents; office and relay compute it with this one function.
 * 3. It never fails on what an update may carry: values that JSON does not know have a tagged form.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as Y from 'yjs';
import { canonicalJson } from '../identity/signatures.ts';
import type { DocumentKind } from './kind.ts';

/** @returns 64 hex digits. */
export function contentDigest(kind: DocumentKind, doc: Y.Doc): string {
  const roots: Record<string, unknown> = {};
  for (const [root, type] of Object.entries(kind.roots)) {
    if (type === 'xml') roots[root] = doc.getXmlFragment(root).toJSON();
    else roots[root] = jsonOf(doc.getMap(root).toJSON());
  }
  const state = [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([left], [right]) => left - right);
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ roots, state }))));
}

/** A value as plain JSON. Yjs also carries undefined, big integers, bytes and numbers that JSON has no form for. */
function jsonOf(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : { $number: String(value) };
    case 'bigint':
      return { $bigint: String(value) };
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(jsonOf);
      if (value instanceof Uint8Array) return { $bytes: bytesToHex(value) };
      if (value instanceof Y.Doc) return { $doc: value.guid };
      return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, jsonOf(field)]));
    case 'string':
    case 'boolean':
      return value;
    default:
      return { $none: typeof value };
  }
}
