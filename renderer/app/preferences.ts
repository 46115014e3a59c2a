/** What this browser remembers of how the person likes the screen. Nothing of the business is kept here. */
import type { Language } from '#model/contract/text.ts';
import { DEFAULT_LANGUAGE } from '../i18n/index.ts';

const LANGUAGE = 'branchline-language';
const SOUND = 'branchline-sound';
const RAIL_FOLDED = 'branchline-rail-folded';

export function readLanguage(): Language {
  const stored = window.localStorage.getItem(LANGUAGE);
  return stored === 'en' || stored === 'zh' ? stored : DEFAULT_LANGUAGE;
}

export function rememberLanguage(language: Language): void {
  window.localStorage.setItem(LANGUAGE, language);
}

/** Whether scans are told by ear; on until a person turns it off. */
export function readSound(): boolean {
  return window.localStorage.getItem(SOUND) !== 'off';
}

export function rememberSound(on: boolean): void {
  window.localStorage.setItem(SOUND, on ? 'on' : 'off');
}

export function readRailFolded(): boolean {
  return window.localStorage.getItem(RAIL_FOLDED) === 'yes';
}

export function rememberRailFolded(folded: boolean): void {
  window.localStorage.setItem(RAIL_FOLDED, folded ? 'yes' : 'no');
}
