/** Names of workstations: an id that its own key proves, and the letter that stands in document numbers. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { WorkstationId } from '../identity/ids.ts';

/** The id of the workstation with this public key (base64url): a UUIDv8 (RFC 9562) made of the key's SHA-256. */
export function workstationIdOf(publicKey: string): WorkstationId {
  const bytes = sha256(utf8ToBytes(`branchline/workstation\n${publicKey}`)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as WorkstationId;
}

/** The first free letter of an office: `A` … `Z`, `AA` … `ZZ`. @throws RangeError when all 702 are taken. */
export function nextLetter(taken: Iterable<string>): string {
  const used = new Set(taken);
  for (let number = 1; number <= 702; number += 1) {
    const letter = letterOf(number);
    if (!used.has(letter)) return letter;
  }
  throw new RangeError('all workstation letters of the office are taken');
}

function letterOf(number: number): string {
  const last = String.fromCharCode(65 + ((number - 1) % 26));
  return number <= 26 ? last : `${String.fromCharCode(64 + Math.floor((number - 1) / 26))}${last}`;
}
