/** One-time codes by which computers join. */
import { enrolmentSecrets, newEnrolmentCode } from '#model/directory/enrolment.ts';
import * as operations from '#model/directory/operations.ts';
import { isRefusal, refuse } from '#model/contract/refusal.ts';
import type { OfficeCode, PersonId } from '#model/identity/ids.ts';
import type { SignatureScheme } from '#model/identity/signatures.ts';
import { command, type Handler } from '../area.ts';
import { beginAmendment, draftOf, type DirectoryParts } from './amendment.ts';
import { placeRefusal } from './person-commands.ts';

const HOUR_MS = 3600 * 1000;

export function enrolmentHandlers(parts: DirectoryParts, signatures: SignatureScheme): readonly Handler[] {
  return [
    command(operations.enrolmentCreate, (context, { office, role, hours }) => {
      const amendment = beginAmendment(context, parts);
      if (isRefusal(amendment)) return amendment;
      const misplaced = placeRefusal(amendment.view, office, [role]);
      if (misplaced !== undefined) return misplaced;
      const code = newEnrolmentCode((length) => context.randomBytes(length));
      const { publicKey, seal } = enrolmentSecrets(code, signatures);
      const id = context.newId();
      const expiresAtMs = Math.ceil(context.nowMs() + hours * HOUR_MS);
      const person = context.newId() as PersonId;
      const draft = { id, office: office as OfficeCode, role, publicKey, seal: seal(amendment.view.rootKey), person, expiresAtMs, cancelled: false };
      amendment.add('enrolments', draft);
      amendment.write();
      return { id, code, expiresAtMs };
    }),
    command(operations.enrolmentCancel, (context, { id }) => {
      const amendment = beginAmendment(context, parts);
      if (isRefusal(amendment)) return amendment;
      const held = amendment.view.enrolments.get(id);
      if (held === undefined) return refuse('not-found', { what: { zh: '登记码', en: 'enrolment' }, id }, 'id');
      const { usedBy, ...enrolment } = held;
      if (usedBy !== undefined) return refuse('enrolment.used', { workstation: amendment.view.workstations.get(usedBy)?.name ?? usedBy });
      if (held.cancelled) return {};
      amendment.add('enrolments', { ...draftOf<'enrolments'>(enrolment), cancelled: true }, held);
      amendment.write();
      return {};
    }),
  ];
}
