import { describe, expect, it } from 'vitest';
import { createEd25519 } from './ed25519.ts';

const hex = (text: string): string => Buffer.from(text, 'hex').toString('base64url');
const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index);

describe('Ed25519', () => {
  it('[DIRECTORY-18] gives the keys and signature of RFC 8032, 7.1, test 3', () => {
    const { fromSeed, sign, verify } = createEd25519(counting);
    const keys = fromSeed(Buffer.from('c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7', 'hex'));
    expect(keys.publicKey).toBe(hex('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025'));
    const message = Buffer.from('af82', 'hex');
    const signature = hex(
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    );
    // Before it is made here, and after.
    expect(verify(keys.publicKey, message, signature)).toBe(true);
    expect(sign(keys.privateKey, message)).toBe(signature);
    expect(verify(keys.publicKey, message, signature)).toBe(true);
    expect(verify(keys.publicKey, Buffer.from('af83', 'hex'), signature)).toBe(false);
  });

  it('[DIRECTORY-18] keys are of the randomness given, and texts that are no keys verify nothing', () => {
    const { generate, sign, verify, fromSeed } = createEd25519(counting);
    const keys = generate();
    expect(keys).toEqual(fromSeed(counting(32)));
    const signature = sign(keys.privateKey, counting(3));
    for (const wrong of ['', 'x', '!!!', 'A'.repeat(43), 'A'.repeat(500)]) {
      expect(verify(wrong, counting(3), signature)).toBe(false);
      expect(verify(keys.publicKey, counting(3), wrong)).toBe(false);
    }
    expect(() => fromSeed(counting(31))).toThrow(RangeError);
    expect(createEd25519((length) => new Uint8Array(length)).generate()).not.toEqual(keys);
  });

  it('[DIRECTORY-18] a signature made here counts for its own key and message alone, also when the message is changed afterwards', () => {
    const { fromSeed, sign, verify } = createEd25519(counting);
    const [own, other] = [fromSeed(counting(32)), fromSeed(counting(32).toReversed())];
    const message = counting(3);
    const signature = sign(own.privateKey, message);
    expect(verify(other.publicKey, message, signature)).toBe(false);
    expect(verify(own.publicKey, counting(4), signature)).toBe(false);
    expect(verify(own.publicKey, message, sign(other.privateKey, message))).toBe(false);
    message[0] = 9;
    expect(verify(own.publicKey, message, signature)).toBe(false);
    expect(verify(own.publicKey, counting(3), signature)).toBe(true);
  });
});
