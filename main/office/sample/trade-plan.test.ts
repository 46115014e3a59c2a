import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { isRefusal } from '#model/contract/refusal.ts';
import { stockPostDocument } from '#model/stock/operations.ts';
import { readSampleContent, type SampleContent } from './content.ts';
import { planMovements, type PlannedMovement } from './movements.ts';
import { createSampleRandom } from './random.ts';
import { tradedItem } from './trade-content.ts';
import { planTrade } from './trade-plan.ts';

const END_MS = Date.UTC(2026, 10, 26);
const read = readSampleContent(fileURLToPath(new URL('../../../resources/sample', import.meta.url)));
if (isRefusal(read)) throw new Error(JSON.stringify(read.values));
const content: SampleContent = read;

function planOf(office: string, headquarters: boolean): PlannedMovement[] {
  const { lots, serials, supplierOf, partners } = content.trade;
  const priced = content.items.map(({ code, price, category }) => ({ code, price, category }));
  const items = priced.filter(({ code }) => !(code in lots) && !serials.includes(code));
  const movements = planMovements({ items, random: createSampleRandom(3), endMs: END_MS, itemShare: 0.5, issuesADay: [2, 5], sendsTo: ['GZ'] });
  const trade = planTrade({
    office,
    headquarters,
    random: createSampleRandom(4),
    endMs: END_MS,
    lots: priced.filter(({ code }) => code in lots),
    serials: priced.filter(({ code }) => serials.includes(code)),
    suppliers: partners.filter(({ role }) => role !== 'customer').map(({ code }) => ({ id: partnerId(code), items: priced.filter(({ category }) => supplierOf[category] === code) })),
    customers: partners.filter(({ role }) => role === 'customer').map(({ code }) => partnerId(code)),
    movements,
    sendsTo: headquarters ? ['BJ', 'GZ'] : [],
  });
  return [...movements, ...trade].toSorted((one, other) => one.atMs - other.atMs);
}

function partnerId(code: string): string {
  return `00000000-0000-4000-8000-${String(content.trade.partners.findIndex((each) => each.code === code)).padStart(12, '0')}`;
}

it('plans documents as the contract takes them', () => {
  const documents = planOf('SH', true).filter(({ operation }) => operation === 'stock.postDocument');
  const schema = z.strictObject(stockPostDocument.input.shape);
  expect(documents.flatMap(({ input }) => schema.safeParse(input).error?.issues ?? [])).toEqual([]);
  expect(new Set(documents.map(({ input }) => input['kind']))).toEqual(new Set(['receipt', 'issue', 'transfer-out', 'move']));
});

interface Line {
  readonly item: string;
  readonly quantity: string;
  readonly lot?: string;
  readonly location?: string;
  readonly expiry?: string;
}

/** What stands at each place in the end. @throws where anything is taken that is not there. */
function play(plan: readonly PlannedMovement[]): ReadonlyMap<string, number> {
  const stock = new Map<string, number>();
  const add = (key: string, quantity: number): void => {
    const sum = (stock.get(key) ?? 0) + quantity;
    if (sum < 0) throw new Error(`${key} would stand at ${String(sum)}`);
    stock.set(key, sum);
  };
  for (const { operation, input } of plan) {
    const { kind, lines } = input as { kind?: string; lines?: readonly Line[] };
    const sign = operation === 'stock.receive' || kind === 'receipt' ? 1 : -1;
    for (const line of lines ?? [input as unknown as Line]) add([line.item, line.lot ?? '', line.location ?? ''].join(' '), sign * Number(line.quantity));
  }
  return stock;
}

it.each([['SH', true], ['GZ', false]] as const)('takes nothing at %s that is not there, and is the same every time', (office, headquarters) => {
  const plan = planOf(office, headquarters);
  expect(() => play(plan)).not.toThrow();
  expect(planOf(office, headquarters)).toEqual(plan);
});

it('leaves lots at headquarters of which one is over and some are soon, and serial numbers', () => {
  const plan = planOf('SH', true);
  const stock = play(plan);
  const left = plan
    .flatMap(({ input }) => (input['lines'] ?? []) as readonly Line[])
    .filter((line) => line.expiry !== undefined && (stock.get(`${line.item} ${line.lot ?? ''} ${line.location ?? ''}`) ?? 0) > 0)
    .map(({ expiry = '' }) => (Date.parse(expiry) - END_MS) / 86_400_000);
  expect(left.filter((days) => days < 0)).toHaveLength(1);
  expect(left.filter((days) => days >= 0 && days <= 30)).toHaveLength(2);
  expect([...stock].filter(([key, quantity]) => key.includes(' SNSH') && quantity === 1)).toHaveLength(6);
});

it('gives packs barcodes of their own, with a check digit', () => {
  const items = content.items.map((item) => tradedItem(item, content.trade));
  const screw = items.find(({ code }) => code === 'LS-01');
  expect(screw).toMatchObject({ supplier: 'GY-01', packs: [{ unit: '盒', quantity: '100' }, { unit: '箱', quantity: '2000' }], barcodes: [{ code: '16900000100001', unit: '盒' }, { unit: '箱' }] });
  const codes = items.flatMap(({ barcode, barcodes }) => [barcode, ...barcodes.map(({ code }) => code)]);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => code.length === 14).length).toBeGreaterThan(100);
});
