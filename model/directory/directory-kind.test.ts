import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { observeChange, wholeDocument } from '../document/change.ts';
import type { DocumentProblem, RuleContext } from '../document/kind.ts';
import { openDocument } from '../document/open-document.ts';
import { DIRECTORY_DOCUMENT, directoryKind } from './directory-kind.ts';
import { createSampleDirectory, office, type SampleDirectory } from './testing/sample-directory.ts';
import { entryKey } from './records.ts';
import { putEntry } from './writing.ts';

function contextOf(sample: SampleDirectory, rootKey: string | undefined = sample.rootKey): RuleContext {
  return { verify: sample.signatures.verify, workstationKey: () => undefined, rootKey: () => rootKey };
}

function judge(sample: SampleDirectory, act: (doc: Y.Doc) => void, context = contextOf(sample)): DocumentProblem | undefined {
  const change = observeChange(DIRECTORY_DOCUMENT, directoryKind, sample.doc, () => sample.doc.transact(() => act(sample.doc)));
  return directoryKind.check(change, context);
}

const firstKey = (doc: Y.Doc, root: string): string => [...doc.getMap(root).keys()][0] ?? '';

describe('document kind directory', () => {
  it('[DIRECTORY-1] is one document that every member carries and reads', () => {
    expect(directoryKind.pattern.test('directory')).toBe(true);
    expect(directoryKind.pattern.test('directory/x')).toBe(false);
    const writer = { workstation: 'x', office: 'GZ', headquarters: false, role: 'clerk' as const };
    expect([directoryKind.mayWrite(DIRECTORY_DOCUMENT, writer), directoryKind.mayRead(DIRECTORY_DOCUMENT, writer)]).toEqual([true, true]);
  });

  it('[DIRECTORY-1] is refused as long as the organisation is not known', () => {
    const sample = createSampleDirectory();
    const act = (doc: Y.Doc): void => putEntry(doc, 'offices', sample.make('offices', { id: office('CD'), name: '成都' }, sample.headquarters.signer));
    expect(judge(sample, act, { ...contextOf(sample), rootKey: () => undefined })?.rule).toBe('DIRECTORY-1');
  });

  it('[DIRECTORY-4] a whole document is accepted at once, whoever carries it', () => {
    const sample = createSampleDirectory();
    expect(directoryKind.check(wholeDocument(DIRECTORY_DOCUMENT, directoryKind, sample.doc), contextOf(sample))).toBeUndefined();
    expect(judge(sample, (doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(sample.doc)))).toBeUndefined();
  });

  it('[DIRECTORY-2] nothing is removed, altered or put in another’s place', () => {
    const remove = createSampleDirectory();
    expect(judge(remove, (doc) => doc.getMap('people').delete(firstKey(doc, 'people')))?.rule).toBe('DIRECTORY-2');
    const alter = createSampleDirectory();
    expect(judge(alter, (doc) => doc.getMap('people').set(firstKey(doc, 'people'), { name: 'x' }))?.rule).toBe('DIRECTORY-2');
    const place = createSampleDirectory();
    const other = place.make('offices', { id: office('BJ'), name: '北京' }, place.headquarters.signer, 2);
    expect(judge(place, (doc) => doc.getMap('offices').set(firstKey(doc, 'offices'), other))?.rule).toBe('DIRECTORY-2');
    const bytes = createSampleDirectory();
    expect(judge(bytes, (doc) => doc.getMap('offices').set(firstKey(doc, 'offices'), new Uint8Array(3)))?.rule).toBe('DIRECTORY-2');
  });

  it('[DIRECTORY-2] the same entry written again changes nothing', () => {
    const sample = createSampleDirectory();
    const key = firstKey(sample.doc, 'offices');
    const value = sample.doc.getMap<object>('offices').get(key);
    expect(judge(sample, (doc) => doc.getMap('offices').set(key, { ...value }))).toBeUndefined();
  });

  it('[DIRECTORY-3] malformed entries are refused: shape, length, key, and what JSON cannot hold', () => {
    const good = (sample: SampleDirectory): Record<string, unknown> => ({
      ...sample.make('offices', { id: office('CD'), name: '成都' }, sample.headquarters.signer),
    });
    const cases: ((sample: SampleDirectory, doc: Y.Doc) => void)[] = [
      (sample, doc) => doc.getMap('offices').set('CD', good(sample)),
      (sample, doc) => doc.getMap('offices').set('CD/x', { id: 'CD' }),
      (_sample, doc) => doc.getMap('offices').set('CD/x', 10n),
      (_sample, doc) => doc.getMap('offices').set('CD/x', new Uint8Array(9)),
      (_sample, doc) => doc.getMap('offices').set('CD/x', null),
      (sample, doc) => doc.getMap('offices').set('CD/x', { ...good(sample), extra: 10n }),
      (sample, doc) => doc.getMap('offices').set('CD/x', { ...good(sample), extra: 'x'.repeat(5000) }),
      (sample, doc) => doc.getMap('offices').set('cd/x', { ...good(sample), id: 'cd' }),
    ];
    for (const act of cases) {
      const sample = createSampleDirectory();
      expect(judge(sample, (doc) => act(sample, doc))?.rule).toBe('DIRECTORY-3');
    }
  });

  it('[DIRECTORY-3] fields of a newer version are kept and covered by the signature', () => {
    const sample = createSampleDirectory();
    const draft = { id: office('CD'), name: '成都', colour: 'teal' };
    const record = sample.make('offices', draft, sample.headquarters.signer);
    expect(judge(sample, (doc) => putEntry(doc, 'offices', record))).toBeUndefined();
    const altered = { ...record, colour: 'red' };
    expect(judge(sample, (doc) => doc.getMap('offices').set(entryKey(altered), altered))?.rule).toBe('DIRECTORY-4');
  });

  it('[DIRECTORY-6] an entry of a workstation revoked meanwhile is kept, so that replicas agree whatever came first', () => {
    const sample = createSampleDirectory();
    sample.put('revocations', { id: sample.second.record.id, reason: '' }, sample.headquarters.signer);
    const late = sample.make('offices', { id: office('CD'), name: '成都' }, sample.second.signer);
    expect(judge(sample, (doc) => putEntry(doc, 'offices', late))).toBeUndefined();
  });

  it('[DIRECTORY-4] only what is new is verified again', () => {
    const sample = createSampleDirectory();
    let verified = 0;
    const context: RuleContext = {
      ...contextOf(sample),
      verify(key, message, signature) {
        verified += 1;
        return sample.signatures.verify(key, message, signature);
      },
    };
    const record = sample.make('offices', { id: office('CD'), name: '成都' }, sample.headquarters.signer);
    expect(judge(sample, (doc) => putEntry(doc, 'offices', record), context)).toBeUndefined();
    expect(verified).toBeLessThanOrEqual(2);
    expect(openDocument(directoryKind).getMap('offices').size).toBe(0);
  });
});
