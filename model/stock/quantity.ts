/** Quantities and money as stock's rules and operations use them. */
export * from '../contract/quantity.ts';
