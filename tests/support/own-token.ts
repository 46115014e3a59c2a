/** A token as a workstation would sign it, with any content: what `token.create` would not mint. */
import path from 'node:path';
import { createToken, type TokenContent } from '#model/directory/token.ts';
import { signedBytes } from '#model/identity/signatures.ts';
import { createEd25519 } from '../../main/directory/ed25519.ts';
import { createFileKeyVault } from '../../main/directory/file-key-vault.ts';

/** @throws Error when the folder holds no key of this workstation. */
export function signToken(dataDir: string, content: TokenContent): string {
  const key = createFileKeyVault(path.join(dataDir, 'keys.json')).get(`workstation/${content.workstation}`);
  if (key === undefined) throw new Error(`${dataDir} holds no key of workstation ${content.workstation}`);
  return forgeToken(key, content);
}

/** Signed with any key. @param privateKey 32-byte seed in base64url. */
export function forgeToken(privateKey: string, content: TokenContent): string {
  const signatures = createEd25519(() => new Uint8Array());
  return createToken(content, (purpose, record) => signatures.sign(privateKey, signedBytes(purpose, record)));
}
