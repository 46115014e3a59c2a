/**
 * What quotas demand of an issue (STOCK-64): it uses rights of its own workstation, all of one quota, or is refused.
 *
 * 1. Issues alone use rights: what leaves for good, to customers, for consumption or as scrap. A transfer stays within
 *    the company, and whoever issues it there needs rights there; a return to its supplier serves nobody.
 * 2. Lines of one document are judged with what the lines before them use.
 * 3. Headquarters alone may pass over a quota. Such an issue uses no rights and becomes an exception.
 */
import type { RefusalValues } from '#model/contract/refusal.ts';
import type { Text } from '#model/contract/text.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import type { LineContext, PlannedLine } from '../line-checks.ts';
import type { MovementDraft } from '../posting.ts';
import { deskName, figuresOf, freeAt, holdingsOf, quotasInForce } from './quota-rights.ts';
import type { QuotaRecord } from './tables.ts';

type QuotaMark = Pick<MovementDraft, 'quota' | 'beyondQuota'>;

export interface IssueRights {
  /** What the line's movement names of quotas, or what it lacks. */
  take(line: PlannedLine): { readonly mark: QuotaMark } | { readonly short: RefusalValues };
  /** @returns gives back what was taken since. */
  mark(): () => void;
}

export function issueRights(context: LineContext): IssueRights {
  const { tx, actor } = context;
  let taken: ReadonlyMap<string, number> = new Map();
  const mayPassOver = actor.headquarters && actor.roles.includes('hq');
  const freeOf = ({ id }: QuotaRecord): number => freeAt(tx.read, id, actor.workstation) - (taken.get(id) ?? 0);
  return {
    mark() {
      const before = taken;
      return () => {
        taken = before;
      };
    },
    take({ item, draft }) {
      if (draft.kind === 'reversal') return { mark: reversedMark(context, draft.reverses ?? '') };
      if (draft.kind !== 'issue') return { mark: {} };
      const quotas = quotasInForce(tx.read, item.id, context.nowMs());
      if (quotas.length === 0) return { mark: {} };
      const asked = -draft.quantity;
      const [most] = quotas.toSorted((left, right) => freeOf(right) - freeOf(left));
      const enough = quotas.find((quota) => freeOf(quota) >= asked) ?? most;
      if (enough === undefined) return { mark: {} };
      const free = freeOf(enough);
      if (free >= asked) {
        taken = new Map([...taken, [enough.id, (taken.get(enough.id) ?? 0) + asked]]);
        return { mark: { quota: enough.id } };
      }
      if (draft.override === true && mayPassOver) return { mark: { beyondQuota: enough.id } };
      const short = { item: item.name, unit: item.unit, quantity: formatQuantity(asked), free: formatQuantity(Math.max(0, free)) };
      return { short: { ...short, advice: adviceOf(context, enough.id, item.unit, mayPassOver) } };
    },
  };
}

/** A reversal names what the reversed issue named, so that whoever holds it knows what comes back. */
function reversedMark({ tx, actor }: LineContext, reverses: string): QuotaMark {
  const use = tx.read.get<{ quota: string; beyond: number }>('SELECT quota, beyond FROM quota_use WHERE movement = ? AND office = ?', reverses, actor.office);
  if (use === undefined) return {};
  return use.beyond === 1 ? { beyondQuota: use.quota } : { quota: use.quota };
}

/** Who may pass over the quota, who else in the office could hand over a share, and what to do. */
function adviceOf({ tx, actor }: LineContext, quota: string, unit: string, mayPassOver: boolean): Text {
  if (mayPassOver) {
    return {
      zh: '您可代表总部放行：这一笔不占配额，会注明并列入待处理；或在“库存 › 配额”增加配额。',
      en: 'You may override it for headquarters: the issue then uses no quota, is marked and listed as an exception. Or add to the quota under Stock › Quotas.',
    };
  }
  const others = holdingsOf(tx.read, quota)
    .filter((holding) => holding.office === actor.office && holding.workstation !== actor.workstation)
    .map((holding) => ({ name: deskName(tx.read, holding.workstation), free: figuresOf(holding).free }))
    .filter(({ free }) => free > 0);
  if (others.length === 0) {
    return {
      zh: '主管不能放行。本机构其他工作站也没有余额；请在“库存 › 配额”向总部申请。',
      en: 'A manager cannot override this. No other workstation of this office has any left; ask headquarters under Stock › Quotas.',
    };
  }
  const zh = others.map(({ name, free }) => `${name} 还有 ${formatQuantity(free)} ${unit}`).join('、');
  const en = others.map(({ name, free }) => `${name} has ${formatQuantity(free)} ${unit}`).join(', ');
  return { zh: `主管不能放行。${zh}：请在“库存 › 配额”请对方转让，或向总部申请。`, en: `A manager cannot override this. ${en}: ask for a share under Stock › Quotas, or ask headquarters.` };
}
