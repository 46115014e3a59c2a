/** What is printed on: labels by the roll, sheets of labels, and paper. Millimetres. */

export interface PaperSize {
  readonly id: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface LabelSize {
  readonly id: string;
  /** One label. */
  readonly widthMm: number;
  readonly heightMm: number;
  /** Labels on one sheet; absent for a roll, where each label is a page. */
  readonly sheet?: { readonly columns: number; readonly rows: number; readonly paper: PaperSize };
}

const A4: PaperSize = { id: 'a4', widthMm: 210, heightMm: 297 };

/** A4, and the continuous form of 241 mm torn in two (二等分), as delivery notes are printed on dot-matrix printers. */
export const PAPER_SIZES: readonly [PaperSize, ...PaperSize[]] = [A4, { id: 'half', widthMm: 241, heightMm: 140 }];

export const LABEL_SIZES: readonly [LabelSize, ...LabelSize[]] = [
  { id: '60x40', widthMm: 60, heightMm: 40 },
  { id: '40x30', widthMm: 40, heightMm: 30 },
  { id: '50x30', widthMm: 50, heightMm: 30 },
  { id: '70x50', widthMm: 70, heightMm: 50 },
  { id: '100x150', widthMm: 100, heightMm: 150 },
  { id: 'a4-3x8', widthMm: 70, heightMm: 37, sheet: { columns: 3, rows: 8, paper: A4 } },
  { id: 'a4-4x10', widthMm: 52.5, heightMm: 29.7, sheet: { columns: 4, rows: 10, paper: A4 } },
];
