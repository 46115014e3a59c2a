import { describe, expect, it } from 'vitest';
import { createDraftSaver, type SaveState } from './draft-saver.ts';

/** A store that answers when the test says so. */
function slowStore() {
  let content = '';
  const stored: string[] = [];
  const answers: ((ok: boolean) => void)[] = [];
  const states: SaveState[] = [];
  const saver = createDraftSaver(
    () => {
      stored.push(content);
      return new Promise((resolve) => answers.push(resolve));
    },
    (state) => states.push(state),
  );
  return {
    stored,
    states,
    saver,
    change(next: string) {
      content = next;
      saver.changed();
    },
    async answer(ok: boolean) {
      answers.shift()?.(ok);
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}

describe('an entry under way', () => {
  it('[STOCK-28] what is scanned while a save is under way is saved by the next, and by one only', async () => {
    const store = slowStore();
    store.change('1');
    store.change('1,2');
    store.change('1,2,3');
    expect(store.stored).toEqual(['1']);
    await store.answer(true);
    expect(store.stored).toEqual(['1', '1,2,3']);
    await store.answer(true);
    expect(store.states.at(-1)).toBe('saved');
    expect(await store.saver.settled()).toBe(true);
    expect(store.stored).toHaveLength(2);
  });

  it('[STOCK-28] a save that failed is told, and made again', async () => {
    const store = slowStore();
    store.change('1');
    await store.answer(false);
    expect(store.states.at(-1)).toBe('failed');
    const settled = store.saver.settled();
    await store.answer(true);
    expect(await settled).toBe(true);
    expect(store.stored).toEqual(['1', '1']);
  });
});
