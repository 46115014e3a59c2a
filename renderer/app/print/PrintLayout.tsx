/** What both print dialogs share: settings at the left, the document at the right, Ctrl+P prints. */
import { Button, SegmentedControl } from '@mantine/core';
import { FileDown, Printer } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#model/contract/text.ts';
import { Dialog } from '../../design/Dialog.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { useKeys } from '../keyboard/keys.tsx';
import { TemplateMistake } from './fill-template.ts';
import type { PrintDocument } from './print-document.ts';
import { PrintPreview } from './PrintPreview.tsx';
import { useSavePdf } from './use-save-pdf.ts';
import styles from './Print.module.css';

/** A document, a mistake in its template in words, or nothing yet. */
export type Made = PrintDocument | { readonly mistake: string } | undefined;

/** A template that IT adapted may be wrong; that is told, anything else is a defect. */
export function tryToMake(make: () => PrintDocument): Made {
  try {
    return make();
  } catch (error) {
    if (error instanceof TemplateMistake) return { mistake: error.message };
    throw error;
  }
}

export interface PrintLayoutProps {
  readonly title: string;
  /** What a file of it is called. */
  readonly name: string;
  readonly made: Made;
  /** Why there is nothing to show. */
  readonly problem?: string | undefined;
  /** What to do while there is nothing to print. */
  readonly hint: string;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function PrintLayout({ title, name, made, problem, hint, language, onLanguage, onClose, children }: PrintLayoutProps) {
  const { t } = useTranslation();
  const pdf = useSavePdf();
  const frame = useRef<HTMLIFrameElement>(null);
  const document = made !== undefined && 'sheets' in made && made.sheets > 0 ? made : undefined;
  const mistake = made !== undefined && 'mistake' in made ? t('print.mistake', { place: made.mistake }) : problem;
  const print = (): void => {
    if (document !== undefined) frame.current?.contentWindow?.print();
  };
  useKeys([{ keys: 'Ctrl+P', label: t('print.print'), run: print }]);
  return (
    <Dialog onClose={onClose} title={title} size={1080}>
      <div className={styles.columns}>
        <form
          className={styles.settings}
          onSubmit={(event) => {
            event.preventDefault();
            print();
          }}
        >
          {children}
          <SegmentedControl
            aria-label={t('print.language')}
            value={language}
            data={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(value) => onLanguage(value === 'en' ? 'en' : 'zh')}
          />
          {mistake === undefined ? null : <ErrorNotice>{mistake}</ErrorNotice>}
          {(document?.notes ?? []).slice(0, 3).map(({ note, text }) => (
            <ErrorNotice key={`${note} ${text}`} tone="warn">
              {t(`print.notes.${note}`, { text })}
            </ErrorNotice>
          ))}
          <div className={styles.buttons}>
            <Button data-autofocus type="submit" variant="filled" disabled={document === undefined} leftSection={<Printer size={15} aria-hidden />} rightSection={<KeyHint keys="Ctrl+P" />}>
              {document === undefined ? t('print.print') : t('print.sheets', { count: document.sheets })}
            </Button>
            {pdf === undefined ? (
              <Button onClick={onClose}>{t('frame.cancel')}</Button>
            ) : (
              <Button disabled={document === undefined} loading={pdf.saving} leftSection={<FileDown size={15} aria-hidden />} onClick={() => (document === undefined ? undefined : void pdf.run(document, name))}>
                {t('print.savePdf')}
              </Button>
            )}
          </div>
          {pdf?.problem === undefined ? null : <ErrorNotice>{pdf.problem}</ErrorNotice>}
          <p className="quiet">{t(pdf === undefined ? 'print.pdfHint' : 'print.printerHint')}</p>
        </form>
        {document === undefined ? <p className={styles.waiting}>{hint}</p> : <PrintPreview label={t('print.preview')} document={document} frame={frame} />}
      </div>
    </Dialog>
  );
}
