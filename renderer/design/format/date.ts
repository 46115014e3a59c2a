/** Dates as people write them: 今天 14:02, 11月23日. The exact time stands in `exactTime`, for hovering. */
import type { Language } from '#model/contract/text.ts';

const DAY_MS = 24 * 3600 * 1000;

const LOCALE: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };
const WORDS: Readonly<Record<Language, { today: string; yesterday: string; tomorrow: string }>> = {
  zh: { today: '今天', yesterday: '昨天', tomorrow: '明天' },
  en: { today: 'today', yesterday: 'yesterday', tomorrow: 'tomorrow' },
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');

export function clockTime(ms: number): string {
  const date = new Date(ms);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** `2026-11-23` of a moment, in the PC's time zone. */
export function dayOf(ms: number): string {
  const date = new Date(ms);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

function startOfDay(ms: number): number {
  const date = new Date(ms);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Whole days from the day of `nowMs` to the day of `ms`; negative in the past. */
export function daysApart(ms: number, nowMs: number): number {
  return Math.round((startOfDay(ms) - startOfDay(nowMs)) / DAY_MS);
}

function dayWords(ms: number, nowMs: number, language: Language): string {
  const apart = daysApart(ms, nowMs);
  if (apart === 0) return WORDS[language].today;
  if (apart === -1) return WORDS[language].yesterday;
  if (apart === 1) return WORDS[language].tomorrow;
  return dateWords(ms, nowMs, language);
}

function dateWords(ms: number, nowMs: number, language: Language): string {
  const date = new Date(ms);
  const sameYear = date.getFullYear() === new Date(nowMs).getFullYear();
  if (language === 'zh') {
    const day = `${date.getMonth() + 1}月${date.getDate()}日`;
    return sameYear ? day : `${date.getFullYear()}年${day}`;
  }
  return date.toLocaleDateString(LOCALE.en, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** A moment: `今天 14:02`, `11月23日 09:30`. */
export function formatMoment(ms: number, nowMs: number, language: Language): string {
  return `${dayWords(ms, nowMs, language)} ${clockTime(ms)}`;
}

function startOf(day: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return undefined;
  const [, year, month, date] = match;
  return new Date(Number(year), Number(month) - 1, Number(date)).getTime();
}

/** A calendar day given as `2026-11-23`. Other texts come back as they are. */
export function formatDay(day: string, nowMs: number, language: Language): string {
  const ms = startOf(day);
  return ms === undefined ? day : dayWords(ms, nowMs, language);
}

/** The same as a date, today's too: for the ends of a stretch. */
export function formatDate(day: string, nowMs: number, language: Language): string {
  const ms = startOf(day);
  return ms === undefined ? day : dateWords(ms, nowMs, language);
}

/** To the second, for hovering and screen readers. */
export function exactTime(ms: number, language: Language): string {
  return new Date(ms).toLocaleString(LOCALE[language], { dateStyle: 'long', timeStyle: 'medium' });
}
