import type { SameKeys } from '../shape.ts';
import type { today as source } from '../zh-CN/today.ts';

export const today: SameKeys<typeof source> = {
  greeting: '{{person}}, {{day}}',
  nothing: 'Nothing waits for you today',
  nothingHint: 'Cards that are due, goods to receive, stock exceptions and articles to review appear here.',
  noCards: 'No open card is yours. Make yourself the person responsible for a card and it shows here, by its due date.',
  cards: 'My cards',
  cardsNote: '{{overdue}} overdue · {{today}} due today',
  allCards: 'All tasks',
  stock: 'Stock',
  toReceive: '{{count}} transfers to receive',
  onTheWay: '{{count}} sent, in transit',
  belowZero: '{{count}} items below zero',
  exceptions: '{{count}} stock exceptions',
  movements: '{{count}} movements in the last day',
  collided: '{{count}} values changed in two places to settle',
  articles: 'Articles to review',
  recent: 'Recently changed articles',
  waits: 'Waiting for you',
};
