/**
 * Proves an office's ledgers from their documents, not from rows: every movement's hash and signature is computed
 * again, a few at a time, so that entries go on meanwhile.
 */
import { refuse } from '#model/contract/refusal.ts';
import type { RuleContext } from '#model/document/kind.ts';
import { signatureProblem } from '#model/document/append-only.ts';
import { stampMs } from '#model/identity/hybrid-clock.ts';
import { createChainCheck, type ChainReport } from '#model/stock/chain.ts';
import { ledgerName, movementsOf, MOVEMENT_PURPOSE } from '#model/stock/ledger-kind.ts';
import type { Movement } from '#model/stock/movement.ts';
import { stockVerify } from '#model/stock/operations.ts';
import { action, type Handler } from '../../area.ts';
import type { Store } from '../../store/store.ts';

/** A hash and a signature take about a third of a millisecond. */
const MOVEMENTS_PER_SLICE = 50;
/** More of one chain say no more. */
const MOST_FINDINGS = 20;

export interface VerificationOptions {
  readonly store: Store;
  readonly rules: RuleContext;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
}

export function createVerificationHandlers({ store, rules, pause }: VerificationOptions): readonly Handler[] {
  const isProven = (movement: Movement): boolean => signatureProblem(movement, MOVEMENT_PURPOSE, { ...rules, requireKnownWriters: true }, 'STOCK-6') === undefined;
  return [
    action(stockVerify, async ({ office }) => {
      if (store.read.get('SELECT 1 FROM office WHERE code = ?', office) === undefined) return refuse('verify.office-unknown', { office }, 'office');
      const check = createChainCheck(isProven);
      const ledgers = store.read.all<{ month: string; part: number }>('SELECT month, part FROM ledger_document WHERE office = ? ORDER BY month, part', office);
      for (const { month, part } of ledgers) {
        const movements = await store.transact((tx) => {
          const doc = tx.document(ledgerName({ office, month, part }));
          return doc === undefined ? [] : [...movementsOf(doc).values()];
        });
        for (const [index, movement] of movements.entries()) {
          check.take(movement);
          if (index % MOVEMENTS_PER_SLICE === 0) await pause();
        }
      }
      return { rows: check.reports().map(rowOf) };
    }),
  ];
}

function rowOf({ findings, last, ...chain }: ChainReport) {
  const state = findings.length === 0 ? ('complete' as const) : findings.every(({ kind }) => kind === 'missing') ? ('incomplete' as const) : ('altered' as const);
  return {
    ...chain,
    lastNumber: last.number,
    lastAtMs: stampMs(last.at),
    state,
    findings: findings.slice(0, MOST_FINDINGS).map((finding) => ({ ...finding, numbers: [...finding.numbers] })),
    more: Math.max(0, findings.length - MOST_FINDINGS),
  };
}
