/**
 * Tells a scanner that types like a keyboard from a person who types (STOCK-27). Pure.
 *
 * 1. A burst of characters, each within `BURST_GAP_MS` of the one before, that ends with Enter or Tab is a scan.
 * 2. A slower character begins anew; so does any key that is no character. Shift belongs to the characters.
 * 3. The second of two ends at once (scanners that send CR and LF) is part of the scan.
 */

/** People do not reach this between two keys, scanners stay well below it. */
const BURST_GAP_MS = 35;
/** Some scanners wait a little before the end. */
const END_GAP_MS = 60;
/** Two fingers can fall on two keys at once, not on three and Enter. */
const LEAST_CHARACTERS = 3;

export interface TimedKey {
  readonly key: string;
  /** Milliseconds on any one clock. */
  readonly atMs: number;
}

export type Press =
  /** First character after a pause: a person's, or the first of a burst. */
  | { readonly kind: 'start' }
  | { readonly kind: 'more' }
  | { readonly kind: 'scan'; readonly text: string }
  /** The rest of a scan's end: means nothing of its own. */
  | { readonly kind: 'echo-of-end' }
  | { readonly kind: 'other' };

export interface ScanDetector {
  press(key: TimedKey): Press;
  reset(): void;
}

export function createScanDetector(): ScanDetector {
  let text = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  let scannedMs = Number.NEGATIVE_INFINITY;
  return {
    press({ key, atMs }) {
      if (key === 'Shift' || key === 'CapsLock') return { kind: 'other' };
      const gap = atMs - lastMs;
      if (key === 'Enter' || key === 'Tab') {
        const whole = text;
        text = '';
        if (whole.length >= LEAST_CHARACTERS && gap < END_GAP_MS) {
          scannedMs = atMs;
          return { kind: 'scan', text: whole };
        }
        return atMs - scannedMs < BURST_GAP_MS ? { kind: 'echo-of-end' } : { kind: 'other' };
      }
      if (key.length > 1) {
        text = '';
        return { kind: 'other' };
      }
      lastMs = atMs;
      if (text !== '' && gap < BURST_GAP_MS) {
        text += key;
        return { kind: 'more' };
      }
      text = key;
      return { kind: 'start' };
    },
    reset() {
      text = '';
    },
  };
}
