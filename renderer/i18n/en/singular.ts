/** How English says what it says of one thing otherwise than of several. Chinese makes no difference. */
import type { ParseKeys } from 'i18next';

export const singular: Partial<Record<ParseKeys, string>> = {
  'analysis.attention.below': '{{count}} item below its reorder point',
  'analysis.attention.expiring': '{{count}} lot expires within 30 days',
  'analysis.journal.moreUnits': '{{count, number}} more unit',
  'analysis.journal.rows': '{{count, number}} movement',
  'counts.review.changedCount': 'Late records changed the difference of {{count}} place; it is marked.',
  'design.table.copied': '{{count, number}} row copied',
  'design.table.rows': '{{count, number}} row',
  'entry.confirmed.aside': '{{count, number}} line set aside is not part of it and still stands below.',
  'entry.confirmed.lines': '{{count, number}} line',
  'entry.discarded': 'Draft of {{count, number}} line cleared',
  'entry.restored': 'Restored the entry of {{time}} that was not confirmed: {{count, number}} line.',
  'exchange.apply': 'Write {{count}} row',
  'exchange.exported': '{{count}} row written: {{name}}',
  'exchange.found': '{{count}} row of data, headers in row {{row}}',
  'exchange.leaveOut': 'Leave out the {{count}} wrong row',
  'orders.suggest.order': 'Order {{count}} line',
  'places.linesAbsent': '{{count}} on its way',
  'places.linesGood': '{{good}} of {{count}} line all good',
  'print.sheets': 'Print {{count, number}} page',
  'sync.deferred': '{{count}} document is of a newer version and is shown after the update.',
  'tasks.board.count': '{{count}} card',
  'tasks.card.commentCount': '{{count}} comment',
  'today.movements': '{{count}} movement in the last day',
  'valuation.late.some': '· late records have changed {{count}} of those figures since, by',
};
