/** The orders area's operations, gathered. */
export * from './operations/orders.ts';
export * from './operations/suggestions.ts';
export * from './operations/accounts.ts';
