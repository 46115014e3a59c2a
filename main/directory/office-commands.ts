/** Offices. */
import * as operations from '#model/directory/operations.ts';
import { isRefusal, refuse } from '#model/contract/refusal.ts';
import type { OfficeCode } from '#model/identity/ids.ts';
import { command, type Handler } from '../area.ts';
import { beginAmendment, type DirectoryParts } from './amendment.ts';

export function officeHandlers(parts: DirectoryParts): readonly Handler[] {
  return [
    command(operations.officeCreate, (context, { code, name }) => {
      const amendment = beginAmendment(context, parts);
      if (isRefusal(amendment)) return amendment;
      const taken = amendment.view.offices.get(code as OfficeCode);
      if (taken !== undefined) return refuse('office.taken', { code, name: taken.name }, 'code');
      amendment.add('offices', { id: code as OfficeCode, name });
      amendment.write();
      return { code };
    }),
    command(operations.officeRename, (context, { code, name }) => {
      const amendment = beginAmendment(context, parts);
      if (isRefusal(amendment)) return amendment;
      const held = amendment.view.offices.get(code as OfficeCode);
      if (held === undefined) return refuse('not-found', { what: { zh: '机构', en: 'office' }, id: code }, 'code');
      amendment.add('offices', { id: held.id, name }, held);
      amendment.write();
      return {};
    }),
  ];
}
