/** Closing a month, and having a closing derived again. */
import { refuse } from '#model/contract/refusal.ts';
import { closingFigures, createFiguresDigest, isClosed, type ClosingBounds } from '#model/stock/closing.ts';
import { CLOSING_PURPOSE, closingName, type Closing } from '#model/stock/closing-kind.ts';
import { monthClose, monthVerify } from '#model/stock/operations.ts';
import { formatMoney } from '#model/stock/quantity.ts';
import { command, staged, type Handler, type Pause } from '../../area.ts';
import type { Reader } from '../../store/store.ts';
import { monthStartMs } from '../analysis/calendar.ts';
import { heldVector, itemsNamed, movementsNaming } from './closed-movements.ts';
import { findClosing, type OfficesBehind } from './month-queries.ts';

const ITEMS_AT_ONCE = 200;

export function monthCommands(officesBehind: OfficesBehind): readonly Handler[] {
  return [
    staged(monthClose, async ({ read, nowMs }, { month, office, missing }, pause) => {
      const untilMs = monthStartMs(month, 1);
      if (untilMs > nowMs()) return refuse('closing.not-over', { month }, 'month');
      for (const code of [...missing, ...(office === undefined ? [] : [office])]) {
        if (read.get('SELECT 1 FROM office WHERE code = ?', code) === undefined) return refuse('closing.office-unknown', { office: code }, missing.includes(code) ? 'missing' : 'office');
      }
      const closed = closedBy(read, month, office);
      if (closed !== undefined) return refuse('closing.closed', { month, by: closed }, 'month');
      const behind = officesBehind(read, untilMs).filter((code) => office === undefined || code === office);
      const unnamed = behind.filter((code) => !missing.includes(code));
      if (unnamed.length > 0) return refuse('closing.incomplete', { offices: unnamed.join(', ') }, 'missing');

      // What arrives from here on is not named, so it makes no difference to the figures.
      const vector = await heldVector(read, untilMs, pause);
      const { totals, digest } = await sumUp(read, { untilMs, vector }, office, pause);
      return (context) => {
        const { tx, actor } = context;
        const meanwhile = closedBy(tx.read, month, office);
        if (meanwhile !== undefined) return refuse('closing.closed', { month, by: meanwhile }, 'month');
        const unsigned = {
          id: context.newId(),
          month,
          untilMs,
          ...(office === undefined ? {} : { scope: office }),
          // What is named and is complete after all is not missing.
          missing: behind,
          vector,
          totals,
          digest,
          by: actor.person,
          office: actor.office,
          workstation: actor.workstation,
          at: context.stamp(),
        };
        const closing: Closing = { ...unsigned, signature: context.sign(CLOSING_PURPOSE, unsigned) };
        tx.edit(closingName(month), (doc) => {
          doc.getMap('closings').set(closing.id, closing);
        });
        return { id: closing.id, month, lines: totals.reduce((sum, { lines }) => sum + lines, 0), value: formatMoney(totals.reduce((sum, { value }) => sum + value, 0)) };
      };
    }),

    command(monthVerify, ({ tx }, { closing }) => {
      const found = findClosing(tx.read, closing);
      if (found === undefined) return refuse('closing.unknown', { closing }, 'closing');
      tx.write.run(`UPDATE closing SET state = 'checking' WHERE id = ?`, found.id);
      tx.write.run(`INSERT OR REPLACE INTO closing_due (closing, after) VALUES (?, '')`, found.id);
      return { id: found.id };
    }),
  ];
}

/** Who closed a month of all offices or of one; undefined where nobody did. */
function closedBy(read: Reader, month: string, office: string | undefined): string | undefined {
  const closed = read.get<{ person: string; name: string | null }>(
    'SELECT closing.person, person.name FROM closing LEFT JOIN person ON person.id = closing.person WHERE month = ? AND scope IS ? LIMIT 1',
    month,
    office ?? null,
  );
  return closed === undefined ? undefined : (closed.name ?? closed.person);
}

/** All figures of a closing, by item and office, of which it keeps what each office has and a digest. */
async function sumUp(read: Reader, bounds: ClosingBounds, scope: string | undefined, pause: Pause): Promise<Pick<Closing, 'totals' | 'digest'>> {
  const totals = new Map<string, Closing['totals'][number]>();
  const digest = createFiguresDigest();
  let after = '';
  for (;;) {
    const items = itemsNamed(read, after, ITEMS_AT_ONCE);
    for (const item of items) {
      for (const figure of closingFigures(item, movementsNaming(read, item, bounds.untilMs).filter((movement) => isClosed(bounds, movement)))) {
        if (scope !== undefined && figure.office !== scope) continue;
        const { office } = figure;
        const { lines, value } = totals.get(office) ?? { lines: 0, value: 0 };
        totals.set(office, { office, lines: lines + 1, value: value + figure.value });
        digest.add(figure);
      }
      await pause();
    }
    const last = items.at(-1);
    if (last === undefined || items.length < ITEMS_AT_ONCE) break;
    after = last;
  }
  return { totals: [...totals.values()].toSorted((left, right) => (left.office < right.office ? -1 : 1)), digest: digest.finish() };
}
