/** Reasons come from the contract as words of ours or as the office's own. */
import type { TFunction } from 'i18next';

export const ISSUE_REASONS = ['consumption', 'sale', 'scrap', 'other'] as const;
export const RECEIPT_REASONS = ['purchase', 'return', 'other'] as const;
export const RETURN_REASONS = ['return', 'damaged', 'refused', 'other'] as const;
const KNOWN = ['consumption', 'sale', 'scrap', 'purchase', 'return', 'transfer', 'opening', 'other', 'move', 'damaged', 'refused', 'return-in', 'return-out', 'import-undone'] as const;

export function reasonText(reason: string, t: TFunction): string {
  const known = KNOWN.find((each) => each === reason);
  return known === undefined ? reason : t(`stock.reasons.${known}`);
}
