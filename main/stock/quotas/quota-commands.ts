/** Commands of headquarters on quotas: open, add to, grant, write off, end. */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { quotaClose, quotaGrant, quotaMint, quotaOpen, quotaWriteOff } from '#model/stock/operations.ts';
import { formatQuantity, parseQuantity } from '#model/stock/quantity.ts';
import { command, type CommandContext, type Handler } from '../../area.ts';
import { findItem } from '../item-lookup.ts';
import { writeQuotaEntries } from './quota-journal.ts';
import { deskName, desksOf, figuresOf, findDesk, findQuota, freeAt, openQuotas, type Desk, type NamedQuota } from './quota-rights.ts';
import { shareOut } from './share-out.ts';
import type { HoldingRecord } from './tables.ts';

/** Thousandths of an amount that the contract has already validated. */
export function thousandths(text: string): number {
  const value = parseQuantity(text);
  if (value === undefined) throw new TypeError(`${text} is no amount`);
  return value;
}

/** A quota that still counts, or why it cannot be found. */
export function findOpenQuota(context: CommandContext, reference: string): NamedQuota | Refusal {
  const found = findQuota(context.tx.read, reference);
  if (isRefusal(found) || found.quota.closed_at === null) return found;
  return refuse('quota.closed', { item: found.item.name }, 'quota');
}

interface Held {
  quota: string;
  item: string;
  itemName: string;
  unit: string;
  free: string;
}

/** What this workstation holds of a quota, after all that was written. */
export function heldOf({ tx, actor }: CommandContext, { quota, item }: NamedQuota): Held {
  return { quota: quota.id, item: item.code, itemName: item.name, unit: item.unit, free: formatQuantity(freeAt(tx.read, quota.id, actor.workstation)) };
}

export interface Share {
  readonly desk: Desk;
  readonly amount: number;
}

/** Gives shares of this workstation's own rights, whole or not at all. */
export function give(
  context: CommandContext,
  named: NamedQuota,
  shares: readonly Share[],
  extra: { readonly note?: string | undefined; readonly request?: string | undefined },
): (Held & { shares: { workstation: string; name: string; amount: string }[] }) | Refusal {
  const { tx, actor } = context;
  const total = shares.reduce((sum, { amount }) => sum + amount, 0);
  const free = freeAt(tx.read, named.quota.id, actor.workstation);
  if (total > free) {
    return refuse('quota.too-little', { item: named.item.name, unit: named.item.unit, free: formatQuantity(free), amount: formatQuantity(total) }, 'amount');
  }
  writeQuotaEntries(
    context,
    shares.map(({ desk, amount }) => ({
      act: 'give' as const,
      quota: named.quota.id,
      to: desk.id,
      toOffice: desk.office,
      amount,
      ...(extra.request === undefined ? {} : { request: extra.request }),
      ...(extra.note === undefined ? {} : { note: extra.note }),
    })),
  );
  return {
    ...heldOf(context, named),
    shares: shares.map(({ desk, amount }) => ({ workstation: desk.id, name: `${desk.office}-${desk.letter}`, amount: formatQuantity(amount) })),
  };
}

/** A workstation of that office that may be given something, other than this one. */
export function otherDesk(context: CommandContext, office: string | undefined, id: string): Desk | Refusal {
  if (id === context.actor.workstation) return refuse('quota.own-workstation', {}, 'workstation');
  const desk = findDesk(context.tx.read, id);
  if (desk === undefined || desk.revoked === 1 || (office !== undefined && desk.office !== office)) {
    return refuse('quota.no-workstation', { office: office ?? desk?.office ?? '', workstation: id }, 'workstation');
  }
  return desk;
}

const noted = (note: string | undefined): { readonly note?: string } => (note === undefined ? {} : { note });

export const quotaCommands: readonly Handler[] = [
  command(quotaOpen, (context, input) => {
    const item = findItem(context.tx.read, input.item);
    if (isRefusal(item)) return item;
    if (openQuotas(context.tx.read, item.id).length > 0) return refuse('quota.exists', { item: item.name }, 'item');
    const quota = context.newId();
    const from = input.from === undefined ? {} : { from: input.from };
    writeQuotaEntries(context, [{ act: 'open', quota, item: item.id, amount: thousandths(input.total), ...from, ...noted(input.note) }]);
    const opened = findQuota(context.tx.read, quota);
    return isRefusal(opened) ? opened : heldOf(context, opened);
  }),

  command(quotaMint, (context, input) => {
    const named = findOpenQuota(context, input.quota);
    if (isRefusal(named)) return named;
    writeQuotaEntries(context, [{ act: 'mint', quota: named.quota.id, amount: thousandths(input.amount), ...noted(input.note) }]);
    return heldOf(context, named);
  }),

  command(quotaClose, (context, input) => {
    const named = findOpenQuota(context, input.quota);
    if (isRefusal(named)) return named;
    writeQuotaEntries(context, [{ act: 'close', quota: named.quota.id, ...noted(input.note) }]);
    return heldOf(context, named);
  }),

  command(quotaGrant, (context, input) => {
    const named = findOpenQuota(context, input.quota);
    if (isRefusal(named)) return named;
    const amount = thousandths(input.amount);
    if (input.workstation !== undefined) {
      const desk = otherDesk(context, input.office, input.workstation);
      return isRefusal(desk) ? desk : give(context, named, [{ desk, amount }], { note: input.note });
    }
    const desks = desksOf(context.tx.read, input.office).filter(({ id }) => id !== context.actor.workstation);
    if (desks.length === 0) return refuse('quota.no-workstation', { office: input.office, workstation: '' }, 'office');
    return give(context, named, shareOut(amount, desks), { note: input.note });
  }),

  command(quotaWriteOff, (context, input) => {
    const { read } = context.tx;
    const named = findQuota(read, input.quota);
    if (isRefusal(named)) return named;
    const name = deskName(read, input.workstation);
    // Only one that can never write again: another may be using its rights at this moment.
    if (findDesk(read, input.workstation)?.revoked !== 1) return refuse('quota.not-revoked', { workstation: name }, 'workstation');
    const holding = read.get<HoldingRecord>('SELECT * FROM quota_holding WHERE quota = ? AND workstation = ?', named.quota.id, input.workstation);
    const lost = holding === undefined ? 0 : figuresOf(holding).free;
    if (lost === 0) return refuse('quota.nothing-lost', { workstation: name }, 'workstation');
    writeQuotaEntries(context, [{ act: 'write-off', quota: named.quota.id, holder: input.workstation, ...noted(input.note) }]);
    return { ...heldOf(context, named), lost: formatQuantity(lost) };
  }),
];
