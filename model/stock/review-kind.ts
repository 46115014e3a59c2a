/** The document `review/stock`: what people said of exceptions. A plain append-only map of signed settlements. */
import { z } from 'zod';
import type { DocumentKind, DocumentProblem } from '../document/kind.ts';
import { STAMP_PATTERN } from '../identity/hybrid-clock.ts';
import { OFFICE_CODE_PATTERN, type DocumentName } from '../identity/ids.ts';
import { appendOnlyProblem, presentEntries, signatureProblem } from './append-only.ts';

export const REVIEW_DOCUMENT = 'review/stock' as DocumentName;
/** What a settlement is signed for. */
export const SETTLEMENT_PURPOSE = 'settlement';

const settlementShape = z.looseObject({
  id: z.uuid(),
  /** Id of the exception; it changes when the facts change, so that a new fact is looked at anew. */
  exception: z.string().min(1).max(300),
  note: z.string().min(1).max(1000),
  by: z.string().min(1).max(64),
  office: z.string().regex(OFFICE_CODE_PATTERN),
  workstation: z.string().min(1).max(64),
  at: z.string().regex(STAMP_PATTERN),
  signature: z.string().min(1).max(200),
});
export type Settlement = z.output<typeof settlementShape>;

export const reviewKind: DocumentKind = {
  kind: 'review',
  pattern: /^review\/stock$/,
  roots: { settlements: 'map' },
  guarded: true,
  // Who may settle is a matter of the person's role, which the core enforces; people share workstations.
  mayWrite: () => true,
  mayRead: () => true,
  check(change, context): DocumentProblem | undefined {
    const problem = appendOnlyProblem(change, 'settlements', 'STOCK-15');
    if (problem !== undefined) return problem;
    for (const { key, after } of presentEntries(change)) {
      const parsed = settlementShape.safeParse(after);
      if (!parsed.success || parsed.data.id !== key) return { rule: 'STOCK-15', detail: `settlement ${key} is malformed` };
      const unsigned = signatureProblem(after as Settlement, SETTLEMENT_PURPOSE, context, 'STOCK-15');
      if (unsigned !== undefined) return unsigned;
    }
    return undefined;
  },
};
