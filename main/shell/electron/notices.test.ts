import { describe, expect, it } from 'vitest';
import { cardCauses, createNoticing, stockCauses, type Card, type Cause, type StockException } from './notices.ts';

const cause = (id: string): Cause => ({ id, text: { zh: `甲${id}`, en: `A${id}` }, address: `/${id}` });

describe('notices', () => {
  it('[SHELL-4] tells what arrives, not what was there at the start', () => {
    const noticing = createNoticing('zh');
    expect(noticing.causesAre([cause('1')], false)).toBeUndefined();
    expect(noticing.causesAre([cause('1'), cause('2')], false)).toEqual({ title: '需要您处理', body: '甲2', address: '/2' });
  });

  it('[SHELL-4] tells a cause once, even when it goes and comes again or was first seen in the window', () => {
    const noticing = createNoticing('en');
    noticing.causesAre([], false);
    expect(noticing.causesAre([cause('1')], true)).toBeUndefined();
    expect(noticing.causesAre([], false)).toBeUndefined();
    expect(noticing.causesAre([cause('1')], false)).toBeUndefined();
  });

  it('[SHELL-4] tells several at once as one', () => {
    const noticing = createNoticing('en');
    noticing.causesAre([], false);
    expect(noticing.causesAre([cause('1'), cause('2'), cause('3')], false)?.body).toBe('A1, and 2 more');
  });
});

describe('what is this person’s', () => {
  const exception = (offices: readonly string[]): StockException => ({ id: offices.join(' '), kind: 'below-zero', offices, itemName: '螺钉', subject: 'M6' }) as unknown as StockException;
  const setup = (code: string, headquarters: boolean, role: 'clerk' | 'manager') => ({
    state: 'member' as const,
    office: { code, name: code, headquarters },
    person: { id: 'p', name: '李娜', roles: [role] },
  });
  const rows = [exception(['BJ']), exception(['GZ'])];

  it('[SHELL-4] stock concerns those who may settle it, of their own office; headquarters all', () => {
    expect(stockCauses(setup('BJ', false, 'clerk'), rows)).toEqual([]);
    expect(stockCauses(setup('BJ', false, 'manager'), rows).map(({ text }) => text.zh)).toEqual(['“螺钉”库存低于零']);
    expect(stockCauses(setup('SH', true, 'manager'), rows)).toHaveLength(2);
    expect(stockCauses({ state: 'none' }, rows)).toEqual([]);
  });

  it('[SHELL-4] cards count when they hold two values', () => {
    const card = (id: string, collisions: string[]): Card => ({ id, title: '报价', collisions }) as unknown as Card;
    expect(cardCauses([card('a', []), card('b', ['due'])])).toMatchObject([{ address: '/tasks/card/b', text: { en: '“报价” was changed in two places: choose' } }]);
  });
});
