/**
 * Keys that are pressed between the key that opens a screen and the moment its field is there: a scanner does not wait
 * for a page to load (STOCK-27). They are kept from whatever still has the focus, and handed to the screen that opens.
 */
export interface EarlyKey {
  readonly key: string;
  readonly atMs: number;
}

/** A screen that is not there by then will not come. */
const LONGEST_WAIT_MS = 20_000;
const KEPT = new Set(['Enter', 'Tab', 'Backspace']);

let kept: EarlyKey[] | undefined;
let timer: number | undefined;

function keep(event: KeyboardEvent): void {
  if (event.key === 'Escape') stop();
  const isText = event.key.length === 1 || KEPT.has(event.key);
  if (kept === undefined || !isText || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  kept.push({ key: event.key, atMs: event.timeStamp });
}

function stop(): void {
  window.removeEventListener('keydown', keep, true);
  window.clearTimeout(timer);
  kept = undefined;
}

/** From now on keys are kept until a screen takes them. */
export function keepEarlyKeys(): void {
  stop();
  kept = [];
  window.addEventListener('keydown', keep, true);
  timer = window.setTimeout(stop, LONGEST_WAIT_MS);
}

/** True while keys are kept for a screen that is not there yet. */
export function keepsEarlyKeys(): boolean {
  return kept !== undefined;
}

/** What was pressed so far; from now on keys go where the focus is. */
export function takeEarlyKeys(): readonly EarlyKey[] {
  const taken = kept ?? [];
  stop();
  return taken;
}
