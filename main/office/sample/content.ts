/**
 * Reads the sample organisation's content from `resources/sample`, whole or not at all: whatever is named in one
 * file stands in another, so that nothing made of it can be refused half-way.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROLES } from '#model/contract/operation.ts';
import { refuse, type Refusal } from '#model/contract/refusal.ts';
import { trade, tradeGaps, type Trade } from './trade-content.ts';

const items = z.array(
  z.object({
    code: z.string(),
    name: z.string(),
    nameEn: z.string(),
    unit: z.string(),
    category: z.string(),
    barcode: z.string(),
    price: z.string(),
  }),
);
const people = z.array(
  z.object({
    name: z.string(),
    office: z.string(),
    roles: z.array(z.enum(ROLES)),
    /** What the person answers for; articles name their owner so. */
    duties: z.array(z.string()),
  }),
);
const boards = z.array(
  z.object({
    title: z.string(),
    lists: z.array(
      z.object({
        title: z.string(),
        done: z.boolean().optional(),
        cards: z.array(
          z.object({
            title: z.string(),
            description: z.string().optional(),
            labels: z.array(z.string()).optional(),
            checklist: z.array(z.string()).optional(),
            responsible: z.string().optional(),
            dueInDays: z.number().nullable().optional(),
          }),
        ),
      }),
    ),
  }),
);
const articles = z.array(
  z.object({ title: z.string(), space: z.string(), owner: z.string(), markdown: z.string(), reviewInDays: z.number().optional() }),
);

export interface SampleContent {
  readonly items: z.infer<typeof items>;
  readonly people: z.infer<typeof people>;
  readonly boards: z.infer<typeof boards>;
  readonly articles: z.infer<typeof articles>;
  readonly trade: Trade;
}

/** Refuses with `sample.unreadable` when a file is missing, of another shape, or names what stands nowhere. */
export function readSampleContent(folder: string): SampleContent | Refusal<'sample.unreadable'> {
  const read = <Content>(name: string, schema: z.ZodType<Content>): Content => schema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  try {
    const content: SampleContent = {
      items: read('items.json', items),
      people: read('people.json', people),
      boards: read('boards.json', boards),
      articles: read('articles.json', articles),
      trade: read('trade.json', trade),
    };
    const [gap] = gapsOf(content);
    return gap === undefined ? content : refuse('sample.unreadable', { detail: gap });
  } catch (error) {
    return refuse('sample.unreadable', { detail: error instanceof z.ZodError ? z.prettifyError(error) : String(error) });
  }
}

/** Who answers for a duty; undefined for a duty that nobody has. */
export function personOf({ people: staff }: SampleContent, duty: string): string | undefined {
  return staff.find(({ duties }) => duties.includes(duty))?.name;
}

function gapsOf(content: SampleContent): string[] {
  const names = content.people.map(({ name }) => name);
  const cards = content.boards.flatMap(({ lists }) => lists.flatMap((list) => list.cards));
  return [
    ...twice(content.items.map(({ code }) => code)).map((code) => `item ${code} twice`),
    ...twice(content.items.map(({ barcode }) => barcode)).map((barcode) => `barcode ${barcode} twice`),
    ...twice(names).map((name) => `person ${name} twice`),
    ...content.articles.filter(({ owner }) => personOf(content, owner) === undefined).map(({ title, owner }) => `article ${title}: nobody is ${owner}`),
    ...tradeGaps(content.trade, content.items),
    ...cards.filter(({ responsible }) => responsible !== undefined && !names.includes(responsible)).map(({ title, responsible }) => `card ${title}: no ${responsible ?? ''}`),
  ];
}

function twice(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
