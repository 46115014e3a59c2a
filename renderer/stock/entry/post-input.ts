/** The document that an entry becomes. Pure. */
import type { Input } from '../../app/office.ts';
import { plainTyped } from '../../design/format/typed.ts';
import { KIND_FACTS, type EntryKind } from './entry-kinds.ts';
import { postable, type EntryContent, type EntryLine } from './entry-lines.ts';
import { readDay } from './scan.ts';

type Document = Input<'stock.postDocument'>;

function given<Key extends string>(key: Key, value: string): { [K in Key]?: string } {
  return value === '' ? {} : ({ [key]: value } as { [K in Key]?: string });
}

function lineOf(kind: EntryKind, line: EntryLine): Document['lines'][number] {
  const { price, direction } = KIND_FACTS[kind];
  const { item, unit } = line;
  return {
    item: item?.id ?? '',
    quantity: plainTyped(line.quantity),
    ...(unit === item?.unit ? {} : { unit }),
    ...given('lot', line.lot.trim()),
    ...(direction === 'in' ? given('expiry', readDay(line.expiry) ?? line.expiry.trim()) : {}),
    ...given('location', line.location.trim()),
    ...(kind === 'move' ? given('toLocation', line.toLocation.trim()) : {}),
    ...(price === undefined ? {} : given(price, plainTyped(line.price))),
  };
}

export function documentOf(kind: EntryKind, content: EntryContent, draft: string, override: boolean): Document {
  const { posts, reasons } = KIND_FACTS[kind];
  return {
    kind: posts,
    draft,
    lines: postable(content).map((line) => lineOf(kind, line)),
    ...(content.partner === undefined ? {} : { partner: content.partner.id }),
    ...given('reference', content.reference.trim()),
    ...(reasons.length === 0 ? {} : given('reason', content.reason)),
    ...(kind === 'transfer' ? given('to', content.to) : {}),
    ...(override ? { override: true } : {}),
  };
}
