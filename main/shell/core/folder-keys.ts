/** The secret keys of a data folder, and how they are kept there. */
import { join } from 'node:path';
import type { RandomBytes } from '#model/identity/ids.ts';
import { choosePlain, createFileKeyVault, keepsPlain, KEY_FILE, type KeyProtection } from '../../office/index.ts';
import { keyOf, type VaultGrant } from './vault-grant.ts';

export type FolderKeys = ReturnType<typeof createFileKeyVault> & { readonly protection: KeyProtection };

export function openFolderKeys(folder: string, grant: VaultGrant | undefined, randomBytes: RandomBytes): FolderKeys {
  const key = keyOf(grant);
  const vault = createFileKeyVault(join(folder, KEY_FILE), key === undefined ? undefined : { key, randomBytes });
  const store = grant?.store === undefined ? {} : { store: grant.store };
  const protection: KeyProtection = {
    status() {
      if (vault.sealed) return { protection: 'system', ...store };
      const why = keepsPlain(folder) ? 'chosen' : grant === undefined ? 'shell' : grant.store === undefined ? 'noStore' : 'nextStart';
      return { protection: 'file', ...store, why };
    },
    choose(by) {
      // Plain before it is said so: between the two, the next start seals them again.
      if (by === 'file') vault.unseal();
      choosePlain(folder, by === 'file');
    },
  };
  return Object.assign(vault, { protection });
}
