/** How an entry of the catalogue changes (STOCK-17). */
export * from '../document/entry-edits.ts';
