/** A clerk at the keyboard with a scanner in hand, and how long their keys would have taken. */
import type { Page } from '@playwright/test';

/** Between two characters of a cheap scanner. */
const SCANNER_KEY_MS = 8;
/** Taking up the next piece and pulling the trigger. */
const AIM_MS = 900;
/** Between two keys of somebody who types with one hand. */
const TYPED_KEY_MS = 180;
/** Between two keys of a fast typist; well above what passes for a scanner. */
const FAST_TYPED_KEY_MS = 60;

export interface Typist {
  /** A barcode, as a scanner sends it, to whatever has the focus. */
  scan(code: string): Promise<void>;
  /** Keys of a person, each by its name; slower than any scanner. */
  keys(...names: string[]): Promise<void>;
  /** What it would have taken by hand so far, in milliseconds: of the keys, not of the computer that ran the test. */
  spentMs(): number;
}

/** Keys fall within the page itself, where their times are a scanner's whatever else the computer does. */
export async function scanInto(page: Page, text: string, ends = 'Enter'): Promise<void> {
  await page.evaluate(
    ([characters, end, gapMs]) => {
      let atMs = performance.now();
      const press = (key: string): boolean => {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
        // The time at which a key fell is the keyboard's, however late the page gets to it.
        Object.defineProperty(event, 'timeStamp', { value: (atMs += gapMs) });
        return (document.activeElement ?? document.body).dispatchEvent(event);
      };
      for (const key of characters) {
        // The only way in which a page itself types as a keyboard does, with all the events of it.
        if (press(key)) document.execCommand('insertText', false, key);
      }
      if (end !== '') press(end);
    },
    [Array.from(text), ends, SCANNER_KEY_MS] as const,
  );
}

/**
 * A text as a person types it who knows it by heart: on screens that listen for scans no key may follow the one before it
 * as fast as a scanner's, or the text is taken for a scan.
 */
export async function typeByHand(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: FAST_TYPED_KEY_MS });
}

export function createTypist(page: Page): Typist {
  let spentMs = 0;
  return {
    async scan(code) {
      spentMs += AIM_MS + (code.length + 1) * SCANNER_KEY_MS;
      await scanInto(page, code);
    },
    async keys(...names) {
      for (const name of names) {
        spentMs += TYPED_KEY_MS;
        await page.keyboard.press(name, { delay: 45 });
      }
    },
    spentMs: () => spentMs,
  };
}
