/** `workstation.revoke`. */
import * as operations from '#model/directory/operations.ts';
import { isRefusal, refuse } from '#model/contract/refusal.ts';
import type { WorkstationId } from '#model/identity/ids.ts';
import { command, type Handler } from '../area.ts';
import { beginAmendment, draftOf, type DirectoryParts } from './amendment.ts';

export function workstationHandlers(parts: DirectoryParts): readonly Handler[] {
  return [
    command(operations.workstationRevoke, (context, input) => {
      const amendment = beginAmendment(context, parts);
      if (isRefusal(amendment)) return amendment;
      const { view, here } = amendment;
      const workstation = view.workstations.get(input.id as WorkstationId);
      if (workstation === undefined) return refuse('not-found', { what: { zh: '工作站', en: 'workstation' }, id: input.id }, 'id');
      if (workstation.id === here.id) return refuse('workstation.own');
      if (workstation.revoked) return refuse('workstation.revoked', { name: workstation.name });
      // Its signatures stop counting: what it vouched for and shall stay is vouched for from here from now on.
      for (const office of view.offices.values()) {
        if (office.signedBy === workstation.id) amendment.vouchAnew('offices', { id: office.id, name: office.name }, office);
      }
      for (const person of view.people.values()) {
        if (person.signedBy === workstation.id) amendment.vouchAnew('people', draftOf<'people'>(person), person);
      }
      for (const { usedBy: _usedBy, ...enrolment } of view.enrolments.values()) {
        if (enrolment.signedBy === workstation.id) amendment.vouchAnew('enrolments', draftOf<'enrolments'>(enrolment), enrolment);
      }
      amendment.add('revocations', { id: workstation.id, reason: input.reason });
      amendment.write();
      // Vouching for itself in a circle counts for nothing (DIRECTORY-4): this computer would have shut itself out.
      if (parts.views.current(context.tx)?.workstations.get(here.id)?.revoked !== false) return refuse('recovery.required', { name: workstation.name });
      return {};
    }),
  ];
}
