/** What the rules of documents may ask of this office (model/document/kind.ts). */
import type { RuleContext } from '#model/document/kind.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import type { Reader } from '../store/store.ts';
import type { Identity } from './identity.ts';

/**
 * @param read reads what is committed and, inside a transaction, what that transaction has done so far.
 */
export function rulesOf(read: Reader, identity: Identity, signatures: SignatureScheme): RuleContext {
  return {
    verify: (publicKey, message, signature) => signatures.verify(publicKey, message, signature),
    workstationKey: (workstation) =>
      read.get<{ public_key: string }>('SELECT public_key FROM workstation WHERE id = ?', workstation)?.public_key,
    workstationOffice: (workstation) => read.get<{ office: string }>('SELECT office FROM workstation WHERE id = ?', workstation)?.office,
    rootKey: () => identity.membership(read)?.rootKey,
  };
}
