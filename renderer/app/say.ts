/** Tells the person in a toast: what was done (with undo), or what was refused. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '#model/contract/refusal.ts';
import { showDone, showRefused } from '../design/toasts.tsx';
import { useLanguage } from '../i18n/index.ts';
import { refusalText } from './refusal-text.ts';

export interface Say {
  /** @param undo takes it back; offered for ten seconds. */
  done(message: string, undo?: () => void): void;
  /** @param operation the operation that was refused. */
  refusal(refusal: Refusal, operation: string): void;
}

export function useSay(): Say {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => ({
      done: (message, undo) =>
        showDone(message, t('design.toast.close'), undo === undefined ? undefined : { label: t('design.toast.undo'), run: undo }),
      refusal: (refusal, operation) => showRefused(refusalText(refusal, language, operation), t('design.toast.close')),
    }),
    [t, language],
  );
}
