/** The kinds of entry, and how they differ. */
import type { PostedDocumentKind } from '#model/stock/operations.ts';
import { ISSUE_REASONS, RECEIPT_REASONS, RETURN_REASONS } from '../reason.ts';

export const ENTRY_KINDS = ['receive', 'issue', 'transfer', 'move', 'return-in', 'return-out'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export interface KindFacts {
  readonly posts: PostedDocumentKind;
  /** What it does to what the office has on hand. */
  readonly direction: 'in' | 'out' | 'within';
  /** Empty: the kind itself is the reason. */
  readonly reasons: readonly string[];
  /** Which of the partners are offered. */
  readonly partner: 'supplier' | 'customer' | undefined;
  readonly price: 'unitCost' | 'unitPrice' | undefined;
  /** Lots and places are suggested, what expires first before the rest. */
  readonly suggests: boolean;
}

export const KIND_FACTS: Readonly<Record<EntryKind, KindFacts>> = {
  receive: { posts: 'receipt', direction: 'in', reasons: RECEIPT_REASONS, partner: 'supplier', price: 'unitCost', suggests: false },
  issue: { posts: 'issue', direction: 'out', reasons: ISSUE_REASONS, partner: 'customer', price: 'unitPrice', suggests: true },
  transfer: { posts: 'transfer-out', direction: 'out', reasons: [], partner: undefined, price: undefined, suggests: true },
  move: { posts: 'move', direction: 'within', reasons: [], partner: undefined, price: undefined, suggests: false },
  'return-in': { posts: 'return-in', direction: 'in', reasons: RETURN_REASONS, partner: 'customer', price: undefined, suggests: false },
  'return-out': { posts: 'return-out', direction: 'out', reasons: RETURN_REASONS, partner: 'supplier', price: 'unitCost', suggests: false },
};
