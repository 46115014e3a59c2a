/** Lines that an earlier import posted of another system's records, found again by what the file says (EXCHANGE-12). */
import { formatMoney } from '#model/stock/quantity.ts';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import type { FileRow } from '../../exchange-table.ts';
import type { Reader } from '../../store/store.ts';
import type { LineContext } from '../line-checks.ts';
import type { MovementDraft } from '../posting.ts';
import { reversedAlready } from '../reversal.ts';
import type { MovementRecord } from '../tables.ts';
import { wrong, type Judged } from './judged.ts';

export interface StatedLines {
  /** What a row comes to that was posted before; undefined where no line says the same. */
  judge(context: LineContext, row: FileRow, draft: MovementDraft): Judged | undefined;
  /** Number under which lines of the draft's document stand here; undefined where none do. */
  postedAs(context: LineContext, draft: MovementDraft): string | undefined;
}

interface StatedLine extends MovementRecord {
  readonly partner_name: string | null;
}

interface Stated {
  readonly number: string | undefined;
  /** Lines that no row said yet, by what tells them apart. */
  readonly free: Map<string, StatedLine[]>;
}

/** For one file: each line is said by one row. */
export function createStatedLines(): StatedLines {
  const known = new Map<string, Stated>();
  function statedFor({ tx, actor }: LineContext, draft: MovementDraft): Stated {
    const { reference, dated, kind, item } = draft;
    const key = JSON.stringify([reference, dated, kind, reference === undefined ? item : '']);
    const before = known.get(key);
    if (before !== undefined) return before;
    const lines = standingLines(tx.read, actor.office, draft);
    const stated = { number: lines[0]?.number, free: Map.groupBy(lines, (line) => identity(line.item, line.quantity, line.lot ?? undefined, line.location)) };
    known.set(key, stated);
    return stated;
  }
  return {
    postedAs: (context, draft) => statedFor(context, draft).number,
    judge(context, row, draft) {
      const free = statedFor(context, draft).free.get(identity(draft.item, draft.quantity, draft.lot, draft.location)) ?? [];
      const exact = free.findIndex((line) => differsIn(line, draft) === undefined);
      const [line] = free.splice(Math.max(0, exact), 1);
      if (line === undefined) return undefined;
      const differs = differsIn(line, draft);
      if (differs === undefined) return { state: 'unchanged' };
      return wrong(differs.field, row.values[differs.field] ?? '', {
        zh: `已导入的“${differs.posted}”（单号 ${line.number}）；要改请先冲销它`,
        en: `what was imported already, “${differs.posted}” (number ${line.number}); reverse that first to change it`,
      });
    },
  };
}

const SELECT = 'SELECT movement.*, partner.name AS partner_name FROM movement LEFT JOIN partner ON partner.id = movement.partner';

/** Lines of the draft's document, or of its item on its day where it has no name, that were not reversed. */
function standingLines(read: Reader, office: string, { reference, dated = '', kind, item }: MovementDraft): readonly StatedLine[] {
  const rest = '+movement.office = ? AND +movement.kind = ? ORDER BY movement.at, movement.id';
  const lines =
    reference === undefined
      ? read.all<StatedLine>(`${SELECT} WHERE movement.dated = ? AND movement.item = ? AND movement.reference IS NULL AND ${rest}`, dated, item, office, kind)
      : read.all<StatedLine>(`${SELECT} WHERE movement.reference = ? AND +movement.dated = ? AND ${rest}`, reference, dated, office, kind);
  return lines.filter(({ id }) => !reversedAlready(read, id, office));
}

function identity(item: string, quantity: number, lot: string | undefined, location: string | undefined): string {
  return JSON.stringify([item, quantity, lot ?? '', location ?? DEFAULT_LOCATION]);
}

/** What the row says otherwise than the line, of what it says at all. */
function differsIn(line: StatedLine, { unitCost, unitPrice, expiry, partner }: MovementDraft): { readonly field: string; readonly posted: string } | undefined {
  if (unitCost !== undefined && unitCost !== line.unit_cost) return { field: 'unitCost', posted: moneyText(line.unit_cost) };
  if (unitPrice !== undefined && unitPrice !== line.unit_price) return { field: 'unitPrice', posted: moneyText(line.unit_price) };
  if (expiry !== undefined && expiry !== line.expiry) return { field: 'expiry', posted: line.expiry ?? '—' };
  return partner !== undefined && partner !== line.partner ? { field: 'partner', posted: line.partner_name ?? '—' } : undefined;
}

function moneyText(minor: number | null): string {
  return minor === null ? '—' : formatMoney(minor);
}
