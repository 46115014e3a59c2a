/** Whether a text is a number as a custom field holds it. */
export function isCustomNumber(text: string): boolean {
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(text);
}
