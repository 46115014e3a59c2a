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

/** Tells, from now on, whether a change of the document brought any. */
function watch(doc: Y.Doc): () => boolean {
  let brings = false;
  doc.on('beforeObserverCalls', (transaction) => {
    brings ||= bringsForeignContent(doc.getXmlFragment('body'), transaction);
  });
  return () => brings;
}

/** A document that holds one paragraph. */
function holding(words: string): Y.Doc {
  const doc = openDocument(articleKind);
  doc.getXmlFragment('body').insert(0, [element('paragraph', text(words))]);
  return doc;
}

/** What is said of content that arrives in it. */
function arriving(content: Content): { readonly brings: boolean; readonly has: boolean } {
  const doc = holding('原有');
  const other = openDocument(articleKind);
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  other.getXmlFragment('body').insert(1, [content()]);
  const brings = watch(doc);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  return { brings: brings(), has: hasForeignContent(doc.getXmlFragment('body')) };
}

const paragraphOf = (doc: Y.Doc): Y.XmlElement => doc.getXmlFragment('body').get(0) as Y.XmlElement;
const textOf = (doc: Y.Doc): Y.XmlText => paragraphOf(doc).get(0) as Y.XmlText;

describe('what an editor cannot hold', () => {
  it.each(known)('[KNOW-7] %s can be edited', (_what, content) => {
    expect(arriving(content)).toEqual({ brings: false, has: false });
  });

  it.each(foreign)('[KNOW-7] %s is noticed, when it stands there and when it arrives', (_what, content) => {
    expect(arriving(content)).toEqual({ brings: true, has: true });
  });

  it.each<[string, (doc: Y.Doc) => void]>([
    ['an element', (doc) => paragraphOf(doc).insert(0, [element('image')])],
    ['a picture within text', (doc) => textOf(doc).insertEmbed(0, { image: 'x' })],
    ['a mark of a newer version', (doc) => textOf(doc).format(0, 1, { highlight: { colour: 'yellow' } })],
    ['one that may overlap', (doc) => textOf(doc).format(0, 1, { 'comment--Zm9vYmFy': { id: 'x' } })],
  ])('[KNOW-7] %s is noticed in a paragraph that was there already', (_what, add) => {
    const doc = holding('文字');
    const brings = watch(doc);
    add(doc);
    expect([brings(), hasForeignContent(doc.getXmlFragment('body'))]).toEqual([true, true]);
  });

  it('[KNOW-7] typing, and changes beside the body, bring nothing', () => {
    const doc = holding('文字');
    const brings = watch(doc);
    textOf(doc).insert(1, '中', { bold: true, 'link--Zm9vYmFy': { href: 'https://example.com' } });
    doc.getMap('meta').set('title', '标题');
    paragraphOf(doc).setAttribute('textAlign', 'left');
    expect([brings(), hasForeignContent(doc.getXmlFragment('body'))]).toEqual([false, false]);
  });
});
