/**
 * Judges a file of movements, document by document, as the preview shows it and as it is posted.
 *
 * 1. What is here already is unchanged (known-lines.ts, stated-lines.ts); nothing alters what is posted.
 * 2. What is new is judged by the checks of every posting, each document with what those before it leave.
 */
import { isRefusal } from '#model/contract/refusal.ts';
import type { CellProblem, FileRow, RowValues } from '../../exchange-table.ts';
import { createLineChecks, type LineChecks, type LineContext, type PlannedLine } from '../line-checks.ts';
import type { MovementDraft } from '../posting.ts';
import { wrong, type Judged } from './judged.ts';
import { isOwnNumber, judgeKnownRows } from './known-lines.ts';
import { refusedRow } from './refused-line.ts';
import { createRowDrafts, type ReadRow } from './row-drafts.ts';
import { createStatedLines, type StatedLines } from './stated-lines.ts';

/** Lines of one document that are told as refused; each costs another judgement of the others. */
const MOST_REFUSED = 20;

/** @returns one judgement for each row of a document. */
export type FileJudge = (context: LineContext, rows: readonly FileRow[]) => readonly Judged[];

export function createFileJudge(): FileJudge {
  const drafts = createRowDrafts();
  const stated = createStatedLines();
  const taken = new Set<string>();
  let checks: LineChecks | undefined;
  return (context, rows) => {
    const number = rows[0]?.values['number'];
    if (number !== undefined && isOwnNumber(context.tx.read, number)) return judgeKnownRows(context.tx.read, number, rows, taken);
    const { partner, clashing } = partnerOf(rows);
    const read = rows.map(({ values }) => drafts.read(context, values, values['partner'] ?? partner));
    const resolved = read.map((each, index): ReadRow | Judged => {
      if ('item' in each) return clashing.get(index) ?? each;
      return { state: 'wrong', problems: each };
    });
    const judged = resolved.map((each): Judged => ('item' in each ? { state: 'new', draft: each.draft } : each));
    if (judged.some(({ state }) => state === 'wrong')) return judged;
    const known = withoutPosted(context, rows, judged, stated);
    if (known.some(({ state }) => state === 'wrong')) return known;
    checks ??= createLineChecks(context);
    return checked(checks, rows, resolved, known);
  };
}

/** The partner that the rows of a document name: other systems write it in the first row alone. */
function partnerOf(rows: readonly FileRow[]): { readonly partner: string | undefined; readonly clashing: ReadonlyMap<number, Judged> } {
  const first = rows.find(({ values }) => values['partner'] !== undefined);
  const partner = first?.values['partner'];
  const clashing = new Map<number, Judged>();
  for (const [index, { values }] of rows.entries()) {
    const own = values['partner'];
    if (own === undefined || own === partner || first === undefined) continue;
    clashing.set(index, wrong('partner', own, { zh: `与同一张单据第 ${String(first.row)} 行相同的往来单位`, en: `the same partner as in row ${String(first.row)} of the same document` }));
  }
  return { partner, clashing };
}

/** Rows that were posted before are unchanged. A numbered document that was posted before takes no further lines. */
function withoutPosted(context: LineContext, rows: readonly FileRow[], judged: readonly Judged[], stated: StatedLines): readonly Judged[] {
  return rows.map((row, index): Judged => {
    const own = judged[index];
    if (own?.state !== 'new') throw new Error(`row ${String(row.row)} has no draft`);
    const known = stated.judge(context, row, own.draft);
    if (known !== undefined) return known;
    const posted = stated.postedAs(context, own.draft);
    return posted === undefined || row.values['number'] === undefined ? own : otherLines(row.values, posted);
  });
}

function otherLines(values: RowValues, posted: string): Judged {
  return wrong('number', values['number'] ?? '', {
    zh: `没有导入过的单号；它已导入为 ${posted}，且没有这一行，请先冲销那张单据`,
    en: `a number that was not imported yet; it stands as ${posted} without this row, so reverse that document first`,
  });
}

function checked(checks: LineChecks, rows: readonly FileRow[], resolved: readonly (ReadRow | Judged)[], judged: readonly Judged[]): readonly Judged[] {
  const fresh = [...judged.entries()].flatMap(([index, { state }]) => {
    const row = resolved[index];
    return state === 'new' && row !== undefined && 'item' in row ? [{ index, ...row }] : [];
  });
  const problems = new Map<number, CellProblem>();
  for (;;) {
    const lines: PlannedLine[] = fresh.filter(({ index }) => !problems.has(index));
    if (lines.length === 0) break;
    const drafts = checks.take(lines);
    if (!isRefusal(drafts)) {
      if (problems.size === 0) return withDrafts(judged, fresh, drafts);
      checks.giveBack();
      break;
    }
    const { index, problem } = refusedRow(drafts, rows);
    problems.set(index, problem);
    if (problems.size === MOST_REFUSED) break;
  }
  return judged.map((each, index) => {
    const problem = problems.get(index);
    return problem === undefined ? each : { state: 'wrong', problems: [problem] };
  });
}

function withDrafts(judged: readonly Judged[], fresh: readonly { readonly index: number }[], drafts: readonly MovementDraft[]): readonly Judged[] {
  const byIndex = new Map(fresh.map(({ index }, position) => [index, drafts[position]]));
  return judged.map((each, index) => {
    const draft = byIndex.get(index);
    return draft === undefined ? each : { state: 'new', draft };
  });
}
