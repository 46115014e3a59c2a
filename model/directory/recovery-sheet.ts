/** The root key as it is printed: 14 groups of four symbols, the last four of them a checksum. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToSymbols, inGroups, readSymbols, symbolsToBytes, writeSymbols } from './base32.ts';

const SEED_BYTES = 32;
const SEED_SYMBOLS = 52;
const CHECK_SYMBOLS = 4;
const SYMBOLS = SEED_SYMBOLS + CHECK_SYMBOLS;
const GROUP = 4;

/** @param seed the 32 secret bytes that the root key pair is made from. */
export function writeRecoveryWords(seed: Uint8Array): string {
  return inGroups(writeSymbols([...bytesToSymbols(seed), ...checksum(seed)]), GROUP);
}

/** The seed, or undefined where a symbol is wrong or missing (see `slipIn`). */
export function readRecoveryWords(text: string): Uint8Array | undefined {
  const symbols = readSymbols(text);
  return symbols === undefined ? undefined : seedOf(symbols);
}

/** What is wrong with words that `readRecoveryWords` does not take, as exactly as it can be told. */
export type RecoverySlip =
  /** Symbols are missing, or there are too many of them. */
  | { readonly kind: 'length'; readonly symbols: number }
  /** Something in this group, counted from 1. */
  | { readonly kind: 'group'; readonly group: number }
  /** More than one slip: nobody can say where. */
  | { readonly kind: 'unplaced' };

/** @param text words that are not to be read. */
export function slipIn(text: string): RecoverySlip {
  const characters = Array.from(text).filter((character) => readSymbols(character)?.length !== 0);
  const foreign = characters.findIndex((character) => readSymbols(character) === undefined);
  if (foreign >= 0) return { kind: 'group', group: groupOf(foreign) };
  if (characters.length !== SYMBOLS) return { kind: 'length', symbols: characters.length };
  const groups = groupsOfOneSlip(readSymbols(text) ?? []);
  const [group] = groups;
  return group === undefined || groups.size > 1 ? { kind: 'unplaced' } : { kind: 'group', group };
}

/** Groups in which one other symbol, or two neighbours the other way round, would make the words right. */
function groupsOfOneSlip(symbols: readonly number[]): ReadonlySet<number> {
  const groups = new Set<number>();
  symbols.forEach((symbol, at) => {
    const others = Array.from({ length: 32 }, (_, other) => symbols.with(at, other));
    const next = symbols[at + 1];
    if (next !== undefined) others.push(symbols.with(at, next).with(at + 1, symbol));
    if (others.some((each) => seedOf(each) !== undefined)) groups.add(groupOf(at));
  });
  return groups;
}

const groupOf = (symbol: number): number => Math.floor(symbol / GROUP) + 1;

function seedOf(symbols: readonly number[]): Uint8Array | undefined {
  if (symbols.length !== SYMBOLS) return undefined;
  const seed = symbolsToBytes(symbols.slice(0, SEED_SYMBOLS));
  if (seed === undefined || seed.length !== SEED_BYTES) return undefined;
  return checksum(seed).every((symbol, index) => symbols[SEED_SYMBOLS + index] === symbol) ? seed : undefined;
}

function checksum(seed: Uint8Array): number[] {
  return bytesToSymbols(sha256(seed)).slice(0, CHECK_SYMBOLS);
}
