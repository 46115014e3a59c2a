import { expect, it } from 'vitest';
import { refuse } from '#model/contract/refusal.ts';
import { fieldText, refusalText } from './refusal-text.ts';

const blank = refuse('input.invalid', { field: 'name', problem: { zh: '不能为空', en: 'it must not be empty' } }, 'name');

it('says beside a field only what is wrong with it, without the name that the contract gives it', () => {
  expect([fieldText(blank, 'zh'), fieldText(blank, 'en')]).toEqual(['不能为空。', 'It must not be empty.']);
});

it('says elsewhere which field is meant', () => {
  expect(refusalText(blank, 'en')).toContain('name');
});

it('keeps the whole words of every other refusal', () => {
  const missing = refuse('not-found', { what: { zh: '机构', en: 'office' }, id: 'XX' }, 'to');
  expect(fieldText(missing, 'en')).toBe(refusalText(missing, 'en'));
});
