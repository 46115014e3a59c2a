import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { contentDigest } from './content-digest.ts';
import type { DocumentKind } from './kind.ts';
import { openDocument } from './open-document.ts';

const kind: DocumentKind = {
  kind: 'paper',
  pattern: /^paper$/,
  roots: { entries: 'map', body: 'xml' },
  mayWrite: () => true,
  mayRead: () => true,
  guarded: false,
  check: () => undefined,
};

function paper(clientID: number, fill: (doc: Y.Doc) => void): Y.Doc {
  const doc = openDocument(kind);
  doc.clientID = clientID;
  fill(doc);
  return doc;
}

describe('content digest', () => {
  it('[STORE-14] equal updates in any order give equal digests', () => {
    const updates = [1, 2, 3].map((client) =>
      Y.encodeStateAsUpdate(
        paper(client, (doc) => {
          doc.getMap('entries').set(`k${client}`, { b: client, a: ['六'] });
          doc.getXmlFragment('body').push([new Y.XmlText(`text ${client}`)]);
        }),
      ),
    );
    const digests = [updates, updates.toReversed(), [...updates, ...updates]].map((order) =>
      contentDigest(
        kind,
        paper(9, (doc) => order.forEach((update) => Y.applyUpdate(doc, update))),
      ),
    );
    expect(new Set(digests).size).toBe(1);
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('[STORE-14] a cloned client id gives equal state vectors and different digests', () => {
    const left = paper(7, (doc) => doc.getMap('entries').set('k', 'left'));
    const right = paper(7, (doc) => doc.getMap('entries').set('k', 'rght'));
    expect(Y.encodeStateVector(left)).toEqual(Y.encodeStateVector(right));
    expect(contentDigest(kind, left)).not.toBe(contentDigest(kind, right));
  });

  it('[STORE-14] tells rich text, deletions and what was never there apart', () => {
    const fills: readonly ((doc: Y.Doc) => void)[] = [
      () => {},
      (doc) => doc.getXmlFragment('body').push([new Y.XmlText('a')]),
      (doc) => doc.getXmlFragment('body').push([new Y.XmlElement('a')]),
      (doc) => doc.getMap('entries').set('k', 1),
      (doc) => {
        doc.getMap('entries').set('k', 1);
        doc.getMap('entries').delete('k');
      },
    ];
    expect(new Set(fills.map((fill) => contentDigest(kind, paper(1, fill)))).size).toBe(fills.length);
  });

  it('[STORE-14] is given for whatever an update may carry', () => {
    const values = [undefined, null, Number.NaN, Number.POSITIVE_INFINITY, 10n, new Uint8Array([1]), [undefined], { deep: 10n }, new Y.Map(), new Y.Doc({ guid: 'g' })];
    const digests = values.map((value) => contentDigest(kind, paper(1, (doc) => doc.getMap('entries').set('k', value))));
    expect(new Set(digests).size).toBe(values.length);
  });
});
