/**
 * One-time codes by which a workstation joins: `XXXX-XXXX-XXXX`.
 *
 * 1. A code is 55 random bits and a check symbol: a slip is noticed before anything is asked of the relay.
 * 2. The directory holds only the public key that the code yields. Whoever reads the directory would have to try
 *    2^55 codes through a memory-hard hash (scrypt, 16 MiB each).
 * 3. The code proves both ways: the relay sees that the computer knows it, the computer sees (by the seal) that the
 *    directory it is given is that of whoever made the code.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { toBase64UrlEncoded } from 'lib0/buffer';
import type { RandomBytes } from '../identity/ids.ts';
import type { SignatureScheme } from '../identity/signatures.ts';
import { checkSymbol, inGroups, readSymbols, writeSymbols } from './base32.ts';

const SYMBOLS = 11;
const SALT = 'branchline/enrolment/1';

/** Lifetime of a code where none is asked for, in hours. */
export const ENROLMENT_HOURS = 7 * 24;

export function newEnrolmentCode(randomBytes: RandomBytes): string {
  const symbols = [...randomBytes(SYMBOLS)].map((byte) => byte & 31);
  return inGroups(writeSymbols([...symbols, checkSymbol(symbols)]));
}

/** The code as it was printed, however it was typed; undefined where it cannot be one. */
export function readEnrolmentCode(text: string): string | undefined {
  const symbols = readSymbols(text);
  if (symbols === undefined || symbols.length !== SYMBOLS + 1) return undefined;
  if (checkSymbol(symbols.slice(0, SYMBOLS)) !== symbols[SYMBOLS]) return undefined;
  return inGroups(writeSymbols(symbols));
}

/** What a code yields. */
export interface EnrolmentSecrets {
  readonly publicKey: string;
  readonly privateKey: string;
  /**
   * Binds the organisation's root key (base64url) to the code. The joining computer knows nothing but the code: a
   * relay that makes up an organisation of its own cannot make this.
   */
  seal(rootKey: string): string;
}

/** The secrets of a code that `readEnrolmentCode` gave. Takes some 50 ms on purpose. */
export function enrolmentSecrets(code: string, signatures: SignatureScheme): EnrolmentSecrets {
  const secret = scrypt(utf8ToBytes(code), utf8ToBytes(SALT), { N: 2 ** 14, r: 8, p: 1, dkLen: 64 });
  const keys = signatures.fromSeed(secret.subarray(0, 32));
  const sealKey = secret.subarray(32);
  return { ...keys, seal: (rootKey) => toBase64UrlEncoded(hmac(sha256, sealKey, utf8ToBytes(`branchline/seal\n${rootKey}`))) };
}
