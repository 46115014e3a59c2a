/** The stretches of days that a journal is most often looked at by. Pure. */
import { dayOf } from '../design/format/date.ts';

export interface Stretch {
  readonly name: 'today' | 'week' | 'month' | 'lastMonth';
  /** First and last day. */
  readonly days: [string, string];
}

/** A week begins on Monday. */
export function usualStretches(nowMs: number): readonly Stretch[] {
  const now = new Date(nowMs);
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const at = (...parts: [number, number, number]): string => dayOf(new Date(...parts).getTime());
  const today = dayOf(nowMs);
  return [
    { name: 'today', days: [today, today] },
    { name: 'week', days: [at(year, month, day - ((now.getDay() + 6) % 7)), today] },
    { name: 'month', days: [at(year, month, 1), today] },
    { name: 'lastMonth', days: [at(year, month - 1, 1), at(year, month, 0)] },
  ];
}
