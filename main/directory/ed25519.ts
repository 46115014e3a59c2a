/**
 * Signatures by Node's own Ed25519 (RFC 8032). Keys and signatures are the raw bytes in base64url; a private key is its seed.
 *
 * What was signed here a moment ago is known to verify: an own entry passes the same rules as everyone's, and its
 * signature is not computed a second time for it. Nothing counts but the very key, message and signature.
 */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { RandomBytes } from '#model/identity/ids.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';

/** PKCS #8 frame around a 32-byte seed (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED_BYTES = 32;
/** Keys kept ready: making a key object takes as long as verifying with it. */
const KEPT_KEYS = 1000;
/** Signatures remembered as made here: more than one command makes. */
const KEPT_SIGNATURES = 64;

export function createEd25519(randomBytes: RandomBytes): SignatureScheme {
  const publicKeys = createCache(KEPT_KEYS, (text) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' }));
  const pairs = createCache(KEPT_KEYS, (text) => {
    const privateKey = privateKeyOf(Buffer.from(text, 'base64url'));
    return { privateKey, publicKey: publicTextOf(privateKey) };
  });
  const made = new Map<string, { readonly publicKey: string; readonly message: Uint8Array }>();

  function remember(signature: string, publicKey: string, message: Uint8Array): void {
    makeRoom(made, KEPT_SIGNATURES);
    made.set(signature, { publicKey, message: message.slice() });
  }

  function isMadeHere(publicKey: string, message: Uint8Array, signature: string): boolean {
    const known = made.get(signature);
    return known?.publicKey === publicKey && Buffer.compare(known.message, message) === 0;
  }

  function fromSeed(seed: Uint8Array): { readonly publicKey: string; readonly privateKey: string } {
    if (seed.length !== SEED_BYTES) throw new RangeError(`a seed has ${SEED_BYTES} bytes`);
    return { publicKey: publicTextOf(privateKeyOf(seed)), privateKey: Buffer.from(seed).toString('base64url') };
  }

  return {
    generate: () => fromSeed(randomBytes(SEED_BYTES)),
    fromSeed,
    sign(privateKey, message) {
      const pair = pairs(privateKey);
      const signature = sign(null, message, pair.privateKey).toString('base64url');
      remember(signature, pair.publicKey, message);
      return signature;
    },
    verify(publicKey, message, signature) {
      if (isMadeHere(publicKey, message, signature)) return true;
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

/** The public half of a private key, base64url. */
function publicTextOf(privateKey: KeyObject): string {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('the key was exported without its public half');
  return x;
}

function createCache<Value>(size: number, make: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>();
  return (text) => {
    const held = kept.get(text);
    if (held !== undefined) return held;
    const value = make(text);
    makeRoom(kept, size);
    kept.set(text, value);
    return value;
  };
}

/** Lets the oldest go where `size` are held. */
function makeRoom(kept: Map<string, unknown>, size: number): void {
  const oldest = kept.size >= size ? kept.keys().next().value : undefined;
  if (oldest !== undefined) kept.delete(oldest);
}
