import { describe, expect, it, vi } from 'vitest';
import { left, shownText, typed } from './draft.ts';

const save = vi.fn<(text: string) => void>();
const laterSave = vi.fn<(text: string) => void>();

describe('a text that is saved when it is left', () => {
  it('keeps what is being typed when another value arrives, and saves it on top of what was on screen at the start', () => {
    const begun = typed(undefined, '甲', '旧', save);
    expect(shownText(begun, '别处改的')).toBe('甲');
    const more = typed(begun, '甲乙', '别处改的', laterSave);
    expect(shownText(more, '别处改的')).toBe('甲乙');
    const { draft, saves } = left(more);
    expect(saves).toBe(true);
    expect(draft).toMatchObject({ text: '甲乙', base: '旧', save, saved: true });
  });

  it('shows what was saved until the stored value moves, then that', () => {
    const { draft } = left(typed(undefined, '新', '旧', save));
    expect(shownText(draft, '旧')).toBe('新');
    expect(shownText(draft, '新')).toBe('新');
    expect(shownText(draft, '别处改的')).toBe('别处改的');
    expect(left(draft).saves).toBe(false);
  });

  it('saves nothing where nothing was changed', () => {
    expect(left(typed(undefined, ' 旧 ', '旧', save))).toEqual({ draft: undefined, saves: false });
    expect(left(undefined)).toEqual({ draft: undefined, saves: false });
  });

  it('begins anew, on what is on screen then, after it was saved', () => {
    const { draft } = left(typed(undefined, '新', '旧', save));
    expect(typed(draft, '更新', '新', laterSave)).toEqual({ text: '更新', base: '新', save: laterSave, saved: false });
  });
});
