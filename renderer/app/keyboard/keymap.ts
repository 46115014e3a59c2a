/** What a key is called and whether an event is it. Pure. Keys are written as printed: `Ctrl+K`, `F2`, `?`, `Alt+1`. */

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** True where the press is the named key with exactly its modifiers. Command counts as Ctrl, as on a Mac. */
export function isKey(press: KeyPress, name: string): boolean {
  const parts = name.split('+');
  const key = parts.at(-1) ?? '';
  const ctrl = parts.includes('Ctrl');
  const alt = parts.includes('Alt');
  if ((press.ctrlKey || press.metaKey) !== ctrl || press.altKey !== alt) return false;
  // Shift is part of how `?` is typed; it matters only where it is named, or beside a key that has no character.
  if (parts.includes('Shift') !== press.shiftKey && (parts.includes('Shift') || key.length > 1)) return false;
  if (press.key.toLowerCase() === key.toLowerCase()) return true;
  // With Alt held, some layouts give another character: the digit's place on the keyboard counts.
  return alt && /^\d$/.test(key) && press.code === `Digit${key}`;
}

/** Keys without Ctrl or Alt would be text while someone writes; function keys and Escape would not. */
export function isTextKey(name: string): boolean {
  return !name.includes('Ctrl+') && !name.includes('Alt+') && !/^(Shift\+)?(F\d{1,2}|Escape)$/.test(name);
}

/** A key as people read it. */
export function keyName(name: string): string {
  return name.replace('Escape', 'Esc').replaceAll('Arrow', '').replace('Enter', '↵');
}
