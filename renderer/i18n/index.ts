/** Sets up the screen's texts. Chinese is the source: its keys are the list, English must have the same (checked by the compiler). */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '#model/contract/text.ts';
import { en } from './en/index.ts';
import { singular } from './en/singular.ts';
import { zhCN } from './zh-CN/index.ts';

export const DEFAULT_LANGUAGE: Language = 'zh';

/** Call once, before the first screen. */
export async function startTexts(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { zh: { translation: zhCN }, en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  i18next.addResources('en', 'translation', Object.fromEntries(Object.entries(singular).map(([key, text]) => [`${key}_one`, text])));
}

export async function switchLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
}

/** Calls back whenever the language is set. */
export function followLanguage(listener: (language: Language) => void): void {
  i18next.on('languageChanged', (language) => listener(language === 'en' ? 'en' : 'zh'));
}

/** The language of the screen. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh';
}
