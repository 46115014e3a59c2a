/** Derives the figures of closings from the movements that they hold, some items at a time, and compares the digest. */
import { closingFigures, figuresDigest, isClosed, type ClosingFigure } from '#model/stock/closing.ts';
import type { Chore } from '../../area.ts';
import type { SqlValue, Writer } from '../../store/store.ts';
import { holdsAll, itemsNamed, movementsNaming } from './closed-movements.ts';
import type { ClosingRecord } from './tables.ts';

const ITEMS_PER_STEP = 10;

export const closingChore: Chore = {
  follows: 'closing_due',
  step({ write }) {
    const due = write.get<{ closing: string; after: string }>('SELECT closing, after FROM closing_due ORDER BY closing LIMIT 1');
    if (due === undefined) return false;
    const closing = write.get<ClosingRecord & Record<string, SqlValue>>('SELECT * FROM closing WHERE id = ?', due.closing);
    if (closing === undefined) settle(write, due.closing, 'waiting');
    else deriveSome(write, closing, due.after);
    return write.get('SELECT 1 FROM closing_due LIMIT 1') !== undefined;
  },
};

function deriveSome(write: Writer, closing: ClosingRecord, after: string): void {
  const vector = JSON.parse(closing.vector) as Record<string, number>;
  if (after === '') {
    if (!holdsAll(write, vector)) {
      settle(write, closing.id, 'waiting');
      return;
    }
    write.run('DELETE FROM closing_figure WHERE closing = ?', closing.id);
  }
  const items = itemsNamed(write, after, ITEMS_PER_STEP + 1);
  const bounds = { untilMs: closing.until_ms, vector };
  for (const item of items.slice(0, ITEMS_PER_STEP)) {
    const held = movementsNaming(write, item, closing.until_ms).filter((movement) => isClosed(bounds, movement));
    for (const { office, quantity, value } of closingFigures(item, held)) {
      if (closing.scope !== null && office !== closing.scope) continue;
      write.run('INSERT INTO closing_figure (closing, item, office, quantity, value) VALUES (?, ?, ?, ?, ?)', closing.id, item, office, quantity, value);
    }
  }
  if (items.length > ITEMS_PER_STEP) {
    write.run('UPDATE closing_due SET after = ? WHERE closing = ?', items[ITEMS_PER_STEP - 1] ?? '', closing.id);
    return;
  }
  const figures = write.all<ClosingFigure & Record<string, SqlValue>>('SELECT item, office, quantity, value FROM closing_figure WHERE closing = ? ORDER BY item, office', closing.id);
  settle(write, closing.id, figuresDigest(figures) === closing.digest ? 'verified' : 'differs');
}

function settle(write: Writer, closing: string, state: ClosingRecord['state']): void {
  write.run('UPDATE closing SET state = ? WHERE id = ?', state, closing);
  write.run('DELETE FROM closing_due WHERE closing = ?', closing);
}
