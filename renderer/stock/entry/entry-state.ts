/** What an entry screen shows. */
import type { Refusal } from '#model/contract/refusal.ts';
import type { SaveState } from './draft-saver.ts';
import type { EntryContent } from './entry-lines.ts';
import type { ItemRow } from './look-up.ts';

/** What was scanned or typed last, and what came of it. Lines are named, not held: they change. */
export type Echo =
  | { readonly kind: 'line' }
  | { readonly kind: 'location'; readonly code: string }
  /** Set aside under this line; asked about once. */
  | { readonly kind: 'unknown'; readonly line: string; readonly code: string }
  | { readonly kind: 'no-match'; readonly text: string }
  | { readonly kind: 'choices'; readonly rows: readonly ItemRow[] }
  | { readonly kind: 'bad'; readonly problem: EntryProblem; readonly text: string }
  | { readonly kind: 'confirmed'; readonly document: ConfirmedDocument };

export type EntryProblem = 'noQuantity' | 'noPrice' | 'noDay' | 'serialTwice' | 'serialNotHere' | 'lotExpired' | 'nothingToConfirm' | 'oneSerialEach';

/** What a line still lacks and the next scan may say. */
export interface Ask {
  readonly line: string;
  readonly field: 'lot' | 'serial' | 'expiry';
}

export interface ConfirmedDocument {
  readonly number: string;
  readonly lines: number;
  /** Names of the first items. */
  readonly names: readonly string[];
  /** Sum and unit where all lines have one unit. */
  readonly total: { readonly quantity: string; readonly unit: string } | undefined;
  readonly aside: number;
  readonly undone: boolean;
}

export interface EntryState {
  /** False until a draft that may be there was looked for. */
  readonly ready: boolean;
  readonly content: EntryContent;
  /** Line that a quantity, Delete and Enter are about. */
  readonly current: string | undefined;
  readonly echo: Echo | undefined;
  readonly ask: Ask | undefined;
  readonly override: boolean;
  /** What the office refused, and the line it named. */
  readonly refused: { readonly refusal: Refusal; readonly line: string | undefined; readonly field: string | undefined } | undefined;
  readonly posting: boolean;
  readonly save: SaveState | 'none';
  /** When the draft that was found here had been saved, and how many lines it had. */
  readonly restored: { readonly atMs: number; readonly lines: number } | undefined;
  readonly confirmed: readonly ConfirmedDocument[];
  /** A line that can be put back. */
  readonly removed: { readonly name: string } | undefined;
}
