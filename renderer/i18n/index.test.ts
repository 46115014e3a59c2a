import i18next from 'i18next';
import { expect, it } from 'vitest';
import { startTexts, switchLanguage } from './index.ts';

it('English says one and several; Chinese makes no difference', async () => {
  await startTexts('en');
  expect([0, 1, 2].map((count) => i18next.t('design.table.rows', { count }))).toEqual(['0 rows', '1 row', '2 rows']);
  await switchLanguage('zh');
  expect([1, 2].map((count) => i18next.t('design.table.rows', { count }))).toEqual(['1 行', '2 行']);
});
