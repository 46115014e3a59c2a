import { describe, expect, it } from 'vitest';
import { refuse } from '#model/contract/refusal.ts';
import type { Office } from '../../app/office.ts';
import { createEntry } from './entry.ts';
import type { EntryKind } from './entry-kinds.ts';

interface Posted {
  readonly input: { readonly lines: readonly { readonly item: string; readonly quantity: string; readonly lot?: string; readonly expiry?: string; readonly location?: string; readonly toLocation?: string }[] };
  readonly requestId: string | undefined;
}

const item = (id: string, more: object = {}) => ({ id, code: id, name: id, nameEn: null, unit: '个', category: null, barcode: null, price: null, discontinued: false, tracking: 'none', shelfLifeDays: null, packs: [{ unit: '盒', quantity: '24' }], proposedBy: null, collided: [], photo: false, ...more });
const ITEMS = new Map([
  ['M6', { item: item('M6'), unit: '个', quantity: '1' }],
  ['BOX', { item: item('M6'), unit: '盒', quantity: '24' }],
  ['MILK', { item: item('MILK', { tracking: 'lot', shelfLifeDays: 30 }), unit: '个', quantity: '1' }],
  ['NUT', { item: item('NUT'), unit: '个', quantity: '1' }],
  ['PC', { item: item('PC', { tracking: 'serial' }), unit: '个', quantity: '1' }],
]);
const LOTS = [
  { office: 'SH', lot: 'L1', location: 'A-01', quantity: '3', expiry: '2027-01-01', expired: false },
  { office: 'SH', lot: 'L2', location: 'A-02', quantity: '10', expiry: '2027-02-01', expired: false },
];

/** An office that holds its drafts, and whose answers a test can lose. */
function fakeOffice() {
  const drafts = new Map<string, { kind: string; content: string }>();
  const posted: Posted[] = [];
  const lose = { next: false };
  const done = new Map<string, unknown>();
  const calls: Record<string, (input: never, requestId: string | undefined) => unknown> = {
    'item.scan': ({ code }: { code: string }) => ITEMS.get(code) ?? refuse('item.unknown', { item: code }),
    'item.list': () => ({ rows: [] }),
    'location.list': () => ({ rows: ['A-01', 'B-02'].map((code) => ({ code, name: code, discontinued: false })) }),
    'stock.lots': ({ item: of }: { item: string }) => ({ rows: of === 'MILK' ? LOTS : of === 'NUT' ? [{ ...LOTS[0], lot: '', quantity: '9', expiry: null }] : of === 'PC' ? [{ ...LOTS[0], lot: 'S1', quantity: '1', expiry: null }] : [] }),
    'stock.suggestLots': ({ quantity }: { quantity: string }) => {
      const first = Math.min(3, Number(quantity));
      const rows = [
        { ...LOTS[0], take: String(first) },
        { ...LOTS[1], take: String(Number(quantity) - first) },
      ].filter(({ take }) => take !== '0');
      return { rows, missing: '0' };
    },
    'draft.list': () => ({ rows: [...drafts].map(([id, draft]) => ({ id, ...draft, atMs: 1 })) }),
    'draft.save': ({ id, kind, content }: { id: string; kind: string; content: string }) => {
      drafts.set(id, { kind, content });
      return { id };
    },
    'draft.discard': ({ id }: { id: string }) => {
      drafts.delete(id);
      return { id };
    },
    'stock.postDocument': (input: Posted['input'] & { draft: string }, requestId: string | undefined) => {
      const before = done.get(requestId ?? '');
      if (before !== undefined) return before;
      posted.push({ input, requestId });
      drafts.delete(input.draft);
      const answer = { number: `SH-A-2026-${String(posted.length).padStart(6, '0')}`, transfer: null, lines: input.lines.map((line, index) => ({ movement: '', line: index + 1, item: line.item, itemName: line.item, unit: '个', quantity: line.quantity })) };
      done.set(requestId ?? '', answer);
      if (!lose.next) return answer;
      lose.next = false;
      return refuse('core.gone', {});
    },
  };
  const office = {
    async call(name: string, input: never, options?: { requestId?: string }) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      const value = calls[name]?.(input, options?.requestId);
      return value !== null && typeof value === 'object' && 'reason' in value ? { ok: false, refusal: value } : { ok: true, value };
    },
  } as unknown as Office;
  return { office, drafts, posted, lose };
}

function open(kind: EntryKind, fake = fakeOffice()) {
  let ids = 0;
  const tones: string[] = [];
  const entry = createEntry({ office: fake.office, kind, own: 'SH', newId: () => `${kind}-${String((ids += 1))}-${String(fake.posted.length)}`, tone: (tone) => tones.push(tone) });
  const shown = () => entry.getState().content.lines.map(({ item: of, scanned, quantity, unit, lot, location }) => [of?.code ?? `?${scanned}`, quantity, unit, lot, location].filter((each) => each !== '').join(' '));
  return { entry, tones, shown, ...fake };
}

describe('an entry of many lines', () => {
  it('[STOCK-27] works off scans and quantities in their order, however fast they come', async () => {
    const { entry, shown } = open('receive');
    void entry.scan('M6');
    void entry.type('5');
    void entry.scan('BOX');
    void entry.scan('6900000000000');
    void entry.scan('BOX');
    void entry.scan('M6');
    void entry.scan('6900000000000');
    await entry.type('');
    expect(shown()).toEqual(['M6 6 个', 'M6 2 盒', '?6900000000000 2']);
  });

  it('[STOCK-27] scans made while a document is posted are lines of the next', async () => {
    const { entry, shown, posted } = open('receive');
    void entry.scan('M6');
    void entry.confirm();
    await entry.scan('BOX');
    expect(posted.map(({ input }) => input.lines.length)).toEqual([1]);
    expect(shown()).toEqual(['M6 1 盒']);
  });

  it('[STOCK-28] goes on from its draft, which is gone once the document is posted', async () => {
    const first = open('receive');
    await first.entry.scan('M6');
    await first.entry.type('7');
    await expect.poll(() => first.entry.getState().save).toBe('saved');
    const second = open('receive', first);
    await second.entry.confirm();
    expect(second.entry.getState().confirmed.map(({ number, lines }) => [number, lines])).toEqual([['SH-A-2026-000001', 1]]);
    expect([...first.drafts]).toEqual([]);
    expect(second.posted[0]?.input.lines).toEqual([{ item: 'M6', quantity: '7' }]);
  });

  it('[STOCK-28] what nobody could name is a draft of its own before the rest is posted', async () => {
    const { entry, shown, drafts } = open('receive');
    await entry.scan('M6');
    await entry.scan('6900000000000');
    await entry.confirm();
    expect(shown()).toEqual(['?6900000000000 1']);
    expect(drafts.size).toBe(1);
    await entry.confirm();
    expect(entry.getState().echo).toMatchObject({ kind: 'bad', problem: 'nothingToConfirm' });
  });

  it('[STOCK-29] sends a document whose answer was lost again as it was, and posts it once', async () => {
    const { entry, shown, posted, lose, drafts } = open('receive');
    await entry.scan('M6');
    lose.next = true;
    await entry.confirm();
    expect(entry.getState().refused?.refusal.reason).toBe('core.gone');
    await entry.scan('BOX');
    await entry.confirm();
    expect(posted).toHaveLength(1);
    expect(posted[0]?.input.lines).toHaveLength(1);
    expect(shown()).toEqual(['M6 1 盒']);
    await expect.poll(() => [...drafts.values()].map(({ content }) => (JSON.parse(content) as { lines: unknown[] }).lines.length)).toEqual([1]);
  });

  it('asks for the lot and the expiry of what comes in, and takes in what is scanned instead', async () => {
    const { entry, shown, posted } = open('receive');
    await entry.scan('MILK');
    expect(entry.getState().ask?.field).toBe('lot');
    await entry.scan('N-7');
    expect(entry.getState().ask?.field).toBe('expiry');
    await entry.type('270131');
    await entry.type('12');
    await entry.scan('MILK');
    await entry.scan('M6');
    expect(shown()).toEqual(['MILK 12 个 N-7', 'MILK 1 个', 'M6 1 个']);
    await entry.confirm();
    expect(posted[0]?.input.lines[0]).toEqual({ item: 'MILK', quantity: '12', lot: 'N-7', expiry: '2027-01-31' });
  });

  it('takes what expires first, over as many lots as the quantity needs', async () => {
    const { entry, shown } = open('issue');
    await entry.scan('MILK');
    await entry.type('8');
    expect(shown()).toEqual(['MILK 3 个 L1 A-01', 'MILK 5 个 L2 A-02']);
    await entry.scan('MILK');
    expect(shown()).toEqual(['MILK 3 个 L1 A-01', 'MILK 6 个 L2 A-02']);
    await entry.type('2');
    expect(shown()).toEqual(['MILK 2 个 L1 A-01']);
  });

  it('takes each piece by its serial number, once, and from where it is', async () => {
    const { entry, shown, tones } = open('issue');
    await entry.scan('PC');
    await entry.scan('S9');
    await entry.scan('S1');
    await entry.scan('S1');
    expect(shown()).toEqual(['PC 1 个 S1 A-01']);
    expect(tones).toEqual(['good', 'bad', 'good', 'bad']);
  });

  it('suggests the only place where goods are, whose scan confirms it and any other is where they go', async () => {
    for (const scans of [['NUT', 'A-01', 'B-02'], ['NUT', 'B-02']]) {
      const { entry, posted } = open('move');
      for (const code of scans) await entry.scan(code);
      await entry.confirm();
      expect(posted[0]?.input.lines.map(({ location, toLocation }) => [location, toLocation])).toEqual([['A-01', 'B-02']]);
    }
  });

  it('moves goods from the first location that is scanned to the second', async () => {
    const { entry, posted } = open('move');
    for (const code of ['M6', 'BOX', 'A-01', 'b-02']) await entry.scan(code);
    await entry.confirm();
    expect(posted[0]?.input.lines.map(({ location, toLocation }) => [location, toLocation])).toEqual([
      ['A-01', 'B-02'],
      ['A-01', 'B-02'],
    ]);
  });
});
