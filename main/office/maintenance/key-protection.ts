/** How this computer's secret keys are kept, and a person's choice of it. The vault itself is the directory's (main/directory/file-key-vault.ts). */
import type { KeyProtectionStatus } from '#model/maintenance/key-protection.ts';

export interface KeyProtection {
  status(): KeyProtectionStatus;
  /** Back to a plain file at once; to the system's key store from the desktop app's next start on. @throws Error where it cannot be written. */
  choose(protection: 'system' | 'file'): void;
}

/** Of an office that was given its keys by somebody else. */
export const noKeyProtection: KeyProtection = {
  status: () => ({ protection: 'file', why: 'shell' }),
  choose: () => undefined,
};
