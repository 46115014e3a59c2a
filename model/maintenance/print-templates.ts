/**
 * What is printed: the templates by name and the data that each is filled with. Templates are text files in
 * `resources/print`; docs/print-templates.md tells IT how to adapt them. A field named here stays: adapted templates use it.
 */
import { z } from 'zod';

export const LABEL_TEMPLATES = ['item-label', 'location-label'] as const;
export type LabelTemplate = (typeof LABEL_TEMPLATES)[number];

export const PAPER_TEMPLATES = ['delivery-note', 'stock-document', 'count-sheet', 'purchase-order'] as const;
export type PaperTemplate = (typeof PAPER_TEMPLATES)[number];

export type TemplateName = LabelTemplate | PaperTemplate;

const text = z.string();
/** Absent where there is nothing to print; a template asks with `{{#field}}…{{/field}}`. */
const maybe = z.string().optional();

const itemLabel = z.object({ code: text, name: text, nameEn: maybe, unit: text, barcode: maybe, category: maybe, lot: maybe, office: text });
const locationLabel = z.object({ location: text, office: text, officeName: text });

/** A line as every paper has it. `no` counts from 1; quantities are decimal strings without sign. */
const line = z.object({ no: z.number().int(), code: text, name: text, nameEn: maybe, unit: text, lot: maybe, location: maybe });
const movedLine = line.extend({ quantity: text, unitCost: maybe, note: maybe });

const stockDocument = z.object({
  number: text,
  /** Heading in the language of the paper: 入库单, Issue note, … */
  title: text,
  office: text,
  officeName: text,
  from: maybe,
  fromName: maybe,
  to: maybe,
  toName: maybe,
  reason: maybe,
  reference: maybe,
  note: maybe,
  by: text,
  at: text,
  lines: z.array(movedLine).min(1),
  /** Sum of the lines; absent where their units differ. */
  totalQuantity: maybe,
  totalUnit: maybe,
});

/** The shape of each template's data. Data that do not fit are a defect of ours and are not printed. */
export const PRINT_SHAPES = {
  'item-label': itemLabel,
  'location-label': locationLabel,
  'delivery-note': stockDocument,
  'stock-document': stockDocument,
  'count-sheet': z.object({ number: maybe, title: maybe, office: text, officeName: text, lines: z.array(line.extend({ known: maybe })).min(1) }),
  'purchase-order': z.object({
    number: text,
    office: text,
    officeName: text,
    supplier: text,
    supplierContact: maybe,
    deliverTo: text,
    orderedAt: text,
    expectedAt: maybe,
    by: text,
    note: maybe,
    lines: z.array(line.extend({ quantity: text, price: text, amount: text })).min(1),
    totalAmount: text,
  }),
} as const satisfies Record<TemplateName, z.ZodObject>;

export type PrintData<Name extends TemplateName> = z.output<(typeof PRINT_SHAPES)[Name]>;
