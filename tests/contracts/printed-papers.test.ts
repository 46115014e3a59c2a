import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PAPER_TEMPLATES, PRINT_SHAPES, type PrintData } from '#model/maintenance/print-templates.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate, TemplateMistake } from '../../renderer/app/print/fill-template.ts';
import { labelDocument, paperDocument, type PrintFrame, type Template } from '../../renderer/app/print/print-document.ts';
import { LABEL_SIZES, PAPER_SIZES } from '../../renderer/app/print/sizes.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../resources/print');
const WORDS = JSON.parse(readFileSync(path.join(FOLDER, 'words.json'), 'utf8')) as Record<'zh' | 'en', Record<string, string>>;
const template = (name: string, language: 'zh' | 'en' = 'zh'): Template => ({ html: readFileSync(path.join(FOLDER, `${name}.html`), 'utf8'), words: WORDS[language] });
const frame: PrintFrame = { organisation: '远山商贸', printedAt: '2026-11-27 14:02', printedBy: '张伟', knownUpTo: '已知截至 14:00', language: 'zh' };
const item = { code: 'LS-01', name: '六角螺钉 M4×16', unit: '个', barcode: '6900000100004', office: 'SH' };
const fill = (html: string, scope: Parameters<typeof fillTemplate>[1]) => fillTemplate(html, scope, { widthMm: 50, onNote: () => {} });
const count = (text: string, part: string) => text.split(part).length - 1;

const line = { code: 'LS-01', name: '六角螺钉', unit: '个' };
const lines = (length: number) => Array.from({ length }, (_, index) => ({ ...line, no: index + 1, quantity: '5', price: '1.00', amount: '5.00' }));
const papers = (length: number) =>
  ({
    'delivery-note': { number: 'SH-A-2026-000123', title: '调拨单', office: 'SH', officeName: '上海', from: 'SH', fromName: '上海', to: 'BJ', toName: '北京', by: '张伟', at: '14:00', lines: lines(length) },
    'stock-document': { number: 'SH-A-2026-000123', title: '入库单', office: 'SH', officeName: '上海', by: '张伟', at: '14:00', lines: lines(length) },
    'count-sheet': { office: 'SH', officeName: '上海', lines: lines(length) },
    'purchase-order': { number: 'PO-1', office: 'SH', officeName: '上海', supplier: '某厂', deliverTo: '上海', orderedAt: '11月27日', by: '张伟', lines: lines(length), totalAmount: '5.00' },
  }) satisfies { [Name in (typeof PAPER_TEMPLATES)[number]]: PrintData<Name> };

describe('placeholders', () => {
  it('[PRINT-1] no value becomes markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(fill('<p>{{name}}</p>', { name: value }).slice(3, -4)).not.toMatch(/[<>"']/);
      }),
    );
    expect(fill('{{name}}', { name: '<b>&"\'{{x}}' })).toBe('&lt;b&gt;&amp;&quot;&#39;{{x}}');
  });

  it('lists, conditions and surroundings', () => {
    expect(fill('{{#lines}}{{no}}{{unit}};{{/lines}}{{^none}}-{{/none}}', { unit: '个', none: '', lines: [{ no: 1 }, { no: 2, unit: '箱' }] })).toBe('1个;2箱;-');
  });

  it('what is misspelt, left open or no code is told', () => {
    for (const wrong of ['{{nmae}}', '{{#name}}', '{{/name}}', '{{#name}}{{/other}}', '{{barcod name}}', '{{qr name wide}}', '{{words.x}}', '{{}}']) {
      expect(() => fill(wrong, { name: 'x', words: {} }), wrong).toThrow(TemplateMistake);
    }
  });
});

describe('labels', () => {
  it('on a roll each label is a page, in its copies', () => {
    for (const size of LABEL_SIZES.filter(({ sheet }) => sheet === undefined)) {
      const made = labelDocument({ name: 'item-label', template: template('item-label'), labels: [{ data: item, copies: 3 }], size, start: 5, frame });
      expect([made.sheets, made.widthMm, count(made.body, 'class="label"')]).toEqual([3, size.widthMm, 3]);
      expect(made.css).toContain(`size:${size.widthMm}mm ${size.heightMm}mm`);
    }
  });

  it('a sheet begins at its first free place and goes on on the next', () => {
    const size = LABEL_SIZES.find(({ id }) => id === 'a4-3x8');
    if (size === undefined) throw new Error('no sheet');
    const made = labelDocument({ name: 'item-label', template: template('item-label'), labels: [{ data: item, copies: 23 }], size, start: 3, frame });
    expect([made.sheets, made.heightMm]).toEqual([2, 297]);
    expect(made.body.startsWith('<section class="sheet" lang="zh-CN"><div></div><div></div><div class="label">')).toBe(true);
  });

  it('says which code is another than was wanted', () => {
    const wrong = { ...item, barcode: '6900000100005' };
    const made = labelDocument({ name: 'item-label', template: template('item-label'), labels: [{ data: wrong, copies: 2 }], size: LABEL_SIZES[0], start: 1, frame });
    expect(made.notes).toEqual([{ note: 'wrong-check-digit', text: wrong.barcode }]);
  });

  it('a label for a location', () => {
    const made = labelDocument({ name: 'location-label', template: template('location-label'), labels: [{ data: { location: 'A-01-03', office: 'SH', officeName: '上海' }, copies: 1 }], size: LABEL_SIZES[0], start: 1, frame });
    expect(made.body).toContain('A-01-03');
  });
});

describe('papers', () => {
  it('[PRINT-2] every template is filled with the smallest data of its shape, in both languages and on each paper', () => {
    for (const name of PAPER_TEMPLATES) {
      for (const language of ['zh', 'en'] as const) {
        for (const size of PAPER_SIZES) {
          const made = paperDocument({ name, template: template(name, language), data: papers(1)[name], size, frame: { ...frame, language } });
          expect(made.sheets).toBe(1);
          expect(made.body).toContain('LS-01');
          expect(made.body).not.toContain('{{');
        }
      }
    }
    expect(Object.keys(WORDS.zh)).toEqual(Object.keys(WORDS.en));
  });

  it('[PRINT-3] a sheet holds the lines that fit, and each says which page of how many it is', () => {
    const [a4, half] = PAPER_SIZES;
    const [name, data] = ['delivery-note', papers(65)['delivery-note']] as const;
    const made = paperDocument({ name, template: template(name), data, size: a4, frame });
    expect(made.sheets).toBe(3);
    for (const page of ['1 / 3', '2 / 3', '3 / 3']) expect(count(made.body, page)).toBe(1);
    expect(count(made.body, 'class="no">65<')).toBe(1);
    expect(count(made.body, 'SH-A-2026-000123')).toBe(3);
    expect(half === undefined ? 0 : paperDocument({ name, template: template(name), data, size: half, frame }).sheets).toBe(10);
  });

  it('data that do not fit their shape are not printed', () => {
    const { number, ...lacking } = papers(1)['stock-document'];
    expect(number).not.toBe('');
    expect(() => paperDocument({ name: 'stock-document', template: template('stock-document'), data: lacking as never, size: PAPER_SIZES[0], frame })).toThrow(/number/);
    expect(PRINT_SHAPES['count-sheet'].safeParse({ office: 'SH', officeName: '', lines: [] }).success).toBe(false);
  });
});
