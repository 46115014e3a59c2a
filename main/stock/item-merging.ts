/** Items that branches propose, and items that are found to be one. */
import { isRefusal, refuse } from '#model/contract/refusal.ts';
import { stampMs, type Stamp } from '#model/identity/hybrid-clock.ts';
import { CATALOGUE_DOCUMENT, itemsOf, type Item } from '#model/stock/catalogue-kind.ts';
import { itemAccept, itemMerge, itemProposals, itemPropose } from '#model/stock/operations.ts';
import { proposalsName, proposedItemsOf } from '#model/stock/proposals-kind.ts';
import { command, query, type Handler } from '../area.ts';
import type { Reader } from '../store/store.ts';
import { newItem, writtenItem } from './item-commands.ts';
import { findItem, itemRowOf, SELECT_ITEM, type ItemRecord } from './item-lookup.ts';
import { paged, splitCursor } from '../paging.ts';

function proposalOf(read: Reader, id: string): (Item & { readonly note?: unknown }) | undefined {
  const source = read.get<{ entry: string }>(`SELECT entry FROM catalogue_source WHERE id = ? AND root = 'items' ORDER BY office LIMIT 1`, id);
  return source === undefined ? undefined : (JSON.parse(source.entry) as Item);
}

export const itemMerging: readonly Handler[] = [
  command(itemPropose, (context, { note, ...input }) => {
    const item = newItem(context, input, false);
    if (isRefusal(item)) return item;
    context.tx.edit(proposalsName(context.actor.office), (doc) => {
      proposedItemsOf(doc).set(item.id, note === undefined ? item : { ...item, note });
    });
    return writtenItem(context, item.id);
  }),

  query(itemProposals, ({ read }, input) => {
    const [office, id] = splitCursor(input.cursor);
    const rows = read.all<ItemRecord>(
      `${SELECT_ITEM} WHERE item.proposed IS NOT NULL AND (item.proposed, item.id) > (?, ?) ORDER BY item.proposed, item.id LIMIT ?`,
      office,
      id,
      input.limit + 1,
    );
    return paged(
      rows,
      input.limit,
      (row) => {
        const proposal = proposalOf(read, row.id);
        const by = proposal?.by ?? '';
        return {
          ...itemRowOf(row),
          note: typeof proposal?.note === 'string' ? proposal.note : null,
          byName: read.get<{ name: string }>('SELECT name FROM person WHERE id = ?', by)?.name ?? by,
          atMs: proposal === undefined ? 0 : stampMs(proposal.at as Stamp),
          barcodes: read.all<{ code: string }>('SELECT code FROM item_barcode WHERE item = ? ORDER BY code', row.id).map(({ code }) => code),
        };
      },
      (row) => `${row.proposed ?? ''}\n${row.id}`,
    );
  }),

  command(itemAccept, (context, input) => {
    const found = findItem(context.tx.read, input.item);
    if (isRefusal(found)) return found;
    const proposal = found.proposed === null ? undefined : proposalOf(context.tx.read, found.id);
    if (proposal === undefined) return refuse('item.not-proposed', { item: found.name }, 'item');
    const accepted: Item = { ...proposal, by: context.actor.person, at: context.stamp() };
    context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
      itemsOf(doc).set(found.id, accepted);
    });
    return writtenItem(context, found.id);
  }),

  command(itemMerge, (context, input) => {
    const item = findItem(context.tx.read, input.item);
    if (isRefusal(item)) return item;
    const into = findItem(context.tx.read, input.into);
    if (isRefusal(into)) return { ...into, field: 'into' };
    if (item.id === into.id) return refuse('item.same', { item: item.name }, 'into');
    if (into.proposed !== null) return refuse('item.into-proposed', { into: into.name }, 'into');
    if (item.unit !== into.unit) {
      return refuse('item.unit-differs', { item: item.name, unit: item.unit, into: into.name, intoUnit: into.unit }, 'into');
    }
    const merge = { id: item.id, into: into.id, by: context.actor.person, at: context.stamp() };
    context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
      doc.getMap('merges').set(merge.id, merge);
    });
    return writtenItem(context, into.id);
  }),
];
