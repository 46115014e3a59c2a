/** Prints a stock document of one number, a purchase order, or a sheet to count by. Only what is confirmed is printed: it comes by query. */
import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import type { RowOf } from '../office.ts';
import { useLive } from '../office-context.tsx';
import { useSession } from '../session.tsx';
import { useRefusalText } from '../use-refusal-text.ts';
import { countPaper } from './count-paper.ts';
import { fileName } from './file-name.ts';
import { orderPaper } from './order-paper.ts';
import { paperDocument } from './print-document.ts';
import { readPrintChoices, rememberPrintChoices } from './print-choices.ts';
import type { PrintRequest } from './print-context.ts';
import { PrintLayout, tryToMake, type Made } from './PrintLayout.tsx';
import { PAPER_SIZES } from './sizes.ts';
import { stockPaper } from './stock-paper.ts';
import { useItems } from './use-items.ts';
import { usePrintFrame } from './use-print-frame.ts';

/** Lines of one number at most, as the query gives them. */
const MOST_LINES = 1000;

type Movement = RowOf<'stock.movements'>;
type Wanted = Exclude<PrintRequest, { kind: 'labels' | 'location-labels' }>;

const hasOne = <Row,>(rows: readonly Row[]): rows is readonly [Row, ...Row[]] => rows.length > 0;

export function PaperDialog({ request, onClose }: { readonly request: Wanted; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const screenLanguage = useLanguage();
  const [language, setLanguage] = useState(screenLanguage);
  const [sizeId, setSizeId] = useState(() => readPrintChoices().paperSize);
  const size = PAPER_SIZES.find(({ id }) => id === sizeId) ?? PAPER_SIZES[0];
  const office = request.kind === 'count-sheet' ? session.office.code : request.office;
  const movements = useLive('stock.movements', request.kind === 'document' ? { number: request.number, office, limit: MOST_LINES } : undefined).value?.rows;
  const order = useLive('order.read', request.kind === 'order' ? { order: request.order } : undefined).value;
  const items = useItems('items' in request ? request.items : []);
  const count = useLive('count.read', 'count' in request ? { count: request.count, view: 'counting', limit: MOST_LINES } : undefined).value;
  const offices = useLive('office.list', { limit: 1000 }).value?.rows;
  const { frame, t: paperT } = usePrintFrame(language, office);

  const paper = useMemo(() => {
    const nameOf = (code: string): string => offices?.find((each) => each.code === code)?.name ?? '';
    if (request.kind === 'document') return movements !== undefined && hasOne<Movement>(movements) ? stockPaper(movements, paperT, nameOf) : undefined;
    if (request.kind === 'order') return order === undefined ? undefined : orderPaper(order, nameOf(order.office));
    if ('count' in request) return count === undefined || count.rows.length === 0 ? undefined : countPaper(count, paperT, nameOf(count.office));
    if (items.length === 0) return undefined;
    const lines = items.map(({ code, name, nameEn, unit }, index) => ({ no: index + 1, code, name, unit, ...(nameEn === null ? {} : { nameEn }) }));
    return { name: 'count-sheet', data: { office, officeName: nameOf(office), lines } } as const;
  }, [request, movements, order, items, count, offices, office, paperT]);
  const template = useLive('print.template', paper === undefined ? undefined : { name: paper.name });
  const problem = useRefusalText(template.refusal, 'print.template');

  const made = useMemo<Made>(() => {
    const read = template.value;
    if (paper === undefined || read === undefined) return undefined;
    const common = { template: { html: read.html, words: read.words[language] }, size, frame };
    return tryToMake(() => {
      if (paper.name === 'count-sheet') return paperDocument({ ...common, ...paper });
      return paper.name === 'purchase-order' ? paperDocument({ ...common, ...paper }) : paperDocument({ ...common, ...paper });
    });
    // oxlint-disable-next-line react/exhaustive-deps -- the frame is new each time; its words change by the minute
  }, [paper, template.value, language, size, frame.printedAt, frame.knownUpTo]);

  const kind = movements?.[0]?.kind;
  const name = request.kind === 'count-sheet'
    ? fileName(t('print.countSheetFile'), count === undefined ? items.map(({ code, name: called }) => `${code} ${called}`) : [count.title], (more) => t('print.moreItems', { count: more }))
    : fileName(request.kind === 'order' ? t('print.purchaseOrderFile') : kind === undefined ? '' : t(`print.titles.${kind}`), [request.number], String);
  return (
    <PrintLayout
      title={request.kind === 'count-sheet' ? t('print.countSheet') : t('print.document', { number: request.number })}
      name={name}
      made={made}
      problem={problem}
      hint={movements?.length === 0 ? t('print.nothing') : t('design.skeleton.loading')}
      language={language}
      onLanguage={setLanguage}
      onClose={onClose}
    >
      <Select
        label={t('print.paper')}
        allowDeselect={false}
        value={size.id}
        data={PAPER_SIZES.map(({ id }) => ({ value: id, label: t(`print.papers.${id === 'half' ? 'half' : 'a4'}`) }))}
        onChange={(id) => {
          setSizeId(id ?? '');
          rememberPrintChoices({ paperSize: id ?? '' });
        }}
      />
    </PrintLayout>
  );
}
