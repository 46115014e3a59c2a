/** Commands on the catalogue's items. */
import { isRefusal, refuse } from '#model/contract/refusal.ts';
import { CATALOGUE_DOCUMENT, itemsOf, MAX_ENTRY_CHARACTERS, type Item } from '#model/stock/catalogue-kind.ts';
import { itemCreate, itemSetLevel, itemUpdate } from '#model/stock/operations.ts';
import { parseQuantityOrZero } from '#model/stock/quantity.ts';
import { command, type CommandContext, type Handler } from '../area.ts';
import { catalogueState } from './catalogue-state.ts';
import { editEntry } from './catalogue-edit.ts';
import { entryOf, fieldsGiven, type ItemInput } from './item-input.ts';
import { findItem, itemRowOf } from './item-lookup.ts';

/** The row of what was written. */
export function writtenItem(context: CommandContext, id: string) {
  const item = findItem(context.tx.read, id);
  return isRefusal(item) ? item : itemRowOf(item);
}

/** A new item's entry, or why it cannot be. */
export function newItem(context: CommandContext, input: ItemInput, mayMakeCategory: boolean) {
  const id = context.newId();
  const fields = fieldsGiven(context, id, input, {}, mayMakeCategory);
  if (isRefusal(fields)) return fields;
  const item = { id, ...entryOf(fields), by: context.actor.person, at: context.stamp() } as unknown as Item;
  return JSON.stringify(item).length > MAX_ENTRY_CHARACTERS - 400 ? refuse('item.too-large') : item;
}

const levelOfText = (text: string | null | undefined): number | undefined =>
  text === null || text === undefined ? undefined : parseQuantityOrZero(text);

export const itemCommands: readonly Handler[] = [
  command(itemCreate, (context, input) => {
    const item = newItem(context, input, true);
    if (isRefusal(item)) return item;
    context.tx.edit(CATALOGUE_DOCUMENT, (doc) => {
      itemsOf(doc).set(item.id, item);
    });
    return writtenItem(context, item.id);
  }),

  command(itemUpdate, (context, { item: reference, ...input }) => {
    const found = findItem(context.tx.read, reference);
    if (isRefusal(found)) return found;
    if (found.proposed !== null) return refuse('item.is-proposed', { item: found.name, office: found.proposed }, 'item');
    const before = catalogueState(context.tx.read, 'items', found.id)?.fields ?? {};
    const fields = fieldsGiven(context, found.id, input, before, true);
    if (isRefusal(fields)) return fields;
    editEntry(context, 'items', found.id, fields);
    return writtenItem(context, found.id);
  }),

  command(itemSetLevel, (context, input) => {
    const found = findItem(context.tx.read, input.item);
    if (isRefusal(found)) return found;
    const [point, target] = [levelOfText(input.point), levelOfText(input.target)];
    if (point !== undefined && target !== undefined && target < point) {
      return refuse('item.target-below-point', { point: input.point ?? '', target: input.target ?? '' }, 'target');
    }
    const level = { ...(point === undefined ? {} : { point }), ...(target === undefined ? {} : { target }) };
    editEntry(context, 'items', found.id, { [`level/${input.office}`]: Object.keys(level).length === 0 ? null : level });
    return writtenItem(context, found.id);
  }),
];
