import type { SameKeys } from '../shape.ts';
import type { today as source } from '../zh-CN/today.ts';

export const today: SameKeys<typeof source> = {
  greeting: '{{person}}, {{day}}',
  noCards: 'No open card is yours. Make yourself the person responsible for a card and it shows here, by its due date.',
  cards: 'My cards',
  cardsNote: '{{overdue}} overdue · {{today}} due today',
  allCards: 'All tasks',
  stock: 'Stock',
  toReceive: 'Transfers to receive',
  onTheWay: '{{count}} sent, in transit',
  belowZero: 'Items below zero',
  exceptions: 'Stock exceptions',
  movements: '{{count}} movements in the last day',
  collided: 'Changed in two places',
  articles: 'Articles to review',
  recent: 'Recently changed articles',
  waits: 'Waiting for you',
};
