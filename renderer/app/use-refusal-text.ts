import type { Refusal } from '#model/contract/refusal.ts';
import { useLanguage } from '../i18n/index.ts';
import type { OperationName } from './office.ts';
import { refusalText } from './refusal-text.ts';

/** A refusal's words in the language of the screen; undefined where nothing was refused. */
export function useRefusalText(refusal: Refusal | undefined, operation: OperationName): string | undefined {
  const language = useLanguage();
  return refusal === undefined ? undefined : refusalText(refusal, language, operation);
}
