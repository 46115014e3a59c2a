/** Signatures by Node's own Ed25519 (RFC 8032). Keys and signatures are the raw bytes in base64url; a private key is its seed. */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { RandomBytes } from '#model/identity/ids.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';

/** PKCS #8 frame around a 32-byte seed (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED_BYTES = 32;
/** Keys kept ready: making a key object takes as long as verifying with it. */
const KEPT_KEYS = 1000;

export function createEd25519(randomBytes: RandomBytes): SignatureScheme {
  const publicKeys = createKeyCache((text) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' }));
  const privateKeys = createKeyCache((text) => privateKeyOf(Buffer.from(text, 'base64url')));

  function fromSeed(seed: Uint8Array): { readonly publicKey: string; readonly privateKey: string } {
    if (seed.length !== SEED_BYTES) throw new RangeError(`a seed has ${SEED_BYTES} bytes`);
    const publicKey = createPublicKey(privateKeyOf(seed)).export({ format: 'jwk' }).x;
    if (publicKey === undefined) throw new Error('the key was exported without its public half');
    return { publicKey, privateKey: Buffer.from(seed).toString('base64url') };
  }

  return {
    generate: () => fromSeed(randomBytes(SEED_BYTES)),
    fromSeed,
    sign: (privateKey, message) => sign(null, message, privateKeys(privateKey)).toString('base64url'),
    verify(publicKey, message, signature) {
      try {
        return verify(null, message, publicKeys(publicKey), Buffer.from(signature, 'base64url'));
      } catch (error) {
        // A text that is no key verifies nothing; anything else is a defect.
        if (error instanceof Error && 'code' in error) return false;
        throw error;
      }
    },
  };
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
}

function createKeyCache(make: (text: string) => KeyObject): (text: string) => KeyObject {
  const kept = new Map<string, KeyObject>();
  return (text) => {
    const held = kept.get(text);
    if (held !== undefined) return held;
    const made = make(text);
    const oldest = kept.size >= KEPT_KEYS ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(text, made);
    return made;
  };
}
