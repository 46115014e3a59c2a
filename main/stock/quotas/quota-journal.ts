/** Writes a workstation's entries about quotas: numbers them, chains each to the one before, and signs them (STOCK-60). */
import { recordHash } from '#model/identity/signatures.ts';
import { quotaEntriesOf, quotaEntryKey, quotaName, QUOTA_PURPOSE, type QuotaEntry, type QuotaEntryDraft } from '#model/stock/quota-kind.ts';
import type { CommandContext } from '../../area.ts';

export function writeQuotaEntries(context: CommandContext, drafts: readonly QuotaEntryDraft[]): void {
  const { tx, actor } = context;
  const home = quotaName(actor.office, actor.headquarters);
  const written = tx.read.get<{ last: number | null }>(
    'SELECT max(sequence) AS last FROM quota_entry WHERE home = ? AND workstation = ?',
    home,
    actor.workstation,
  );
  let sequence = written?.last ?? 0;
  let previous = sequence === 0 ? '' : hashOf(context, sequence);
  const entries: QuotaEntry[] = [];
  for (const draft of drafts) {
    sequence += 1;
    const unsigned = {
      ...draft,
      id: quotaEntryKey(actor.workstation, sequence),
      office: actor.office,
      workstation: actor.workstation,
      sequence,
      previous,
      by: actor.person,
      at: context.stamp(),
    };
    const entry = { ...unsigned, signature: context.sign(QUOTA_PURPOSE, unsigned) } as QuotaEntry;
    previous = recordHash(entry);
    entries.push(entry);
  }
  tx.edit(home, (doc) => {
    const map = quotaEntriesOf(doc);
    for (const entry of entries) map.set(entry.id, entry);
  });
}

function hashOf({ tx, actor }: CommandContext, sequence: number): string {
  const document = tx.document(quotaName(actor.office, actor.headquarters));
  const last = document === undefined ? undefined : quotaEntriesOf(document).get(quotaEntryKey(actor.workstation, sequence));
  if (last === undefined) throw new Error(`quota entry ${String(sequence)} has a row but stands in no document`);
  return recordHash(last);
}
