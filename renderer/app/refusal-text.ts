/** The words for a refusal: the contract's own texts, in the language of the screen. */
import { refusalMessage, type ErrorCatalog, type Refusal } from '#model/contract/refusal.ts';
import type { Language } from '#model/contract/text.ts';
import { operations } from '#model/operations.ts';

/** What can go wrong between this page and the office core itself. */
const PAGE_ERRORS: ErrorCatalog = {
  'core.gone': {
    zh: '与本机程序的连接中断,这一步可能没有保存。连接恢复后请查看记录再决定是否重做。',
    en: 'The line to the program on this computer broke and this step may not have been saved. Once it is back, look before doing it again.',
  },
};

/** @param operation the operation that was refused; without it only the common reasons have words. */
export function refusalText(refusal: Refusal, language: Language, operation?: string): string {
  const definition = operation === undefined ? undefined : operations.get(operation);
  return refusalMessage(refusal, { ...PAGE_ERRORS, ...definition?.errors }, language);
}

/** What is wrong with one field, for the place beside it, where its name would only be said twice. */
export function fieldProblem(refusal: Refusal, language: Language): string | undefined {
  const { problem } = refusal.values;
  if (refusal.reason !== 'input.invalid' || typeof problem !== 'object') return undefined;
  return problem[language];
}
