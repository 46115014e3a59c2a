/** A purchase order for its supplier, made of the confirmed order. Pure. */
import type { PrintData } from '#model/maintenance/print-templates.ts';
import { formatQuantity } from '../../design/format/quantity.ts';
import type { Output } from '../office.ts';
import { paperTime } from './stock-paper.ts';

export interface OrderPaper {
  readonly name: 'purchase-order';
  readonly data: PrintData<'purchase-order'>;
}

/** What was called off is not ordered; prices that one may not see are left blank. */
export function orderPaper(order: Output<'order.read'>, officeName: string): OrderPaper | undefined {
  const lines = order.lines.filter(({ quantity, cancelled }) => quantity !== cancelled);
  if (lines.length === 0) return undefined;
  return {
    name: 'purchase-order',
    data: {
      number: order.number,
      office: order.office,
      officeName,
      supplier: order.partnerName,
      ...(order.partnerContact === null ? {} : { supplierContact: order.partnerContact }),
      deliverTo: `${order.office} ${officeName}`,
      orderedAt: paperTime(order.atMs),
      ...(order.due === null ? {} : { expectedAt: order.due }),
      by: order.byName,
      ...(order.note === null ? {} : { note: order.note }),
      lines: lines.map((line, index) => ({
        no: index + 1,
        code: line.item,
        name: line.itemName,
        ...(line.itemNameEn === null ? {} : { nameEn: line.itemNameEn }),
        unit: line.unit,
        quantity: formatQuantity(line.quantity),
        price: line.price ?? '',
        amount: formatQuantity(line.amount ?? ''),
      })),
      totalAmount: formatQuantity(order.amount ?? ''),
    },
  };
}
