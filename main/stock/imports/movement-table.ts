/**
 * Movements as a table to import: what another system kept, and what was exported from here. What is new is posted by
 * this office as documents like all others (EXCHANGE-10, EXCHANGE-11); taking it back reverses them.
 */
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import type { CommandContext } from '../../area.ts';
import { groupRows, type CompareContext, type Comparison, type FileRow, type ImportTable, type PlannedRow, type RowGroups, type WrittenRow } from '../../exchange-table.ts';
import { postDocuments, type MovementDraft } from '../posting.ts';
import { createFileJudge } from './file-judge.ts';
import { documentName, IMPORTED_KINDS, isImportedKind, kindOf, type Judged } from './judged.ts';
import { MOVEMENT_FIELDS } from './movement-fields.ts';
import { reverseImported } from './reverse-imported.ts';

const GROUPS: RowGroups = {
  keyOf(values) {
    const name = documentName(values);
    return name === undefined ? undefined : [name, kindOf(values), values['date'] ?? ''].join('\n');
  },
  /** By day, and within a day what comes in before what goes out, so that nothing leaves before it came. */
  rankOf(values) {
    const kind = kindOf(values);
    return `${values['date'] ?? ''} ${isImportedKind(kind) && IMPORTED_KINDS[kind].sign < 0 ? 'out' : 'in'}`;
  },
  begin() {
    const judge = createFileJudge();
    return ({ read, actor, nowMs }: CompareContext, rows: readonly FileRow[]) => judge({ tx: { read }, actor, nowMs }, rows).map(comparisonOf);
  },
};

function comparisonOf(judged: Judged): Comparison {
  return judged.state === 'new' ? { state: 'new' } : judged;
}

function apply(context: CommandContext, rows: readonly PlannedRow[]): readonly WrittenRow[] | Refusal {
  const judge = createFileJudge();
  const documents: MovementDraft[][] = [];
  for (const group of groupRows(GROUPS, rows)) {
    const drafts: MovementDraft[] = [];
    for (const [index, judged] of judge(context, group).entries()) {
      if (judged.state !== 'new') return noLonger(judged, group[index]?.row ?? 0);
      drafts.push(judged.draft);
    }
    documents.push(drafts);
  }
  return postDocuments(context, documents).flatMap((movements) => movements.map(({ id }) => ({ key: id, created: true, changes: [] })));
}

/** What was new in the preview, and is not any more. */
function noLonger(judged: Exclude<Judged, { state: 'new' }>, row: number): Refusal {
  if (judged.state === 'unchanged') return refuse('import.here-by-now', { row }, 'import');
  const [problem] = judged.problems;
  const field = MOVEMENT_FIELDS.find(({ id }) => id === problem?.field)?.name ?? { zh: '', en: '' };
  return refuse('import.wrong-by-now', { row, field, expected: problem?.expected ?? '' }, 'import');
}

export const movementTable: ImportTable = {
  id: 'movements',
  name: { zh: '出入库', en: 'Movements' },
  permission: { roles: ['manager', 'hq'] },
  maxRows: 10_000,
  fields: MOVEMENT_FIELDS,
  unique: [],
  groups: GROUPS,
  apply,
  undo: reverseImported,
};
