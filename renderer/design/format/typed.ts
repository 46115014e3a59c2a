/** What people type with a Chinese input method, in the plain characters of codes and numbers. Pure. */

const FULL_WIDTH_AHEAD = 0xfee0;

/** Full-width letters, digits and signs made plain, and the full stop between digits a point: `１２。５` becomes `12.5`. */
export function plainTyped(text: string): string {
  return text
    .replaceAll(/[！-～]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - FULL_WIDTH_AHEAD))
    .replaceAll('\u3000', ' ')
    .replaceAll(/(?<=\d)。(?=\d)/g, '.')
    .trim();
}
