import { describe, expect, it } from 'vitest';
import { createEd25519 } from './ed25519.ts';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const text = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');

describe('Ed25519', () => {
  it('agrees with RFC 8032, test 2', () => {
    const scheme = createEd25519();
    const keys = scheme.fromSeed(bytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'));
    expect(keys.publicKey).toBe(text('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'));
    const signature = scheme.sign(keys.privateKey, Uint8Array.from([0x72]));
    expect(signature).toBe(
      text('92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'),
    );
    expect(scheme.verify(keys.publicKey, Uint8Array.from([0x72]), signature)).toBe(true);
    expect(scheme.verify(keys.publicKey, Uint8Array.from([0x73]), signature)).toBe(false);
  });

  it('what is no key or no signature verifies nothing and throws nothing', () => {
    const scheme = createEd25519();
    const { publicKey, privateKey } = scheme.generate();
    const signature = scheme.sign(privateKey, Uint8Array.from([1]));
    for (const key of ['', 'x', '%%%', publicKey.slice(1), `${publicKey}AAAA`]) expect(scheme.verify(key, Uint8Array.from([1]), signature)).toBe(false);
    for (const wrong of ['', 'x', signature.slice(4)]) expect(scheme.verify(publicKey, Uint8Array.from([1]), wrong)).toBe(false);
  });
});
