/**
 * What the one field of counting means by what stands in it. Pure.
 *
 * 1. Nothing typed: saves the figure that is ready.
 * 2. While it is asked whether to add or to replace: `+` or `=` answers, and anything else waits for the answer.
 * 3. A tracked item without its lot takes what is typed as the lot.
 * 4. A short number while an item is chosen: its quantity; zero is one. One that can be no quantity saves nothing.
 * 5. The chosen item scanned again: one more. Anything else is looked up, as a location first, then as an item.
 */
import { quantityOfThousandths, quantityThousandths } from '../../design/format/quantity.ts';
import { plainTyped } from '../../design/format/typed.ts';

/** What is under way, by what can be scanned of it. */
export interface ChosenPlace {
  readonly code: string;
  readonly barcode: string | null;
  readonly tracked: boolean;
  /** Empty until it is scanned. */
  readonly lot: string;
  readonly asking: boolean;
}

export type CountMeaning =
  | { readonly kind: 'nothing' | 'save' | 'one-more' | 'add' | 'replace' | 'undecided' }
  | { readonly kind: 'quantity' | 'no-quantity' | 'lot' | 'look-up'; readonly text: string };

/** Digits before the point up to which a number is a quantity and not a barcode. EAN-8 is the shortest barcode. */
const QUANTITY = /^\d{1,7}(\.\d{1,3})?$/;
/** Meant as a number, whether or not it can be a quantity. */
const NUMBER = /^[-+−]?(\d{1,7}|\d*[.,][\d.,]*)$/;

export function countMeaning(typed: string, chosen: ChosenPlace | undefined): CountMeaning {
  const text = plainTyped(typed);
  if (chosen?.asking === true) return { kind: text === '+' ? 'add' : text === '=' ? 'replace' : 'undecided' };
  if (chosen === undefined) return text === '' ? { kind: 'nothing' } : { kind: 'look-up', text };
  const same = text.toUpperCase() === chosen.code.toUpperCase() || text === chosen.barcode;
  if (chosen.tracked && chosen.lot === '') return text === '' || same ? { kind: 'nothing' } : { kind: 'lot', text };
  if (text === '') return { kind: 'save' };
  if (same) return { kind: 'one-more' };
  if (QUANTITY.test(text)) return { kind: 'quantity', text };
  return { kind: NUMBER.test(text) ? 'no-quantity' : 'look-up', text };
}

/** The sum of two quantities; what is none counts as zero. */
export function sumOf(left: string, right: string): string {
  return quantityOfThousandths((quantityThousandths(left) ?? 0n) + (quantityThousandths(right) ?? 0n));
}
