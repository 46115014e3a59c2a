/** What shells may use of the office core. */
import { VAULT_ERRORS } from '../directory/vault-errors.ts';
import { STORE_ERRORS } from '../store/open-failure.ts';

export { createEd25519 } from '../directory/ed25519.ts';
export { createFileKeyVault } from '../directory/file-key-vault.ts';
export type { VaultKey } from '../directory/sealed-secrets.ts';
export { choosePlain, keepsPlain, keyFileRefusal, KEY_FILE, unlockVault, type SystemKeyStore } from '../directory/vault-key.ts';
export { connectWebSocket } from '../sync/websocket-connect.ts';
export { zstandardCodec } from '../sync/zstandard-codec.ts';
export type { KeyProtection } from './maintenance/key-protection.ts';
export type { Updates } from './maintenance/updates.ts';
export { openOffice, type Office } from './office.ts';

/** Why a folder could not be opened, with what it means and what to do. */
export const OPEN_ERRORS = { ...STORE_ERRORS, ...VAULT_ERRORS } as const;
