/** What the screens of orders share: an order as it is listed and read, and the colour of its state. */
import type { Output, RowOf } from '../app/office.ts';
import type { Tone } from '../design/Chip.tsx';

export type Order = RowOf<'order.list'>;
export type OrderKind = Order['kind'];
export type ReadOrder = Output<'order.read'>;

export const STATE_TONES: Readonly<Record<Order['state'], Tone>> = { open: 'accent', part: 'accent', done: 'good', over: 'warn', closed: 'plain', cancelled: 'plain' };
