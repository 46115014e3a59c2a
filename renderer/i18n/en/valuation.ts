import type { SameKeys } from '../shape.ts';
import type { valuation as source } from '../zh-CN/valuation.ts';

export const valuation: SameKeys<typeof source> = {
  label: 'Value of stock',
  offices: 'Value in each office',
  value: 'Value',
  average: 'Average cost',
  share: 'Share',
  pendingRow: 'Records arrived; this is being worked out again',
  empty: 'No stock has a value yet',
  emptyHint: 'Give the cost when you receive stock; its value by moving average shows here.',
  late: {
    label: 'What late records changed',
    never: 'Choose “Mark as seen” to note the figures of this moment. Whatever late records change in them is listed here.',
    since: 'Last seen',
    none: '· no late record has changed those figures since.',
    some: '· late records have changed {{count}} of those figures since, in all by',
    many: '· late records have changed more than {{count}} of those figures since; those listed by',
    show: 'Show changes',
    looked: 'Mark as seen',
    shownThen: 'Shown then',
    knownNow: 'Now known of then',
    difference: 'Difference',
    because: 'Late records',
  },
};
