import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enrolmentSecrets, newEnrolmentCode, readEnrolmentCode } from './enrolment.ts';
import { readRecoveryWords, slipIn, writeRecoveryWords } from './recovery-sheet.ts';
import { createMockSignatures } from './testing/mock-signatures.ts';
import { nextLetter, workstationIdOf } from './workstation-identity.ts';

const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('enrolment codes', () => {
  it('[DIRECTORY-9] are read however they are typed', () => {
    fc.assert(
      fc.property(bytes(11), (random) => {
        const code = newEnrolmentCode(() => random);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
        expect(readEnrolmentCode(code)).toBe(code);
        expect(readEnrolmentCode(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code);
      }),
    );
  });

  it('[DIRECTORY-9] notice every wrong symbol and every two that were exchanged', () => {
    fc.assert(
      fc.property(bytes(11), fc.nat(11), fc.nat(11), fc.nat(30), (random, first, second, step) => {
        const symbols = Array.from(newEnrolmentCode(() => random).replaceAll('-', ''));
        const wrong = symbols.with(first, ALPHABET.charAt((ALPHABET.indexOf(symbols[first] ?? '') + 1 + step) % 32));
        expect(readEnrolmentCode(wrong.join(''))).toBeUndefined();
        const exchanged = symbols.with(first, symbols[second] ?? '').with(second, symbols[first] ?? '');
        const same = exchanged.join('') === symbols.join('');
        expect(readEnrolmentCode(exchanged.join('')) === undefined).toBe(!same);
      }),
    );
    expect(readEnrolmentCode('ABCD-EFGH')).toBeUndefined();
    expect(readEnrolmentCode('!!!!-!!!!-!!!!')).toBeUndefined();
  });

  it('[DIRECTORY-9] always give the same keys and seal; another code gives others', () => {
    const signatures = createMockSignatures();
    const code = newEnrolmentCode((length) => new Uint8Array(length).fill(7));
    const other = newEnrolmentCode((length) => new Uint8Array(length).fill(8));
    const secrets = enrolmentSecrets(code, signatures);
    expect(enrolmentSecrets(code, signatures).publicKey).toBe(secrets.publicKey);
    expect(enrolmentSecrets(code, signatures).seal('root')).toBe(secrets.seal('root'));
    expect(secrets.seal('root')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(secrets.seal('another root')).not.toBe(secrets.seal('root'));
    expect(enrolmentSecrets(other, signatures).publicKey).not.toBe(secrets.publicKey);
    expect(enrolmentSecrets(other, signatures).seal('root')).not.toBe(secrets.seal('root'));
  });
});

describe('recovery sheet', () => {
  it('[DIRECTORY-11] gives back the key, and notices any slip', () => {
    fc.assert(
      fc.property(bytes(32), fc.nat(55), fc.integer({ min: 1, max: 31 }), (seed, at, step) => {
        const words = writeRecoveryWords(seed);
        expect(words.split('-')).toHaveLength(14);
        expect(readRecoveryWords(words.toLowerCase())).toEqual(seed);
        const symbols = Array.from(words.replaceAll('-', ''));
        const wrong = symbols.with(at, ALPHABET.charAt((ALPHABET.indexOf(symbols[at] ?? '') + step) % 32)).join('');
        // 20 bits of checksum let one slip in a million pass as another key; never as the same.
        expect(readRecoveryWords(wrong)).not.toEqual(seed);
      }),
    );
    const seed = sha256(utf8ToBytes('seed'));
    expect(readRecoveryWords(writeRecoveryWords(seed).slice(5))).toBeUndefined();
    expect(readRecoveryWords(writeRecoveryWords(seed).replace(/^./, (symbol) => (symbol === '0' ? '1' : '0')))).toBeUndefined();
  });
});

describe('a slip in the words of a recovery sheet', () => {
  const words = writeRecoveryWords(sha256(utf8ToBytes('seed')));
  const replaced = (group: number, change: (text: string) => string): string => words.split('-').map((text, at) => (at === group - 1 ? change(text) : text)).join('-');
  const other = (symbol: string): string => (symbol === '7' ? '8' : '7');

  it('[DIRECTORY-19] is placed in its group, for one wrong symbol and for two exchanged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 14 }), fc.nat(3), (group, at) => {
        const slipped = replaced(group, (text) => Array.from(text).with(at, other(text.charAt(at))).join(''));
        expect(readRecoveryWords(slipped)).toBeUndefined();
        expect(slipIn(slipped)).toEqual({ kind: 'group', group });
      }),
    );
    const exchanged = replaced(3, (text) => `${text.charAt(1)}${text.charAt(0)}${text.slice(2)}`);
    expect(exchanged).not.toBe(words);
    expect(slipIn(exchanged)).toEqual({ kind: 'group', group: 3 });
    expect(slipIn(replaced(14, (text) => `${text.slice(0, 3)}!`))).toEqual({ kind: 'group', group: 14 });
  });

  it('[DIRECTORY-19] is counted where symbols are missing, and not guessed where there are several', () => {
    expect(slipIn(words.slice(1))).toEqual({ kind: 'length', symbols: 55 });
    expect(slipIn('')).toEqual({ kind: 'length', symbols: 0 });
    const twice = (text: string): string => Array.from(text).map(other).join('');
    expect(slipIn(replaced(2, twice).replace(/....$/, twice))).toEqual({ kind: 'unplaced' });
  });

  it('[DIRECTORY-19] is not what a Chinese keyboard, spaces and dashes of all kinds make of right words', () => {
    const wide = Array.from(words, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0)).join('');
    expect(readRecoveryWords(wide)).toEqual(readRecoveryWords(words));
    expect(readRecoveryWords(` ${words.replaceAll('-', ' – ')} `)).toEqual(readRecoveryWords(words));
  });
});

describe('names of workstations', () => {
  it('[DIRECTORY-3] the id is made of the key', () => {
    expect(workstationIdOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(workstationIdOf('a')).not.toBe(workstationIdOf('b'));
  });

  it('[DIRECTORY-10] letters are given in order and never twice', () => {
    const taken: string[] = [];
    for (let count = 0; count < 702; count += 1) taken.push(nextLetter(taken));
    expect(taken.slice(0, 3)).toEqual(['A', 'B', 'C']);
    expect(taken.slice(25, 28)).toEqual(['Z', 'AA', 'AB']);
    expect(taken.at(-1)).toBe('ZZ');
    expect(new Set(taken).size).toBe(702);
    expect(() => nextLetter(taken)).toThrow(RangeError);
    expect(nextLetter(['A', 'C'])).toBe('B');
  });
});
