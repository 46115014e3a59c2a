/** Secrets under a vault key: AES-256-GCM, the key's id bound in, a nonce of its own each time. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { RandomBytes } from '#model/identity/ids.ts';

export interface VaultKey {
  /** Tells vault keys apart; no secret. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function newVaultKey(randomBytes: RandomBytes): VaultKey {
  return { id: Buffer.from(randomBytes(16)).toString('hex'), key: randomBytes(KEY_BYTES) };
}

/** @returns base64: nonce, ciphertext, tag. */
export function sealText(text: string, { id, key }: VaultKey, randomBytes: RandomBytes): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(boundTo(id));
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Undefined where another key sealed it, or a byte of it is another. */
export function openSealed(sealed: string, { id, key }: VaultKey): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES)).setAAD(boundTo(id));
  cipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)), cipher.final()]).toString('utf8');
  } catch {
    // Node says no more than that the tag does not fit.
    return undefined;
  }
}

function boundTo(id: string): Buffer {
  return Buffer.from(`branchline/keys/2\n${id}`);
}
