/**
 * What the one field of an entry screen means by what was typed in it. Pure. Scans are always looked up.
 *
 * 1. A short number while a line stands there: its quantity. Scanners send long numbers and codes, so these are looked up.
 * 2. A number that can be no quantity (zero, negative, finer than a thousandth): refused, nothing is changed by it.
 * 3. `@` and an amount: the price of the line.
 * 4. Anything else is looked up.
 */
import { quantityOfThousandths, quantityThousandths } from '../../design/format/quantity.ts';
import { plainTyped } from '../../design/format/typed.ts';

export type TypedMeaning =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'quantity'; readonly quantity: string }
  | { readonly kind: 'no-quantity'; readonly text: string }
  | { readonly kind: 'price'; readonly price: string }
  | { readonly kind: 'no-price'; readonly text: string }
  | { readonly kind: 'look-up'; readonly text: string };

/** Digits before the point up to which a number is a quantity and not a barcode. EAN-8 is the shortest barcode. */
const QUANTITY = /^\d{1,7}(\.\d{1,3})?$/;
/** Meant as a number, whether or not it can be a quantity. */
const NUMBER = /^[-+−]?(\d{1,7}|\d*[.,][\d.,]*)$/;
const PRICE = /^\d{1,10}(\.\d{1,2})?$/;

export function meaningOf(typed: string, hasLine: boolean): TypedMeaning {
  const text = plainTyped(typed);
  if (text === '') return { kind: 'nothing' };
  if (hasLine) {
    if (text.startsWith('@')) {
      const price = text.slice(1).trim();
      return PRICE.test(price) ? { kind: 'price', price } : { kind: 'no-price', text };
    }
    if (isQuantity(text)) return { kind: 'quantity', quantity: text };
    if (NUMBER.test(text)) return { kind: 'no-quantity', text };
  }
  return { kind: 'look-up', text };
}

export function isQuantity(text: string): boolean {
  return QUANTITY.test(text) && Number(text) > 0;
}

/** A day as people write it (`2027-01-31`, `2027/1/31`, `20270131`, `270131`) in the contract's form; undefined for anything else. */
export function readDay(typed: string): string | undefined {
  const text = plainTyped(typed);
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4}|\d{2})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const written = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== written ? undefined : written;
}

/** What stands at the office after the entry; thousandths moved. */
export function balanceAfter(onHand: string, moved: bigint, direction: 'in' | 'out' | 'within'): string {
  const before = quantityThousandths(onHand) ?? 0n;
  if (direction === 'within') return quantityOfThousandths(before);
  return quantityOfThousandths(before + (direction === 'in' ? moved : -moved));
}
