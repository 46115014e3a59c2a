/** The sheet of a planned count, made of its places in the order in which one walks along them. Pure. */
import type { TFunction } from 'i18next';
import type { PrintData } from '#model/maintenance/print-templates.ts';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import { formatQuantity } from '../../design/format/quantity.ts';
import type { Output } from '../office.ts';

/** @param t texts in the language of the paper. A blind count brings no figures of the books. */
export function countPaper(
  count: Pick<Output<'count.read'>, 'title' | 'office' | 'rows'>,
  t: TFunction,
  officeName: string,
): { readonly name: 'count-sheet'; readonly data: PrintData<'count-sheet'> } {
  return {
    name: 'count-sheet',
    data: {
      title: count.title,
      office: count.office,
      officeName,
      lines: count.rows.map(({ item, itemName, itemNameEn, unit, lot, location, expected }, index) => ({
        no: index + 1,
        code: item,
        name: itemName,
        ...(itemNameEn === null ? {} : { nameEn: itemNameEn }),
        unit,
        ...(lot === null ? {} : { lot }),
        location: location === DEFAULT_LOCATION ? t('stock.mainLocation') : location,
        ...(expected === null ? {} : { known: formatQuantity(expected) }),
      })),
    },
  };
}
