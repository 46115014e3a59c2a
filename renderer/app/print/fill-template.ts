/**
 * Fills a template's placeholders. Pure. The whole language:
 *
 * - `{{name}}` a value, as text: nothing in it becomes markup. `{{a.b}}` looks into `a`.
 * - `{{#name}}…{{/name}}` once for each entry of a list, or once where the value is there; `{{^name}}…{{/name}}` where it is not.
 * - `{{barcode name}}`, `{{barcode name 60}}` the value as a bar code (EAN-13 where it is one, else Code 128), at most 60 mm
 *   wide; `{{code128 name}}`, `{{qr name}}` likewise.
 *
 * What a template names must be there: a misspelt field is told, not left out in silence.
 */
import { drawBarcode, type BarcodeNote, type Symbology } from './barcode.ts';

export type TemplateValue = string | number | boolean | undefined | readonly TemplateScope[] | TemplateScope;
export interface TemplateScope {
  readonly [name: string]: TemplateValue;
}

export interface FillOptions {
  /** Room for a bar code that names none, mm. */
  readonly widthMm: number;
  /** Called for each bar code that became another than was wanted. */
  readonly onNote: (note: BarcodeNote, text: string) => void;
}

/** A mistake in a template, in words for IT. */
export class TemplateMistake extends Error {}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'code'; readonly symbology: Symbology; readonly name: string; readonly widthMm: number | undefined }
  | { readonly kind: 'section'; readonly name: string; readonly inverted: boolean; readonly parts: readonly Part[] };

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;
const NAME = /^[\w.-]+$/;
const SYMBOLOGIES: Readonly<Record<string, Symbology>> = { barcode: 'auto', code128: 'code128', qr: 'qr' };
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** @throws TemplateMistake */
export function fillTemplate(template: string, scope: TemplateScope, options: FillOptions): string {
  return write(parse(template), [scope], options);
}

function parse(template: string): readonly Part[] {
  const open: { name: string; inverted: boolean; parts: Part[] }[] = [{ name: '', inverted: false, parts: [] }];
  const add = (part: Part): void => void open.at(-1)?.parts.push(part);
  let from = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    add({ kind: 'text', text: template.slice(from, match.index) });
    from = match.index + match[0].length;
    const inside = match[1] ?? '';
    const sign = inside[0] ?? '';
    if (sign === '#' || sign === '^') open.push({ name: named(inside.slice(1).trim()), inverted: sign === '^', parts: [] });
    else if (sign === '/') {
      const section = open.pop();
      if (section === undefined || open.length === 0 || section.name !== inside.slice(1).trim()) throw new TemplateMistake(`{{${inside}}}`);
      add({ kind: 'section', ...section });
    } else add(leaf(inside));
  }
  if (open.length > 1) throw new TemplateMistake(`{{#${open.at(-1)?.name ?? ''}}} … {{/?}}`);
  add({ kind: 'text', text: template.slice(from) });
  return open[0]?.parts ?? [];
}

function leaf(inside: string): Part {
  const [first = '', name, width] = inside.split(/\s+/);
  const symbology = SYMBOLOGIES[first];
  if (name === undefined) return { kind: 'value', name: named(first) };
  const widthMm = width === undefined ? undefined : Number(width);
  if (symbology === undefined || (widthMm !== undefined && !(widthMm > 0))) throw new TemplateMistake(`{{${inside}}}`);
  return { kind: 'code', symbology, name: named(name), widthMm };
}

function named(name: string): string {
  if (!NAME.test(name)) throw new TemplateMistake(`{{${name}}}`);
  return name;
}

function write(parts: readonly Part[], scopes: readonly TemplateScope[], options: FillOptions): string {
  return parts.map((part) => writePart(part, scopes, options)).join('');
}

function writePart(part: Part, scopes: readonly TemplateScope[], options: FillOptions): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'value':
      return escapeText(textOf(part.name, scopes));
    case 'code': {
      const text = textOf(part.name, scopes);
      if (text === '') return '';
      const code = drawBarcode(part.symbology, text, part.widthMm ?? options.widthMm);
      if (code.note !== undefined) options.onNote(code.note, text);
      return code.svg;
    }
    case 'section': {
      const value = find(part.name, scopes);
      const none = value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);
      if (part.inverted) return none ? write(part.parts, scopes, options) : '';
      if (none) return '';
      const entries = Array.isArray(value) ? (value as readonly TemplateScope[]) : [typeof value === 'object' ? (value as TemplateScope) : {}];
      return entries.map((entry) => write(part.parts, [entry, ...scopes], options)).join('');
    }
  }
}

function textOf(name: string, scopes: readonly TemplateScope[]): string {
  const value = find(name, scopes);
  if (typeof value === 'object') throw new TemplateMistake(`{{${name}}}`);
  return value === undefined ? '' : String(value);
}

/** The innermost scope that has the name answers, as an entry of a list hides its surroundings. */
function find(name: string, scopes: readonly TemplateScope[]): TemplateValue {
  const [first = '', ...rest] = name.split('.');
  const scope = scopes.find((each) => Object.hasOwn(each, first));
  if (scope === undefined) throw new TemplateMistake(`{{${name}}}`);
  return rest.reduce<TemplateValue>((value, key) => {
    if (typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, key)) throw new TemplateMistake(`{{${name}}}`);
    return (value as TemplateScope)[key];
  }, scope[first]);
}
