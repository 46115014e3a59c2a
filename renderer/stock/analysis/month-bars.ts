/** Months as a drawing: what came and what left as bars beside each other, what was on hand as dots on a line. Pure. */
export interface MonthFigures {
  readonly month: string;
  readonly received: number;
  readonly issued: number;
  readonly closing: number;
}

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface MonthDrawing {
  readonly barWidth: number;
  readonly months: readonly { readonly month: string; readonly received: Bar; readonly issued: Bar; readonly closing: { readonly x: number; readonly y: number } }[];
  /** Path through what was on hand at each end. */
  readonly line: string;
  /** Height of zero. */
  readonly zero: number;
  readonly most: number;
}

/** Of a month's width a bar takes this part. */
const BAR_PART = 0.28;

/** @param figures at least one month. Zero always lies within; below it is drawn below it. */
export function monthBars(figures: readonly MonthFigures[], width: number, height: number): MonthDrawing {
  const values = figures.flatMap(({ received, issued, closing }) => [received, issued, closing]);
  const most = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  const span = most - low || 1;
  const round = (value: number): number => Math.round(value * 100) / 100;
  const y = (value: number): number => round(height - ((value - low) / span) * height);
  const step = width / figures.length;
  const barWidth = round(step * BAR_PART);
  const bar = (x: number, value: number): Bar => ({ x: round(x), y: Math.min(y(value), y(0)), height: round(Math.abs(y(value) - y(0))) });
  const months = figures.map(({ month, received, issued, closing }, index) => {
    const middle = (index + 0.5) * step;
    return { month, received: bar(middle - barWidth - 1, received), issued: bar(middle + 1, issued), closing: { x: round(middle), y: y(closing) } };
  });
  return { barWidth, months, line: months.map(({ closing: { x, y: at } }, index) => `${index === 0 ? 'M' : 'L'}${x},${at}`).join(''), zero: y(0), most };
}
