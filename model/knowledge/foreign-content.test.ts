import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openDocument } from '../document/open-document.ts';
import { articleKind } from './article-kind.ts';
import { bringsForeignContent, hasForeignContent } from './foreign-content.ts';

function element(name: string, ...children: readonly (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, [...children]);
  return made;
}
const text = (words = '文字'): Y.XmlText => new Y.XmlText(words);

type Content = () => Y.XmlElement | Y.XmlText;
const known: readonly [string, Content][] = [
  ['a paragraph', () => element('paragraph', text())],
  ['an empty paragraph', () => element('paragraph')],
  ['a line break', () => element('paragraph', text(), element('hardBreak'), text())],
  ['a list', () => element('bulletList', element('listItem', element('paragraph', text()), element('orderedList', element('listItem', element('paragraph')))))],
  ['a quotation', () => element('blockquote', element('heading', text()), element('horizontalRule'))],
  ['code', () => element('codeBlock', text())],
];
const foreign: readonly [string, Content][] = [
  ['a node of a newer version', () => element('table', element('tableRow'))],
  ['one within a list', () => element('bulletList', element('listItem', element('paragraph'), element('image')))],
  ['text outside of any block', () => text()],
  ['text in a quotation', () => element('blockquote', text())],
  ['a paragraph within a paragraph', () => element('paragraph', element('paragraph', text()))],
  ['a list of paragraphs', () => element('bulletList', element('paragraph', text()))],
];

/** What the watch says of content that arrives in a body that holds a paragraph. */
function arriving(content: Content): { readonly brings: boolean; readonly has: boolean } {
  const doc = openDocument(articleKind);
  const body = doc.getXmlFragment('body');
  body.insert(0, [element('paragraph', text('原有'))]);
  const other = openDocument(articleKind);
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  other.getXmlFragment('body').insert(1, [content()]);
  let brings = false;
  doc.on('beforeObserverCalls', (transaction) => {
    brings ||= bringsForeignContent(body, transaction);
  });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  return { brings, has: hasForeignContent(body) };
}

describe('what an editor cannot hold', () => {
  it.each(known)('[KNOW-7] %s can be edited', (_what, content) => {
    expect(arriving(content)).toEqual({ brings: false, has: false });
  });

  it.each(foreign)('[KNOW-7] %s is noticed, when it stands there and when it arrives', (_what, content) => {
    expect(arriving(content)).toEqual({ brings: true, has: true });
  });

  it('[KNOW-7] is noticed in an element that was there already, and a picture within text', () => {
    for (const add of [
      (body: Y.XmlFragment) => (body.get(0) as Y.XmlElement).insert(0, [element('image')]),
      (body: Y.XmlFragment) => ((body.get(0) as Y.XmlElement).get(0) as Y.XmlText).insertEmbed(0, { image: 'x' }),
    ]) {
      const doc = openDocument(articleKind);
      const body = doc.getXmlFragment('body');
      body.insert(0, [element('paragraph', text())]);
      let brings = false;
      doc.on('beforeObserverCalls', (transaction) => {
        brings ||= bringsForeignContent(body, transaction);
      });
      add(body);
      expect([brings, hasForeignContent(body)]).toEqual([true, true]);
    }
  });

  it('[KNOW-7] typing, and changes beside the body, bring nothing', () => {
    const doc = openDocument(articleKind);
    const body = doc.getXmlFragment('body');
    body.insert(0, [element('paragraph', text())]);
    let brings = false;
    doc.on('beforeObserverCalls', (transaction) => {
      brings ||= bringsForeignContent(body, transaction);
    });
    ((body.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(1, '中', { bold: true });
    doc.getMap('meta').set('title', '标题');
    (body.get(0) as Y.XmlElement).setAttribute('textAlign', 'left');
    expect(brings).toBe(false);
  });
});
