/**
 * Signed records. A record is signed over its canonical JSON (RFC 8785: sorted keys, no spaces) without the
 * field `signature`, prefixed with what kind of record it is, so that a signature for one purpose serves no other.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Ed25519 (RFC 8032), carried out by the shell's own implementation. Keys and signatures are base64url. */
export interface SignatureScheme {
  generate(): { readonly publicKey: string; readonly privateKey: string };
  /** A key pair from 32 secret bytes, always the same for the same bytes. */
  fromSeed(seed: Uint8Array): { readonly publicKey: string; readonly privateKey: string };
  sign(privateKey: string, message: Uint8Array): string;
  verify(publicKey: string, message: Uint8Array, signature: string): boolean;
}

/** Canonical JSON of a plain value. Undefined fields are left out; numbers must be finite. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('canonical JSON has no infinite numbers');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  throw new TypeError(`canonical JSON has no ${typeof value}`);
}

/** The bytes that are signed for a record of the given purpose (`movement`, `workstation`, …). */
export function signedBytes(purpose: string, record: object): Uint8Array {
  const { signature: _signature, ...content } = record as { signature?: unknown };
  return utf8ToBytes(`branchline/${purpose}\n${canonicalJson(content)}`);
}

/** SHA-256 of a record's canonical JSON including its signature, hex: the link of a hash chain. */
export function recordHash(record: object): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(record))));
}
