/** What can be asked of the stock area. Names and fields are public. */
export * from './operations/items.ts';
export * from './operations/item-merging.ts';
export * from './operations/categories.ts';
export * from './operations/partners.ts';
export * from './operations/posting.ts';
export * from './operations/transfers.ts';
export * from './operations/balances.ts';
export * from './operations/exceptions.ts';
