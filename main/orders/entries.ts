/** Puts entries into this month's orders of this office, signed. */
import type { Stamp } from '#model/identity/hybrid-clock.ts';
import { ORDER_PURPOSE, orderEntriesOf, ordersName, type OrderEntry } from '#model/orders/orders-kind.ts';
import type { CommandContext } from '../area.ts';

type Given<Entry> = Entry extends OrderEntry ? Omit<Entry, 'id' | 'office' | 'by' | 'workstation' | 'at' | 'signature'> : never;

/** @returns the entries as written, in the order given. */
export function putEntries(context: CommandContext, given: readonly Given<OrderEntry>[]): readonly OrderEntry[] {
  const { tx, actor } = context;
  const entries = given.map((each): OrderEntry => {
    const stated = Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)) as Given<OrderEntry>;
    const unsigned = { ...stated, id: context.newId(), office: actor.office, by: actor.person, workstation: actor.workstation, at: context.stamp() };
    return { ...unsigned, signature: context.sign(ORDER_PURPOSE, unsigned) };
  });
  // Entries of one command may fall into two months.
  for (const [name, together] of Map.groupBy(entries, ({ at }) => ordersName(actor.office, at as Stamp))) {
    tx.edit(name, (doc) => {
      const map = orderEntriesOf(doc);
      for (const entry of together) map.set(entry.id, entry);
    });
  }
  return entries;
}
