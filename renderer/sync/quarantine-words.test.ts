import { describe, expect, it } from 'vitest';
import { causeOf, documentWords, tellingFields } from './quarantine-words.ts';

describe('what stands in quarantine, in words', () => {
  it('names the document and leads to the screen that shows it', () => {
    expect(documentWords('ledger/BJ/2026-11/1')).toEqual({ kind: 'ledger', office: 'BJ', month: '2026-11', address: '/stock/movements' });
    expect(documentWords('article/a1')).toEqual({ kind: 'article', address: '/knowledge/a1' });
    expect(documentWords('<b>no such thing</b>')).toEqual({ kind: 'other' });
  });

  it('tells causes apart by the rule, and leaves none without words', () => {
    expect(['RELAY-4', 'SYNC-11', 'SYNC-19', 'STORE-5', 'STOCK-3', 'SOME-99'].map((rule) => causeOf({ rule }))).toEqual(['rights', 'diverged', 'lost', 'unreadable', 'rule', 'rule']);
  });

  it('leaves out what says nothing to a person', () => {
    const fields = [
      { name: 'number', value: 'BJ-A-2026-000012' },
      { name: 'reference', value: '送货单 88' },
      { name: 'signature', value: 'abc' },
      { name: 'reason', value: '' },
    ];
    expect(tellingFields(fields)).toEqual(fields.slice(0, 2));
  });
});
