/** Which part of a month's ledger takes the next movement: a document stays at 10,000 entries or fewer (FACTS: loading). */

/** Entries past which a new part is begun. Two workstations apart may pass it a little. */
export const LEDGER_PART_ENTRIES = 10_000;

export interface LedgerPart {
  readonly part: number;
  readonly entries: number;
}

/** @param parts the parts of one office and month that are known here, in any order. */
export function nextLedgerPart(parts: readonly LedgerPart[]): number {
  const last = parts.reduce((highest, each) => (each.part > highest.part ? each : highest), { part: 1, entries: 0 });
  return last.entries < LEDGER_PART_ENTRIES ? last.part : last.part + 1;
}
