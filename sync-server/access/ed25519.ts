/** SignatureScheme on Node's Ed25519. Keys and signatures are base64url of the raw bytes (RFC 8037). */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import type { SignatureScheme } from '#model/identity/signatures.ts';

/** PKCS #8 frame around a 32-byte Ed25519 seed (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEPT_KEYS = 2_000;

export function createEd25519(): SignatureScheme {
  // Building a key object costs as much as verifying with it.
  const publicKeys = new Map<string, KeyObject>();

  function publicKeyOf(text: string): KeyObject {
    const held = publicKeys.get(text);
    if (held !== undefined) return held;
    const made = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' });
    if (publicKeys.size >= KEPT_KEYS) publicKeys.clear();
    publicKeys.set(text, made);
    return made;
  }

  return {
    generate() {
      const { publicKey, privateKey } = generateKeyPairSync('ed25519');
      return { publicKey: publicKey.export({ format: 'jwk' }).x ?? '', privateKey: privateKey.export({ format: 'jwk' }).d ?? '' };
    },
    fromSeed(seed) {
      const privateKey = privateKeyOf(seed);
      return {
        publicKey: createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '',
        privateKey: Buffer.from(seed).toString('base64url'),
      };
    },
    sign: (privateKey, message) => sign(null, message, privateKeyOf(Buffer.from(privateKey, 'base64url'))).toString('base64url'),
    verify(publicKey, message, signature) {
      try {
        return verify(null, message, publicKeyOf(publicKey), Buffer.from(signature, 'base64url'));
      } catch (error) {
        // A key that is no key verifies nothing; anything else is a defect.
        if (error instanceof Error && 'code' in error) return false;
        throw error;
      }
    },
  };
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
}
