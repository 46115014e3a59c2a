import { describe, expect, it } from 'vitest';
import { outlineOf } from './outline.ts';

const heading = (level: number, text: string) => ({ type: 'heading', attrs: { level }, content: text === '' ? [] : [{ type: 'text', text }] });

describe('an article’s outline', () => {
  it('lists headings with their level and their number among all headings', () => {
    const document = { type: 'doc', content: [heading(1, '盘点'), { type: 'paragraph' }, heading(2, ''), heading(2, '准备')] };
    expect(outlineOf(document)).toEqual([
      { level: 1, text: '盘点', index: 0 },
      { level: 2, text: '准备', index: 2 },
    ]);
  });

  it('begins at its edge, whichever its highest headings are', () => {
    expect(outlineOf({ type: 'doc', content: [heading(2, '准备'), heading(3, '清场'), heading(2, '清点')] }).map(({ level }) => level)).toEqual([1, 2, 1]);
  });

  it('is empty for an empty text', () => {
    expect(outlineOf({ type: 'doc' })).toEqual([]);
  });
});
