import { describe, expect, it } from 'vitest';
import { keepLook, keepViews, MOST_VIEWS, PLAIN_LOOK, readLook, readViews, withView, type Kept, type TableView } from './table-views.ts';

function memory(entries: Record<string, string> = {}): Kept {
  const held = new Map(Object.entries(entries));
  return { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => void held.set(key, value) };
}

const view = (name: string, search = ''): TableView => ({ name, search, text: '', columns: { lot: true }, sorting: { id: 'time', desc: true } });

describe('how a list is looked at', () => {
  it('comes back as it was kept, for this list alone', () => {
    const kept = memory();
    keepLook(kept, 'movements', { columns: { lot: true, person: false }, sorting: { id: 'time', desc: true } });
    expect(readLook(kept, 'movements')).toEqual({ columns: { lot: true, person: false }, sorting: { id: 'time', desc: true } });
    expect(readLook(kept, 'orders')).toEqual(PLAIN_LOOK);
  });

  it('keeps views with their filters, and replaces one of the same name where it stands', () => {
    const kept = memory();
    const views = withView(withView(withView([], view('今日入库', 'kind=receipt')), view('过期')), view('今日入库', 'kind=receipt&office=BJ'));
    keepViews(kept, 'movements', views);
    expect(readViews(kept, 'movements').map(({ name, search }) => [name, search])).toEqual([
      ['今日入库', 'kind=receipt&office=BJ'],
      ['过期', ''],
    ]);
    expect(readViews(kept, 'movements')[0]).toEqual(view('今日入库', 'kind=receipt&office=BJ'));
  });

  it('lets the oldest view go where there are too many', () => {
    let views: readonly TableView[] = [];
    for (let number = 0; number <= MOST_VIEWS; number += 1) views = withView(views, view(`v${number}`));
    expect(views).toHaveLength(MOST_VIEWS);
    expect(views[0]?.name).toBe('v1');
  });

  it('leaves out what it cannot read', () => {
    const kept = memory({
      'branchline-list-a': '{"columns":{"lot":"yes","person":false},"sorting":{"id":7}}',
      'branchline-views-a': JSON.stringify([view('good'), { name: '' }, { name: 'no search' }, null, 'text']),
      'branchline-list-b': '{',
      'branchline-views-b': '"none"',
    });
    expect(readLook(kept, 'a')).toEqual({ columns: { person: false }, sorting: undefined });
    expect(readViews(kept, 'a').map(({ name }) => name)).toEqual(['good']);
    expect(readLook(kept, 'b')).toEqual(PLAIN_LOOK);
    expect(readViews(kept, 'b')).toEqual([]);
  });
});
