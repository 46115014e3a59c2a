import { describe, expect, it } from 'vitest';
import { customTyped, fieldName, type CustomField } from './custom-fields.ts';

const field = (id: string, type: CustomField['type'], nameEn: string | null = null): CustomField => ({ id, name: '净重', nameEn, type, choices: [], retired: false });

describe('custom fields', () => {
  it('are called in English by their English name, where they have one', () => {
    expect([fieldName(field('w', 'number', 'Net weight'), 'en'), fieldName(field('w', 'number'), 'en'), fieldName(field('w', 'number', 'Net weight'), 'zh')]).toEqual(['Net weight', '净重', '净重']);
  });

  it('take full-width digits as a number, and leave a text as it was written', () => {
    expect(customTyped([field('w', 'number'), field('t', 'text')], { w: '１２。５', t: 'ＤＷＧ－１' })).toEqual({ w: '12.5', t: 'ＤＷＧ－１' });
  });
});
