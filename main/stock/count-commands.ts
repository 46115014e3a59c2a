/** Posts what was counted, with the difference to what stood there. */
import { isRefusal, refuse } from '#model/contract/refusal.ts';
import { DEFAULT_LOCATION, SERIAL_QUANTITY } from '#model/stock/movement.ts';
import { stockCount } from '#model/stock/operations.ts';
import { formatQuantity, parseQuantityOrZero } from '#model/stock/quantity.ts';
import { command, type Handler } from '../area.ts';
import { findItem, levelOf } from './item-lookup.ts';
import { trackingOf } from './item-tracking.ts';
import { postMovements } from './posting.ts';

export const countHandlers: readonly Handler[] = [
  command(stockCount, (context, input) => {
    const { tx, actor } = context;
    const item = findItem(tx.read, input.item);
    if (isRefusal(item)) return item;
    const counted = parseQuantityOrZero(input.counted);
    if (counted === undefined) throw new TypeError(`${input.counted} is no quantity`);
    const values = { item: item.name, unit: item.unit };
    const tracking = trackingOf(item);
    if (tracking !== 'none' && input.lot === undefined) return refuse(tracking === 'lot' ? 'lot.missing' : 'serial.missing', values, 'lot');
    if (tracking === 'serial' && counted !== 0 && counted !== SERIAL_QUANTITY) return refuse('serial.one', values, 'counted');
    const location = input.location ?? DEFAULT_LOCATION;
    const expected =
      tx.read.get<{ quantity: number }>(
        'SELECT quantity FROM balance WHERE office = ? AND item = ? AND lot = ? AND location = ?',
        actor.office,
        item.id,
        input.lot ?? '',
        location,
      )?.quantity ?? 0;
    if (!Number.isSafeInteger(levelOf(tx.read, item.id, actor.office) + counted - expected)) {
      return refuse('stock.too-large', { item: item.name }, 'counted');
    }
    const [movement] = postMovements(context, [
      {
        kind: 'count',
        item: item.id,
        quantity: counted - expected,
        counted,
        reason: 'count',
        location,
        ...(input.lot === undefined ? {} : { lot: input.lot }),
        ...(input.note === undefined || input.note === '' ? {} : { note: input.note }),
      },
    ]);
    return {
      movement: movement?.id ?? '',
      number: movement?.number ?? '',
      item: item.code,
      itemName: item.name,
      unit: item.unit,
      counted: formatQuantity(counted),
      expected: formatQuantity(expected),
      difference: formatQuantity(counted - expected),
    };
  }),
];
