import fc from 'fast-check';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { readUpdateContent } from './update-content.ts';

/** The update of one edit, on a document that others have written in. */
function edited(edit: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.getXmlFragment('body').insert(0, [new Y.XmlText('之前')]);
  const before = Y.encodeStateVector(doc);
  edit(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

describe('[STORE-21] what an update holds can be read without its document', () => {
  it('shows records with their fields, and only what is plain of them', () => {
    const update = edited((doc) => doc.getMap('movements').set('m1', { number: 'BJ-A-2026-000012', quantity: -5000, seen: { a: 1 } }));
    expect(readUpdateContent(update)).toEqual({
      parts: [
        {
          name: 'm1',
          fields: [
            { name: 'number', value: 'BJ-A-2026-000012' },
            { name: 'quantity', value: '-5000' },
          ],
        },
      ],
      deleted: 0,
      cut: false,
    });
  });

  it('joins what was typed in one place, and starts a line for each paragraph', () => {
    const update = edited((doc) => {
      for (const words of ['先停出库', '两人同盘']) {
        const paragraph = new Y.XmlElement('paragraph');
        const text = new Y.XmlText();
        paragraph.insert(0, [text]);
        doc.getXmlFragment('body').push([paragraph]);
        for (let at = 0; at < words.length; at += 1) text.insert(at, words.charAt(at));
      }
    });
    expect(readUpdateContent(update)?.parts).toEqual([{ text: '先停出库' }, { text: '两人同盘' }]);
  });

  it('counts what is deleted', () => {
    const update = edited((doc) => {
      const text = doc.getXmlFragment('body').get(0) as Y.XmlText;
      text.delete(0, 2);
    });
    expect(readUpdateContent(update)).toMatchObject({ parts: [], deleted: 2 });
  });

  it('says when there is more than it shows', () => {
    const update = edited((doc) => {
      for (let number = 0; number < 201; number += 1) doc.getMap('fields').set(`f${String(number)}`, number);
    });
    const content = readUpdateContent(update);
    expect(content?.parts).toHaveLength(200);
    expect(content?.cut).toBe(true);
    expect(readUpdateContent(edited((doc) => doc.getMap('fields').set('a', '长'.repeat(2001))))?.cut).toBe(true);
  });

  it('gives nothing for what is no update, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        readUpdateContent(bytes);
      }),
    );
    expect(readUpdateContent(new Uint8Array([255, 255, 255, 1]))).toBeUndefined();
  });
});
