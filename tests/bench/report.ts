/**
 * What a benchmark found, as ratios: figures of one machine say little, ratios within one run hold elsewhere.
 *
 * 1. Rounds are paired: each ratio is of figures taken in the same round, one after the other.
 * 2. A ratio is judged by its median; the smallest and the greatest stand beside it.
 */

/** A figure over all rounds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export type Unit = 'ms' | 'per s' | 'kB' | 'MB';

export interface Measure {
  readonly part: string;
  readonly name: string;
  readonly unit: Unit;
  readonly ours: Spread;
  readonly against: Spread & { readonly name: string };
  readonly ratio: Spread & { readonly of: 'ours / other' | 'other / ours' };
  /** Undefined where the issue asks for none: shown for comparison. */
  readonly goal: { readonly text: string; readonly met: boolean } | undefined;
}

export interface Compared {
  readonly part: string;
  readonly name: string;
  readonly unit: Unit;
  /** A figure for each round. */
  readonly ours: readonly number[];
  readonly against: { readonly name: string; readonly figures: readonly number[] };
  /** `atMost` judges ours / other, `atLeast` other / ours (for times) or ours / other (for rates). */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
}

export function compare({ part, name, unit, ours, against, goal }: Compared): Measure {
  const inverse = goal !== undefined && 'atLeast' in goal && unit !== 'per s';
  const ratios = ours.map((figure, round) => {
    const other = against.figures[round] ?? Number.NaN;
    return inverse ? other / figure : figure / other;
  });
  const ratio = spreadOf(ratios);
  return {
    part,
    name,
    unit,
    ours: spreadOf(ours),
    against: { name: against.name, ...spreadOf(against.figures) },
    ratio: { of: inverse ? 'other / ours' : 'ours / other', ...ratio },
    goal: goal === undefined ? undefined : judge(ratio.median, goal),
  };
}

/** Against a limit that is no figure of the run. */
export function compareToLimit(measured: Omit<Compared, 'against' | 'goal'>, limit: number): Measure {
  return compare({ ...measured, against: { name: 'limit', figures: measured.ours.map(() => limit) }, goal: { atMost: 1 } });
}

function judge(ratio: number, goal: { readonly atMost: number } | { readonly atLeast: number }): NonNullable<Measure['goal']> {
  return 'atMost' in goal
    ? { text: `at most ${goal.atMost}`, met: ratio <= goal.atMost }
    : { text: `at least ${goal.atLeast}`, met: ratio >= goal.atLeast };
}

/** @throws RangeError where there are no figures. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((left, right) => left - right);
  const min = sorted[0];
  const max = sorted.at(-1);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  if (min === undefined || max === undefined || upper === undefined || lower === undefined) throw new RangeError('no figures');
  return { median: (lower + upper) / 2, min, max };
}

const COLUMNS = ['measure', 'ours', 'other', '', 'ratio (min..max)', 'goal', ''] as const;

/** The measures as an aligned table, a block for each part. */
export function tableOf(measures: readonly Measure[]): string {
  const rows = measures.map((measure): readonly string[] => [
    measure.name,
    `${shortened(measure.ours.median)} ${measure.unit}`,
    `${shortened(measure.against.median)} ${measure.unit}`,
    measure.against.name,
    `${shortened(measure.ratio.median)} (${shortened(measure.ratio.min)}..${shortened(measure.ratio.max)}) ${measure.ratio.of}`,
    measure.goal?.text ?? '',
    measure.goal === undefined ? '' : measure.goal.met ? 'met' : 'MISSED',
  ]);
  const widths = COLUMNS.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd();
  const lines: string[] = [];
  for (const [index, row] of rows.entries()) {
    const part = measures[index]?.part ?? '';
    if (part !== measures[index - 1]?.part) lines.push('', part, line(COLUMNS));
    lines.push(line(row));
  }
  return lines.join('\n');
}

function shortened(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
