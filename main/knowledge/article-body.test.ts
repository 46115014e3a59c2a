import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { articleKind } from '#model/knowledge/article-kind.ts';
import { plainText } from '#model/knowledge/rich-text.ts';
import { openDocument } from '#model/document/open-document.ts';
import { readBody, writeBody } from './article-body.ts';
import { createMarkdownConverter } from './markdown.ts';

const converter = createMarkdownConverter();

function write(doc: Y.Doc, markdown: string): void {
  writeBody(doc.getXmlFragment('body'), converter.fromMarkdown(markdown), converter.schema);
}
function read(doc: Y.Doc): string {
  return converter.toMarkdown(readBody(doc.getXmlFragment('body')));
}
function copyOf(doc: Y.Doc): Y.Doc {
  const copy = openDocument(articleKind);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}
function merge(left: Y.Doc, right: Y.Doc): void {
  Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
}
function article(markdown: string): Y.Doc {
  const doc = openDocument(articleKind);
  write(doc, markdown);
  return doc;
}

const BASE = '# 收货\n\n先核对送货单与订单。\n\n- 数量\n- 批次\n\n再验外观。';

describe('the body of an article', () => {
  it('[KNOW-2] two offices write in one paragraph: both texts stay', () => {
    const beijing = article(BASE);
    const guangzhou = copyOf(beijing);
    write(beijing, BASE.replace('先核对', '【北京】先核对'));
    write(guangzhou, BASE.replace('订单。', '订单。差异当场拍照。'));
    merge(beijing, guangzhou);
    expect(read(beijing)).toBe(read(guangzhou));
    expect(read(beijing)).toContain('【北京】先核对送货单与订单。差异当场拍照。');
  });

  it('[KNOW-2] a paragraph written at the top does not disturb one edited elsewhere below', () => {
    const beijing = article(BASE);
    const guangzhou = copyOf(beijing);
    write(beijing, BASE.replace('# 收货\n\n', '# 收货\n\n适用于所有门店。\n\n').replace('- 批次', '- 批次\n- 效期').replace('再验外观。', '最后再验外观。'));
    write(guangzhou, BASE.replace('- 数量', '- 数量(整箱)').replace('外观。', '外观与封条。').replace('先核对', '两人核对'));
    merge(beijing, guangzhou);
    expect(read(beijing)).toBe('# 收货\n\n适用于所有门店。\n\n两人核对送货单与订单。\n\n- 数量(整箱)\n- 批次\n- 效期\n\n最后再验外观与封条。');
    expect(read(guangzhou)).toBe(read(beijing));
  });

  it('[KNOW-2] writing what stands there already changes nothing', () => {
    const doc = article(BASE);
    const before = Y.encodeStateAsUpdate(doc);
    write(doc, read(doc));
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('[KNOW-2] whatever stood there, what is written is what is read', () => {
    const block = fc.constantFrom('# 标题', '段落一', '段落**二**', '- 甲\n- 乙', '1. 一\n2. 二', '> 引用', '---', '```\n码\n```', '段落一');
    const markdown = fc.array(block, { minLength: 1, maxLength: 8 }).map((blocks) => blocks.join('\n\n'));
    fc.assert(
      fc.property(fc.array(markdown, { minLength: 1, maxLength: 4 }), (texts) => {
        const doc = openDocument(articleKind);
        for (const each of texts) {
          write(doc, each);
          expect(readBody(doc.getXmlFragment('body'))).toEqual(readBody(article(each).getXmlFragment('body')));
        }
      }),
    );
  });

  it('[KNOW-1] what a plain client left outside of any block is read as a paragraph, and can be written over', () => {
    const doc = article('一段');
    const body = doc.getXmlFragment('body');
    const text = new Y.XmlText('散落的文字');
    body.insert(0, [text]);
    text.insertEmbed(2, { image: 'x' });
    // No editor writes these; Yjs lets a client write anything.
    const hook = (): Y.XmlElement => new Y.XmlHook('widget') as unknown as Y.XmlElement;
    body.insert(1, [hook()]);
    (body.get(2) as Y.XmlElement).push([hook()]);
    expect(read(doc)).toBe('散落的文字\n\n一段');
    expect(plainText(body)).toBe('散落的文字\n一段');
    write(doc, `${read(doc)}\n\n又一段`);
    expect(read(doc)).toBe('散落的文字\n\n一段\n\n又一段');
  });

  it('[KNOW-3] reading leaves alone what this version does not know', () => {
    const doc = article('已知');
    const strange = new Y.XmlElement('hologram');
    strange.insert(0, [new Y.XmlText('来自新版本')]);
    doc.getXmlFragment('body').push([strange]);
    const before = Y.encodeStateAsUpdate(doc);
    expect(read(doc)).toContain('来自新版本');
    expect(plainText(doc.getXmlFragment('body'))).toBe('已知\n来自新版本');
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });
});
