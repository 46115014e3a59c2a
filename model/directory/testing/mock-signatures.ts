/**
 * A signature scheme for tests that need no real Ed25519: nobody without the private key can sign, within one
 * scheme. Keys and signatures have the real lengths.
 */
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { toBase64UrlEncoded } from 'lib0/buffer';
import type { SignatureScheme } from '#model/identity/signatures.ts';

export function createMockSignatures(): SignatureScheme {
  const privateKeys = new Map<string, string>();
  let made = 0;
  const fromSeed = (seed: Uint8Array): { publicKey: string; privateKey: string } => {
    const privateKey = toBase64UrlEncoded(seed.slice());
    const publicKey = toBase64UrlEncoded(sha256(utf8ToBytes(`public/${privateKey}`)));
    privateKeys.set(publicKey, privateKey);
    return { publicKey, privateKey };
  };
  const sign = (privateKey: string, message: Uint8Array): string => toBase64UrlEncoded(sha512(concatBytes(utf8ToBytes(privateKey), message)));
  return {
    generate() {
      made += 1;
      return fromSeed(sha256(utf8ToBytes(`generated ${made}`)));
    },
    fromSeed,
    sign,
    verify(publicKey, message, signature) {
      const privateKey = privateKeys.get(publicKey);
      return privateKey !== undefined && sign(privateKey, message) === signature;
    },
  };
}
