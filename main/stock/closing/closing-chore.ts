/**
 * Derives the figures of closings from the movements that they hold, and compares the digest. Each step is short, whatever
 * a closing holds: some workstations are looked at, then some items, and the digest grows with them.
 */
import { closingFigures, createFiguresDigest, isClosed } from '#model/stock/closing.ts';
import type { Chore } from '../../area.ts';
import type { SqlValue, Writer } from '../../store/store.ts';
import { holdsAll, itemsNamed, movementsNaming } from './closed-movements.ts';
import type { ClosingRecord } from './tables.ts';

const WORKSTATIONS_PER_STEP = 5;
const ITEMS_PER_STEP = 10;
/** A step ends with the item that reaches it. */
const MOVEMENTS_PER_STEP = 1000;

interface Due {
  readonly closing: string;
  /** The last workstation that was looked at, and the last item derived. */
  readonly checked: string;
  readonly after: string;
}

/** The digest of a closing's figures up to an item. In memory alone: without it, the closing is derived from its first item. */
interface Begun {
  readonly closing: string;
  readonly after: string;
  readonly digest: ReturnType<typeof createFiguresDigest>;
}

/** The chore of a store's closings. */
export function createClosingChore(): Chore {
  let begun: Begun | undefined;

  function deriveSome(write: Writer, closing: ClosingRecord, due: Due): void {
    const vector = JSON.parse(closing.vector) as Record<string, number>;
    const workstations = Object.keys(vector).toSorted().filter((workstation) => workstation > due.checked).slice(0, WORKSTATIONS_PER_STEP);
    const lastChecked = workstations.at(-1);
    if (lastChecked !== undefined) {
      const held = holdsAll(write, workstations.map((workstation) => [workstation, vector[workstation] ?? 0] as const));
      if (held) write.run('UPDATE closing_due SET checked = ? WHERE closing = ?', lastChecked, closing.id);
      else settle(write, closing.id, 'waiting');
      return;
    }
    const known = begun?.closing === closing.id && begun.after === due.after ? begun : undefined;
    // What fails in this step is not in the rows, so it must not be in the digest.
    begun = undefined;
    const digest = known?.digest ?? createFiguresDigest();
    const after = known?.after ?? '';
    const bounds = { untilMs: closing.until_ms, vector };
    const items = itemsNamed(write, after, ITEMS_PER_STEP + 1);
    let last = after;
    let movements = 0;
    for (const item of items.slice(0, ITEMS_PER_STEP)) {
      if (movements >= MOVEMENTS_PER_STEP) break;
      const naming = movementsNaming(write, item, closing.until_ms);
      write.run('DELETE FROM closing_figure WHERE closing = ? AND item > ? AND item <= ?', closing.id, last, item);
      for (const figure of closingFigures(item, naming.filter((movement) => isClosed(bounds, movement)))) {
        if (closing.scope !== null && figure.office !== closing.scope) continue;
        digest.add(figure);
        write.run('INSERT INTO closing_figure (closing, item, office, quantity, value) VALUES (?, ?, ?, ?, ?)', closing.id, item, figure.office, figure.quantity, figure.value);
      }
      movements += naming.length;
      last = item;
    }
    if (last !== (items.at(-1) ?? after)) {
      write.run('UPDATE closing_due SET after = ? WHERE closing = ?', last, closing.id);
      begun = { closing: closing.id, after: last, digest };
      return;
    }
    write.run('DELETE FROM closing_figure WHERE closing = ? AND item > ?', closing.id, last);
    settle(write, closing.id, digest.finish() === closing.digest ? 'verified' : 'differs');
  }

  return {
    follows: 'closing_due',
    step({ write }) {
      const due = write.get<Due & Record<string, SqlValue>>('SELECT closing, checked, after FROM closing_due ORDER BY closing LIMIT 1');
      if (due === undefined) return false;
      const closing = write.get<ClosingRecord & Record<string, SqlValue>>('SELECT * FROM closing WHERE id = ?', due.closing);
      if (closing === undefined) settle(write, due.closing, 'waiting');
      else deriveSome(write, closing, due);
      return write.get('SELECT 1 FROM closing_due LIMIT 1') !== undefined;
    },
  };
}

function settle(write: Writer, closing: string, state: ClosingRecord['state']): void {
  write.run('UPDATE closing SET state = ? WHERE id = ?', state, closing);
  write.run('DELETE FROM closing_due WHERE closing = ?', closing);
}
