/** Days and months by the calendar where this computer stands, as milliseconds since 1970. */

/** When a day begins, or one some days after it. */
export function dayStartMs(day: string, daysAfter = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysAfter).getTime();
}

/** When a month begins, or one some months after it. */
export function monthStartMs(month: string, monthsAfter = 0): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(year, number - 1 + monthsAfter, 1).getTime();
}
