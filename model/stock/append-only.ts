/** What every append-only map of signed records demands; stock's ledgers are the first of them. */
export * from '../document/append-only.ts';
