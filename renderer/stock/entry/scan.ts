/**
 * What the one field of an entry screen means by what stands in it. Pure.
 *
 * 1. Nothing typed: confirms the entry that is ready.
 * 2. A short number while an item is chosen: its quantity. Scanners send long numbers and codes, so these are scans.
 * 3. A number that can be no quantity (zero, negative, finer than a thousandth): refused, and nothing is confirmed by it.
 * 4. The chosen item scanned again: one more of it.
 * 5. Anything else is looked up as an item.
 */
import { plainTyped } from '../../design/format/typed.ts';
import { quantityOfThousandths, quantityThousandths } from '../../design/format/quantity.ts';

/** The item of the entry under way, by what can be scanned of it. */
export interface ChosenItem {
  readonly code: string;
  readonly barcode: string | null;
}

export type ScanMeaning =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'quantity'; readonly quantity: string }
  | { readonly kind: 'no-quantity'; readonly text: string }
  | { readonly kind: 'one-more' }
  | { readonly kind: 'look-up'; readonly text: string };

/** Digits before the point up to which a number is a quantity and not a barcode. EAN-8 is the shortest barcode. */
const QUANTITY = /^\d{1,7}(\.\d{1,3})?$/;
/** Meant as a number, whether or not it can be a quantity. */
const NUMBER = /^[-+−]?(\d{1,7}|\d*[.,][\d.,]*)$/;

export function meaningOf(typed: string, chosen: ChosenItem | undefined): ScanMeaning {
  const text = plainTyped(typed);
  if (text === '') return chosen === undefined ? { kind: 'nothing' } : { kind: 'confirm' };
  if (chosen !== undefined) {
    if (text.toUpperCase() === chosen.code.toUpperCase() || text === chosen.barcode) return { kind: 'one-more' };
    if (QUANTITY.test(text) && Number(text) > 0) return { kind: 'quantity', quantity: text };
    if (NUMBER.test(text)) return { kind: 'no-quantity', text };
  }
  return { kind: 'look-up', text };
}

/** `quantity` and one more; an unreadable quantity becomes one. */
export function oneMore(quantity: string): string {
  return quantityOfThousandths((quantityThousandths(quantity) ?? 0n) + 1000n);
}

/** What stands at the office after the entry. */
export function balanceAfter(onHand: string, quantity: string, direction: 'in' | 'out'): string {
  const moved = quantityThousandths(quantity) ?? 0n;
  return quantityOfThousandths((quantityThousandths(onHand) ?? 0n) + (direction === 'in' ? moved : -moved));
}
