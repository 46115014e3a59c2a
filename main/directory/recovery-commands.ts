/** `recovery.restore`: the printed root key typed back in. */
import * as operations from '#model/directory/operations.ts';
import { readRecoveryWords, slipIn } from '#model/directory/recovery-sheet.ts';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import { command, type Handler } from '../area.ts';
import type { DirectoryParts } from './amendment.ts';

/** Changes when a root key came back, so that whoever watches looks again. */
const RESTORED_AT = 'directory.rootKeyRestoredAt';

export interface RecoveredRoot {
  readonly seed: Uint8Array;
  /** Public half, base64url. */
  readonly rootKey: string;
}

/** The root key that the words of a sheet give, or what is wrong with them. */
export function recoverRoot(words: string, signatures: SignatureScheme): RecoveredRoot | Refusal {
  const seed = readRecoveryWords(words);
  if (seed !== undefined) return { seed, rootKey: signatures.fromSeed(seed).publicKey };
  const slip = slipIn(words);
  switch (slip.kind) {
    case 'length':
      return refuse('recovery.length', { symbols: slip.symbols }, 'words');
    case 'group':
      return refuse('recovery.group', { group: slip.group }, 'words');
    case 'unplaced':
      return refuse('recovery.unplaced', {}, 'words');
  }
}

export function recoveryHandler({ identity }: DirectoryParts, signatures: SignatureScheme): Handler {
  return command(operations.recoveryRestore, ({ tx, nowMs }, { words }) => {
    const organisation = tx.read.get<{ name: string; root_key: string }>('SELECT name, root_key FROM organisation');
    if (organisation === undefined) return refuse('setup.required');
    const root = recoverRoot(words, signatures);
    if (isRefusal(root)) return root;
    if (root.rootKey !== organisation.root_key) return refuse('recovery.elsewhere', { organisation: organisation.name }, 'words');
    identity.keepRootSeed(root.rootKey, root.seed);
    tx.setSetting(RESTORED_AT, String(nowMs()));
    return { organisation: organisation.name, rootKey: root.rootKey };
  });
}
