import { describe, expect, it } from 'vitest';
import { pillState, type SyncStatus } from './sync-pill.ts';

const status = (over: Partial<SyncStatus>): SyncStatus => ({ state: 'live', idle: true, waiting: 0, deferred: 0, quarantine: [], ...over });

describe('the sync pill', () => {
  it('tells delivered from sending', () => {
    expect(pillState(status({}), 'zh')).toEqual({ kind: 'live' });
    expect(pillState(status({ waiting: 3 }), 'zh')).toEqual({ kind: 'sending', count: 3 });
  });

  it('says what is saved here while there is no line, also while it is being tried', () => {
    expect(pillState(status({ state: 'offline', waiting: 12, sinceMs: 5 }), 'zh')).toEqual({ kind: 'offline', waiting: 12, sinceMs: 5 });
    expect(pillState(status({ state: 'connecting', waiting: 1 }), 'zh')).toMatchObject({ kind: 'offline', waiting: 1 });
    expect(pillState(status({ state: 'connecting' }), 'zh')).toEqual({ kind: 'connecting' });
  });

  it('names the cause of a refusal in the language of the screen', () => {
    const cause = { key: 'tooLarge', text: { zh: '过大', en: 'too large' }, advice: { zh: '', en: '' } };
    expect(pillState(status({ state: 'refused', cause }), 'en')).toEqual({ kind: 'attention', cause: 'too large' });
  });

  it('is quiet about an office that never had a relay', () => {
    expect(pillState(status({ state: 'unconfigured' }), 'zh')).toEqual({ kind: 'alone' });
  });
});
