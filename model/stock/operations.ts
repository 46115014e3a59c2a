/** What can be asked of the stock area. Names and fields are public. */
export * from './operations/items.ts';
export * from './operations/item-merging.ts';
export * from './operations/categories.ts';
export * from './operations/partners.ts';
export * from './operations/posting.ts';
export * from './operations/transfers.ts';
export * from './operations/balances.ts';
export * from './operations/documents.ts';
export * from './operations/lots.ts';
export * from './operations/drafts.ts';
export * from './operations/locations.ts';
export * from './operations/exceptions.ts';
export * from './operations/valuation.ts';
export * from './operations/counting.ts';
export * from './operations/counts.ts';
