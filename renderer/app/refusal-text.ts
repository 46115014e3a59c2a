/** The words for a refusal: the contract's own texts, in the language of the screen. */
import { refusalMessage, type ErrorCatalog, type Refusal } from '#model/contract/refusal.ts';
import { isText, type Language } from '#model/contract/text.ts';
import { CONTRACT } from './contract.ts';

/** What can go wrong between this page and the office core itself. */
const PAGE_ERRORS: ErrorCatalog = {
  'core.gone': {
    zh: '与本机程序的连接中断，这一步可能没有保存。连接恢复后请查看记录再决定是否重做。',
    en: 'The line to the program on this computer broke and this step may not have been saved. Once it is back, look before doing it again.',
  },
};

/** @param operation the operation that was refused; without it only the common reasons have words. */
export function refusalText(refusal: Refusal, language: Language, operation?: string): string {
  const errors = operation === undefined ? undefined : CONTRACT[operation]?.errors;
  return refusalMessage(refusal, { ...PAGE_ERRORS, ...errors }, language);
}

/** The words beside the field at fault: of a wrong input only what is wrong with it, since the field has its label there. */
export function fieldText(refusal: Refusal, language: Language, operation?: string): string {
  const { problem } = refusal.values;
  if (refusal.reason !== 'input.invalid' || !isText(problem)) return refusalText(refusal, language, operation);
  const text = problem[language];
  return `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}${language === 'zh' ? '。' : '.'}`;
}
