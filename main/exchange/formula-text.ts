/**
 * Text that a spreadsheet would take for a formula stands in a CSV file behind an apostrophe, and loses it again when it
 * is read. Both ways undo each other for every text: apostrophes before such a sign are counted, not guessed.
 * In an .xlsx file a cell says itself that it is text, so nothing is added there.
 */
export function guardFormula(text: string): string {
  return /^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

export function unguardFormula(text: string): string {
  return /^'+[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text;
}
