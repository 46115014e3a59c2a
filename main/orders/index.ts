/** The orders area: orders, what is open of them, and what partners owe and are owed. */
import type { Area } from '../area.ts';
import { accountQueries } from './account-queries.ts';
import { orderCommands } from './order-commands.ts';
import { orderQueries } from './order-queries.ts';
import { ordersProjection } from './orders-projection.ts';
import { paymentCommands } from './payment-commands.ts';
import { suggestionHandlers } from './suggestions.ts';

export function createOrdersArea(): Area {
  return { name: 'orders', projections: [ordersProjection], handlers: [...orderCommands, ...orderQueries, ...suggestionHandlers, ...accountQueries, ...paymentCommands] };
}
