/** Saving what is shown as a PDF, where this shell can; in a browser there is its own print window. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../say.ts';
import { fontFaces } from './font-faces.ts';
import type { PrintDocument } from './print-document.ts';

export interface SavePdf {
  readonly saving: boolean;
  /** Why the last try failed. */
  readonly problem: string | undefined;
  run(made: PrintDocument, name: string): Promise<void>;
}

/** @returns undefined where the shell cannot. */
export function useSavePdf(): SavePdf | undefined {
  const { t } = useTranslation();
  const say = useSay();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const shell = window.paper;
  if (shell === undefined) return undefined;
  return {
    saving,
    problem,
    async run({ css, body, widthMm, heightMm }, name) {
      setProblem(undefined);
      setSaving(true);
      const outcome = await shell.savePdf({ name, css: `${fontFaces(document)}${css}`, body, widthMm, heightMm });
      setSaving(false);
      if (outcome.state === 'saved') say.done(t('print.pdfSaved', { path: outcome.path }));
      if (outcome.state === 'failed') setProblem(t('print.pdfFailed', { cause: outcome.cause }));
    },
  };
}
