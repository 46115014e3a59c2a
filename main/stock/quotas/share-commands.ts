/** Commands by which workstations pass shares of a quota on: hand over, return, ask, answer. */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { quotaAnswer, quotaHandOver, quotaRequest, quotaReturn } from '#model/stock/operations.ts';
import { command, type CommandContext, type Handler } from '../../area.ts';
import { findOpenQuota, give, heldOf, otherDesk, thousandths } from './quota-commands.ts';
import { writeQuotaEntries } from './quota-journal.ts';
import { desksOf, deskName, findDesk, findQuota, type Desk } from './quota-rights.ts';
import type { QuotaRecord, RequestRecord } from './tables.ts';

/** The workstation that opened the quota, or one in force of its office. */
function headquartersDesk(context: CommandContext, quota: QuotaRecord): Desk | Refusal {
  const { read } = context.tx;
  const opener = findDesk(read, quota.workstation);
  const others = desksOf(read, opener?.office ?? quota.office);
  const desk = others.find(({ id }) => id === quota.workstation) ?? others[0];
  return desk ?? refuse('quota.no-workstation', { office: quota.office, workstation: '' }, 'workstation');
}

const noted = (note: string | undefined): { readonly note?: string } => (note === undefined ? {} : { note });

export const shareCommands: readonly Handler[] = [
  command(quotaHandOver, (context, input) => {
    const named = findOpenQuota(context, input.quota);
    if (isRefusal(named)) return named;
    const desk = otherDesk(context, context.actor.office, input.workstation);
    return isRefusal(desk) ? desk : give(context, named, [{ desk, amount: thousandths(input.amount) }], { note: input.note });
  }),

  command(quotaReturn, (context, input) => {
    if (context.actor.headquarters) return refuse('quota.at-headquarters', {}, 'quota');
    const named = findQuota(context.tx.read, input.quota);
    if (isRefusal(named)) return named;
    const desk = headquartersDesk(context, named.quota);
    return isRefusal(desk) ? desk : give(context, named, [{ desk, amount: thousandths(input.amount) }], { note: input.note });
  }),

  command(quotaRequest, (context, input) => {
    const named = findOpenQuota(context, input.quota);
    if (isRefusal(named)) return named;
    const asked = input.workstation === undefined ? headquartersDesk(context, named.quota) : findDesk(context.tx.read, input.workstation);
    if (asked !== undefined && isRefusal(asked)) return asked;
    const desk = otherDesk(context, undefined, asked?.id ?? input.workstation ?? '');
    if (isRefusal(desk)) return desk;
    const request = context.newId();
    writeQuotaEntries(context, [
      { act: 'request', quota: named.quota.id, request, of: desk.id, ofOffice: desk.office, amount: thousandths(input.amount), ...noted(input.note) },
    ]);
    return { request, of: `${desk.office}-${desk.letter}` };
  }),

  command(quotaAnswer, (context, input) => {
    const { tx, actor } = context;
    const request = tx.read.get<RequestRecord>('SELECT * FROM quota_request WHERE id = ?', input.request);
    if (request === undefined) return refuse('quota.request-unknown', {}, 'request');
    if (request.of_workstation !== actor.workstation) return refuse('quota.request-elsewhere', { workstation: deskName(tx.read, request.of_workstation) }, 'request');
    if (request.state !== 'open') return refuse('quota.request-answered', {}, 'request');
    if (!input.accept) {
      const named = findQuota(tx.read, request.quota);
      if (isRefusal(named)) return named;
      writeQuotaEntries(context, [{ act: 'decline', quota: request.quota, request: request.id, ...noted(input.note) }]);
      return { ...heldOf(context, named), shares: [] };
    }
    const named = findOpenQuota(context, request.quota);
    if (isRefusal(named)) return named;
    const leaves = request.office !== actor.office;
    if (leaves && !actor.roles.some((role) => role === 'manager' || role === 'hq')) return refuse('quota.needs-manager', {}, 'request');
    const desk = otherDesk(context, request.office, request.workstation);
    if (isRefusal(desk)) return desk;
    const amount = input.amount === undefined ? request.amount : thousandths(input.amount);
    return give(context, named, [{ desk, amount }], { note: input.note, request: request.id });
  }),
];
