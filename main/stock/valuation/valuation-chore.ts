/** Makes the figures of items that movements touched, a few items at a time, behind the commits. */
import { valueItem } from '#model/stock/valuation.ts';
import type { Chore } from '../../area.ts';
import { itemFor } from '../item-alias.ts';
import { movementsOfItem } from './valued-movements.ts';

const ITEMS_PER_STEP = 10;
/** Take about ten milliseconds; a step ends with the item that reaches it. */
const MOVEMENTS_PER_STEP = 1000;

export const valuationChore: Chore = {
  follows: 'value_due',
  step({ read, write }) {
    const due = read.all<{ item: string }>('SELECT item FROM value_due ORDER BY item LIMIT ?', ITEMS_PER_STEP + 1);
    let valued = 0;
    for (const { item: named } of due.slice(0, ITEMS_PER_STEP)) {
      if (valued >= MOVEMENTS_PER_STEP) return true;
      // What was merged counts under another item.
      const item = itemFor(read, named);
      for (const each of new Set([named, item])) write.run('DELETE FROM value_figure WHERE item = ?', each);
      const movements = movementsOfItem(read, item);
      valued += movements.length;
      for (const [office, { quantity, value }] of valueItem(movements)) {
        write.run('INSERT INTO value_figure (item, office, quantity, value) VALUES (?, ?, ?, ?)', item, office, quantity, value);
      }
      write.run('DELETE FROM value_due WHERE item = ?', named);
    }
    return due.length > ITEMS_PER_STEP;
  },
};
