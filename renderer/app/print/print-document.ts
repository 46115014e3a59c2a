/**
 * Makes a document ready for the printer out of a template and data: sheets of exact size, each of them a page. Pure.
 * Screen and printer show the same document; both shells print it.
 *
 * 1. Values are text, whatever they hold; the document runs no scripts (PrintPreview.tsx keeps it in a sandbox).
 * 2. Each sheet is filled up to its lines, so that “page 2 of 3” is true on every printer.
 */
import { z } from 'zod';
import { PRINT_SHAPES, type LabelTemplate, type PaperTemplate, type PrintData } from '#model/maintenance/print-templates.ts';
import type { BarcodeNote } from './barcode.ts';
import { fillTemplate, TemplateMistake, type FillOptions, type TemplateScope, type TemplateValue } from './fill-template.ts';
import type { LabelSize, PaperSize } from './sizes.ts';

export interface Template {
  readonly html: string;
  /** Texts of the template in the language of the print. */
  readonly words: Readonly<Record<string, string>>;
}

export interface PrintDocument {
  readonly css: string;
  readonly body: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly sheets: number;
  /** Codes that became others than was wanted, each text once. */
  readonly notes: readonly { readonly note: BarcodeNote; readonly text: string }[];
}

/** What stands on every paper beside its own data. */
export interface PrintFrame {
  readonly organisation: string;
  readonly printedAt: string;
  readonly printedBy: string;
  /** Up to when the figures are complete here, in words. */
  readonly knownUpTo: string;
  readonly language: 'zh' | 'en';
}

const LABEL_MARGIN_MM = 2;
const PAPER_CODE_MM = 62;
/** Most labels of one print: a roll. */
export const MOST_LABELS = 2000;

export function labelDocument<Name extends LabelTemplate>(options: {
  readonly name: Name;
  readonly template: Template;
  readonly labels: readonly { readonly data: PrintData<Name>; readonly copies: number }[];
  readonly size: LabelSize;
  /** First free place on the first sheet, from 1; of no meaning on a roll. */
  readonly start: number;
  readonly frame: PrintFrame;
}): PrintDocument {
  const { name, template, labels, size, frame } = options;
  const { style, markup } = split(template.html);
  const notes = collectNotes();
  const fill: FillOptions = { widthMm: size.widthMm - 2 * LABEL_MARGIN_MM, onNote: notes.add };
  const drawn = labels
    .flatMap(({ data, copies }) => {
      const html = `<div class="label">${fillTemplate(markup, { ...frameScope(frame, template), ...complete(PRINT_SHAPES[name], data) }, fill)}</div>`;
      return Array.from({ length: copies }, () => html);
    })
    .slice(0, MOST_LABELS);
  const paper = size.sheet?.paper ?? size;
  const perSheet = size.sheet === undefined ? 1 : size.sheet.columns * size.sheet.rows;
  const skipped = size.sheet === undefined ? 0 : Math.min(Math.max(options.start, 1), perSheet) - 1;
  const places = [...Array.from({ length: skipped }, () => '<div></div>'), ...drawn];
  const sheets = drawn.length === 0 ? [] : chunks(places, perSheet);
  const grid = size.sheet === undefined ? '' : `.sheet{display:grid;grid-template-columns:repeat(${size.sheet.columns},${size.widthMm}mm);grid-auto-rows:${size.heightMm}mm;align-content:center;justify-content:center}`;
  const css = `${baseCss(paper)}.sheet{--label-width:${size.widthMm}mm;--label-height:${size.heightMm}mm}${grid}.label{width:var(--label-width);height:var(--label-height);padding:${LABEL_MARGIN_MM}mm;overflow:hidden}\n${style}`;
  return { css, body: sheets.map((sheet) => section(sheet.join(''), frame)).join(''), widthMm: paper.widthMm, heightMm: paper.heightMm, sheets: sheets.length, notes: notes.all() };
}

export function paperDocument<Name extends PaperTemplate>(options: {
  readonly name: Name;
  readonly template: Template;
  readonly data: PrintData<Name>;
  readonly size: PaperSize;
  readonly frame: PrintFrame;
}): PrintDocument {
  const { name, template, data, size, frame } = options;
  const { style, markup } = split(template.html);
  const notes = collectNotes();
  const fill: FillOptions = { widthMm: PAPER_CODE_MM, onNote: notes.add };
  const scope = complete(PRINT_SHAPES[name], data);
  const pages = chunks(scope['lines'] as readonly TemplateScope[], linesPerSheet(template.html, size));
  const body = pages.map((lines, index) => {
    const place = { lines, lineCount: data.lines.length, page: index + 1, pages: pages.length, firstPage: index === 0, lastPage: index === pages.length - 1 };
    return section(fillTemplate(markup, { ...frameScope(frame, template), ...scope, ...place }, fill), frame);
  });
  return { css: `${baseCss(size)}.sheet{--paper:${size.id}}\n${style}`, body: body.join(''), widthMm: size.widthMm, heightMm: size.heightMm, sheets: pages.length, notes: notes.all() };
}

/** Lines that fit on a sheet beside what the template says that it needs for everything else. */
function linesPerSheet(html: string, size: PaperSize): number {
  const rest = metaMm(html, 'everything-else-mm');
  const line = metaMm(html, 'line-mm');
  return Math.max(1, Math.floor((size.heightMm - rest) / line));
}

function metaMm(html: string, name: string): number {
  const value = Number(new RegExp(`<meta\\s+name="${name}"\\s+content="([\\d.]+)"`).exec(html)?.[1]);
  if (!(value > 0)) throw new TemplateMistake(`<meta name="${name}" content="…">`);
  return value;
}

/** A template's style sheet and what is between `<body>` and `</body>`. Comments are for whoever adapts it. */
function split(html: string): { readonly style: string; readonly markup: string } {
  const plain = html.replaceAll(/<!--[\s\S]*?-->/g, '');
  const style = [...plain.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? '').join('\n');
  const markup = /<body>([\s\S]*?)<\/body>/.exec(plain)?.[1];
  if (markup === undefined) throw new TemplateMistake('<body>…</body>');
  return { style, markup };
}

/** The data checked, with every field of the shape named, so that only misspelt fields are unknown to the template. */
function complete(shape: z.ZodObject, data: object): TemplateScope {
  return named(shape, shape.parse(data));
}

function named(shape: z.ZodObject, values: Record<string, unknown>): TemplateScope {
  return Object.fromEntries(
    Object.entries(shape.shape).map(([key, field]) => {
      const value = values[key];
      const element = field instanceof z.ZodArray ? (field.element as z.ZodObject) : undefined;
      return [key, element === undefined ? (value as TemplateValue) : (value as Record<string, unknown>[]).map((entry) => named(element, entry))];
    }),
  );
}

function frameScope({ organisation, printedAt, printedBy, knownUpTo, language }: PrintFrame, template: Template): TemplateScope {
  return { organisation, printedAt, printedBy, knownUpTo, chinese: language === 'zh', english: language === 'en', words: template.words };
}

function section(content: string, { language }: PrintFrame): string {
  return `<section class="sheet" lang="${language === 'zh' ? 'zh-CN' : 'en'}">${content}</section>`;
}

/** A hair below the page's height, so that no rounding brings an empty page. */
const HAIR_MM = 0.2;

function baseCss({ widthMm, heightMm }: { readonly widthMm: number; readonly heightMm: number }): string {
  return `@page{size:${widthMm}mm ${heightMm}mm;margin:0}
*{box-sizing:border-box;margin:0;padding:0}
html,body{background:#fff;color:#000;font-family:'Noto Sans SC Variable','Microsoft YaHei','PingFang SC',sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.sheet{position:relative;width:${widthMm}mm;height:${heightMm - HAIR_MM}mm;overflow:hidden;background:#fff;break-after:page}
.sheet:last-child{break-after:auto}
svg.barcode{display:block}
@media screen{html,body{background:#d9d5cd}body{zoom:var(--zoom,1);display:flex;flex-direction:column;align-items:center;gap:4mm;padding:4mm 0}.sheet{flex:none;box-shadow:0 1px 6px rgb(0 0 0/25%)}}
`;
}

function chunks<Entry>(entries: readonly Entry[], size: number): readonly (readonly Entry[])[] {
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, index) => entries.slice(index * size, (index + 1) * size));
}

function collectNotes(): { add: FillOptions['onNote']; all: () => PrintDocument['notes'] } {
  const found = new Map<string, { note: BarcodeNote; text: string }>();
  return {
    add: (note, text) => void found.set(`${note} ${text}`, { note, text }),
    all: () => [...found.values()],
  };
}

