/**
 * Quantities and money, exact.
 *
 * 1. A quantity is an integer number of thousandths of the item's base unit; outside it is a decimal string.
 * 2. Money is an integer number of minor units (分, cents); outside it is a decimal string.
 * 3. Nothing is rounded on the way in: what cannot be held exactly is refused (STOCK-1).
 */
import { z } from 'zod';

/** Most thousandths that one movement may carry: a million million base units less one thousandth. */
export const MAX_QUANTITY_THOUSANDTHS = 999_999_999_999_999;

const DECIMAL = /^(\d{1,12})(?:\.(\d{1,3}))?$/;
const AMOUNT = /^(\d{1,10})(?:\.(\d{1,2}))?$/;

/**
 * Thousandths of a positive decimal string.
 * @returns undefined for what is zero, negative, no plain decimal number, or finer than a thousandth.
 */
export function parseQuantity(text: string): number | undefined {
  const thousandths = parseQuantityOrZero(text);
  return thousandths === 0 ? undefined : thousandths;
}

/** As `parseQuantity`, where nothing is an amount as well: what was counted, what arrived, a reorder point. */
export function parseQuantityOrZero(text: string): number | undefined {
  const match = DECIMAL.exec(text.trim());
  return match === null ? undefined : Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'));
}

/** Shortest decimal string of signed thousandths: `6`, `-0.5`. */
export function formatQuantity(thousandths: number): string {
  return formatScaled(thousandths, 3);
}

/**
 * Minor units of a decimal string of zero or more.
 * @returns undefined for what is negative, no plain decimal number, or finer than a minor unit.
 */
export function parseMoney(text: string): number | undefined {
  const match = AMOUNT.exec(text.trim());
  return match === null ? undefined : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** Decimal string of signed minor units, always with two places: `12.50`. */
export function formatMoney(minorUnits: number): string {
  const digits = String(Math.abs(minorUnits)).padStart(3, '0');
  return `${minorUnits < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function formatScaled(value: number, places: number): string {
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const whole = digits.slice(0, -places);
  return `${value < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** An amount of money as an input: a decimal string of zero or more with at most two places; a JSON number is read as written. */
export const moneyField = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .refine((text) => parseMoney(text) !== undefined, { error: 'money' });
