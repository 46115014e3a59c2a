import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { Language } from '#model/contract/text.ts';
import { formatMoment } from '../../design/format/date.ts';
import { useNow } from '../../design/use-now.ts';
import { useSession } from '../session.tsx';
import { useWatermarks } from '../watermarks.ts';
import type { PrintFrame } from './print-document.ts';
import { paperTime } from './stock-paper.ts';

/** Who prints, when, and up to when the office's figures are known here, in the language of the paper. */
export function usePrintFrame(language: Language, office: string): { readonly frame: PrintFrame; readonly t: TFunction } {
  const { i18n } = useTranslation();
  const session = useSession();
  const marks = useWatermarks();
  const now = useNow();
  const t = i18n.getFixedT(language);
  const mark = marks.get(office);
  const own = mark === undefined ? office === session.office.code : mark.own;
  const knownUpTo = own
    ? t('print.complete')
    : mark?.knownUpToMs === undefined
      ? t('design.watermark.never', { office })
      : t('design.watermark.known', { time: formatMoment(mark.knownUpToMs, now, language) });
  return { t, frame: { organisation: session.organisation, printedAt: paperTime(now), printedBy: session.person.name, knownUpTo, language } };
}
