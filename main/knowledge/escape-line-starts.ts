/**
 * Tiptap's serializer escapes what reads like markdown within a line, but not what does at its start
 * (`1. `, `- `, `# `), nor does it spare addresses. This prepares a document so that both come back as they were.
 */
import type { JSONContent } from '@tiptap/core';

/** Stands for a backslash until the document is serialized; a code point that text may not hold. */
export const ESCAPE = '\uFDD0';

const ADDRESS = /https?:\/\/[^\s<>[\]()\u3000-\u303F\uFF00-\uFFEF\u4E00-\u9FFF]+/g;

/** A copy with `ESCAPE` where a line would read as a list, a heading or a rule, and addresses marked as links. */
export function escapeLineStarts(node: JSONContent): JSONContent {
  if (node.content === undefined || node.type === 'codeBlock') return node;
  if (node.type !== 'paragraph' && node.type !== 'heading') return { ...node, content: node.content.map(escapeLineStarts) };
  const { content } = node;
  return {
    ...node,
    content: content.flatMap((child, index) => {
      if (child.type !== 'text' || child.text === undefined) return [child];
      const startsLine = index === 0 || content[index - 1]?.type === 'hardBreak';
      const isCode = child.marks?.some((mark) => mark.type === 'code') ?? false;
      const text = child.text.replaceAll(ESCAPE, '');
      return isCode ? [{ ...child, text }] : linked({ ...child, text: startsLine ? escapeStart(text) : text });
    }),
  };
}

function escapeStart(text: string): string {
  const numbered = /^(\d{1,9})([.)](?:\s|$).*)$/su.exec(text);
  if (numbered !== null) return `${numbered[1] ?? ''}${ESCAPE}${numbered[2] ?? ''}`;
  return /^(?:#{1,6}(?:\s|$)|[-+](?:\s|$)|-+\s*$|=+\s*$)/u.test(text) ? `${ESCAPE}${text}` : text;
}

function linked(node: JSONContent): JSONContent[] {
  const text = node.text ?? '';
  if (node.marks?.some((mark) => mark.type === 'link')) return [node];
  const parts: JSONContent[] = [];
  let done = 0;
  for (const found of text.matchAll(ADDRESS)) {
    if (found.index > done) parts.push({ ...node, text: text.slice(done, found.index) });
    parts.push({ ...node, text: found[0], marks: [...(node.marks ?? []), { type: 'link', attrs: { href: found[0] } }] });
    done = found.index + found[0].length;
  }
  if (done < text.length) parts.push({ ...node, text: text.slice(done) });
  return parts;
}
