/** What a file may be at most. Past each bound an import or export is refused with the bound, never cut short. */

const MEGABYTE = 1024 * 1024;

/** A file handed in, bytes. */
export const MAX_FILE_BYTES = 50 * MEGABYTE;
/** What an .xlsx file may grow to when unpacked, bytes. */
export const MAX_UNPACKED_BYTES = 400 * MEGABYTE;
/** A file written, bytes. */
export const MAX_EXPORT_BYTES = 256 * MEGABYTE;
/** One piece of a file in a message of the contract, bytes; well below what a line of the protocol may hold. */
export const MAX_PIECE_BYTES = 4 * MEGABYTE;
/** Rows of a file, headers included. */
export const MAX_ROWS = 200_000;
export const MAX_COLUMNS = 200;
/** Rows of one Excel sheet, headers included. */
export const MAX_SHEET_ROWS = 1_048_576;

/** Imports held in memory and the record of past ones, named like a table so that live queries follow them. */
export const EXCHANGE_STATE_TABLE = 'exchange_state';

/** Bytes as whole megabytes, for a message. */
export function megabytes(bytes: number): number {
  return Math.floor(bytes / MEGABYTE);
}
