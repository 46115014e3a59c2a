/** The root key as it is printed: 14 groups of four symbols, the last four of them a checksum. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToSymbols, inGroups, readSymbols, symbolsToBytes, writeSymbols } from './base32.ts';

const SEED_BYTES = 32;
const SEED_SYMBOLS = 52;
const CHECK_SYMBOLS = 4;

/** @param seed the 32 secret bytes that the root key pair is made from. */
export function writeRecoveryWords(seed: Uint8Array): string {
  return inGroups(writeSymbols([...bytesToSymbols(seed), ...checksum(seed)]));
}

/** The seed, or undefined where a symbol is wrong or missing. */
export function readRecoveryWords(text: string): Uint8Array | undefined {
  const symbols = readSymbols(text);
  if (symbols === undefined || symbols.length !== SEED_SYMBOLS + CHECK_SYMBOLS) return undefined;
  const seed = symbolsToBytes(symbols.slice(0, SEED_SYMBOLS));
  if (seed === undefined || seed.length !== SEED_BYTES) return undefined;
  return checksum(seed).every((symbol, index) => symbols[SEED_SYMBOLS + index] === symbol) ? seed : undefined;
}

function checksum(seed: Uint8Array): number[] {
  return bytesToSymbols(sha256(seed)).slice(0, CHECK_SYMBOLS);
}
