import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JSONContent } from '@tiptap/core';
import { createMarkdownConverter } from './markdown.ts';

const converter = createMarkdownConverter();

function roundTrip(markdown: string): string {
  return converter.toMarkdown(converter.fromMarkdown(markdown));
}

function textOf(node: JSONContent): string {
  return node.type === 'hardBreak' ? '\n' : (node.text ?? (node.content ?? []).map(textOf).join(node.type === 'doc' ? '\n' : ''));
}

const paragraph = (...content: JSONContent[]): JSONContent => ({ type: 'doc', content: [{ type: 'paragraph', content }] });
const text = (value: string, ...marks: string[]): JSONContent =>
  marks.length === 0 ? { type: 'text', text: value } : { type: 'text', text: value, marks: marks.map((type) => ({ type })) };

describe('markdown', () => {
  it('[KNOW-5] comes back as it was, block by block', () => {
    const article = [
      '# 盘点流程',
      '第一段,**重点**、*说明*、~~作废~~、`SH-A-2026-000123`,见[手册](https://example.com/a_b)。  \n第二行',
      '## 步骤',
      '1. 打印盘点表\n2. 逐库位清点\n   - 大件两人\n   - 小件一人\n3. 录入',
      '> 盘点期间不收发货。',
      '---',
      '```sql\nselect 1;\n```',
    ].join('\n\n');
    expect(roundTrip(article)).toBe(article);
  });

  it('[KNOW-5] any text survives: to markdown and back, then stays the same', () => {
    const pieces = fc.constantFrom('1. ', '- ', '# ', '> ', '**', '*', '_', '~~', '`', '[', '](', ')', '<b>', '&amp;', '|', '---', '\\', '盘点', '。', 'a', ' ', '+ ', '10) ', '!', '===', 'x');
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 12 }), (parts) => {
        const written = parts.join('').trim();
        fc.pre(written !== '');
        const document = paragraph(text(written));
        expect(converter.fromMarkdown(converter.toMarkdown(document))).toEqual(document);
      }),
      { numRuns: 500 },
    );
  });

  it('[KNOW-5] whatever is handed in fits the schema, and its characters are kept', () => {
    const cases = ['| 物料 | 数量 |\n| --- | --- |\n| M6 | 10 |', '![图](a.png)', '段 ![图](a.png) 尾', '- [ ] 待办\n- [x] 完成', '<div onclick="x()">块</div>', '- \n\n  ```\n  x\n  ```', '1. > 引用', '正文[^1]\n\n[^1]: 脚注', '[未用]: http://a.b "题"', '# ', ''];
    for (const markdown of cases) {
      const document = converter.fromMarkdown(markdown);
      converter.schema.nodeFromJSON(document).check();
      const kept = textOf(document).replaceAll(/\s/g, '');
      for (const word of markdown.match(/\p{L}+/gu) ?? []) expect(kept, markdown).toContain(word);
    }
  });

  it('[KNOW-5] reads emphasis beside Chinese punctuation', () => {
    expect(converter.fromMarkdown('**注意:**请戴安全帽')).toEqual(paragraph(text('注意:', 'bold'), text('请戴安全帽')));
    expect(converter.fromMarkdown('请看**“须知”**再动手')).toEqual(paragraph(text('请看'), text('“须知”', 'bold'), text('再动手')));
    for (const markdown of ['**注意:**请', '请**“须知”**再', '*斜。*后', '~~删。~~后', '**粗*斜*粗**', '**`a*b`**后']) expect(roundTrip(markdown)).toBe(markdown);
  });

  it('[KNOW-5] an address in plain text is not changed by escaping', () => {
    const document = paragraph(text('见 http://example.com/a_b_c 的说明'));
    expect(textOf(converter.fromMarkdown(converter.toMarkdown(document)))).toBe('见 http://example.com/a_b_c 的说明');
  });
});
