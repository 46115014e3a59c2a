/** Takes imported movements back: each document is reversed as a whole, the last one first (EXCHANGE-13). */
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { formatQuantity } from '#model/stock/quantity.ts';
import type { CommandContext } from '../../area.ts';
import type { UndoCounts, WrittenRow } from '../../exchange-table.ts';
import { findItem } from '../item-lookup.ts';
import { createLineChecks, type PlannedLine } from '../line-checks.ts';
import { postDocuments, type MovementDraft } from '../posting.ts';
import { reversalDraft, reversedAlready } from '../reversal.ts';
import type { MovementRecord } from '../tables.ts';

const REASON = 'import-undone';

export function reverseImported(context: CommandContext, rows: readonly WrittenRow[]): UndoCounts | Refusal {
  const { read } = context.tx;
  const { office } = context.actor;
  const standing = rows.flatMap(({ key }) => {
    const movement = read.get<MovementRecord>('SELECT * FROM movement WHERE id = ? AND office = ?', key, office);
    return movement === undefined || reversedAlready(read, key, office) ? [] : [movement];
  });
  const checks = createLineChecks(context);
  const documents: (readonly MovementDraft[])[] = [];
  // Backwards, so that no office or place is led below zero on the way that was not when they were posted.
  for (const movements of [...Map.groupBy(standing, ({ number }) => number).values()].toReversed()) {
    const lines: PlannedLine[] = [];
    for (const movement of movements.toReversed()) {
      const item = findItem(read, movement.item);
      if (isRefusal(item)) return item;
      lines.push({ item, draft: reversalDraft(movement, REASON, undefined), index: lines.length });
    }
    const drafts = checks.take(lines);
    if (isRefusal(drafts)) return standsAgainst(drafts, movements[0]?.number ?? '');
    documents.push(drafts);
  }
  postDocuments(context, documents);
  return { restored: 0, kept: rows.length - standing.length, withdrawn: standing.length };
}

function standsAgainst({ reason, values }: Refusal, number: string): Refusal {
  const item = values['item'] ?? '';
  if (reason !== 'stock.below-zero' && reason !== 'stock.place-short') return refuse('import.not-reversible', { number, item }, 'import');
  const left = Math.round(Number(values['available']) * 1000) - Math.round(Number(values['quantity']) * 1000);
  return refuse('import.in-use', { item, balance: formatQuantity(left) }, 'import');
}
