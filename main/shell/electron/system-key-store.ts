/** The system's key store as Electron reaches it, in its main process and only once the app is ready. */
import { safeStorage } from 'electron';
import type { SystemKeyStore } from '../../office/index.ts';

/** Of Linux: what Electron falls back to seals with a password that everybody knows. */
const PROTECTS_NOTHING: ReadonlySet<string> = new Set(['basic_text', 'unknown']);

export function systemKeyStore(): SystemKeyStore {
  return {
    name: storeName(),
    seal: (text) => safeStorage.encryptString(text),
    open: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
  };
}

function storeName(): string | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  switch (process.platform) {
    case 'win32':
      return 'DPAPI';
    case 'darwin':
      return 'Keychain';
    default: {
      const backend = safeStorage.getSelectedStorageBackend();
      return PROTECTS_NOTHING.has(backend) ? undefined : backend;
    }
  }
}
