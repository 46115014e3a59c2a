/**
 * Makes Tiptap JSON fit the schema of rich-text.ts without losing text: loose inline content gets a paragraph,
 * nodes that the schema does not know give up their shell and keep their content.
 */
import type { JSONContent } from '@tiptap/core';
import { RICH_TEXT_MARKS, TEXT_BLOCKS } from '#model/knowledge/rich-text.ts';

const textBlocks: ReadonlySet<string> = new Set(TEXT_BLOCKS);
const knownMarks: ReadonlySet<string> = new Set(RICH_TEXT_MARKS);
const containers: ReadonlySet<string> = new Set(['doc', 'blockquote', 'listItem']);
const lists: ReadonlySet<string> = new Set(['bulletList', 'orderedList']);
const inline: ReadonlySet<string> = new Set(['text', 'hardBreak']);

const PARAGRAPH: JSONContent = { type: 'paragraph' };

/** The document that holds everything that `content` holds and fits the schema. */
export function fitToSchema(content: JSONContent): JSONContent {
  return { type: 'doc', content: blocks(content.content ?? []) };
}

/** Children of a container: blocks, at least one. */
function blocks(children: readonly JSONContent[]): JSONContent[] {
  const fitted: JSONContent[] = [];
  let loose: JSONContent[] = [];
  const flush = (): void => {
    if (loose.length > 0) fitted.push({ type: 'paragraph', content: loose });
    loose = [];
  };
  for (const child of children.flatMap(unwrapUnknown)) {
    if (inline.has(child.type ?? '')) loose.push(...inlineNodes([child]));
    else {
      flush();
      fitted.push(block(child));
    }
  }
  flush();
  return fitted.length === 0 ? [PARAGRAPH] : fitted;
}

function unwrapUnknown(node: JSONContent): JSONContent[] {
  const type = node.type ?? '';
  const known = inline.has(type) || textBlocks.has(type) || lists.has(type) || containers.has(type) || type === 'horizontalRule';
  return known ? [node] : (node.content ?? []).flatMap(unwrapUnknown);
}

function block(node: JSONContent): JSONContent {
  const type = node.type ?? '';
  const attributes = node.attrs === undefined ? {} : { attrs: node.attrs };
  if (type === 'horizontalRule') return { type };
  if (type === 'codeBlock') return withContent({ type, ...attributes }, codeText(node));
  if (textBlocks.has(type)) return withContent({ type, ...attributes }, inlineNodes(node.content ?? []));
  if (lists.has(type)) return { type, ...attributes, content: listItems(node.content ?? []) };
  return { type: type === 'blockquote' ? type : 'blockquote', content: blocks(node.content ?? []) };
}

function withContent(node: JSONContent, content: JSONContent[]): JSONContent {
  return content.length === 0 ? node : { ...node, content };
}

function codeText(node: JSONContent): JSONContent[] {
  const text = plain(node);
  return text === '' ? [] : [{ type: 'text', text }];
}

function plain(node: JSONContent): string {
  if (node.type === 'hardBreak') return '\n';
  return node.text ?? (node.content ?? []).map(plain).join('');
}

/** Items of a list; each begins with a paragraph. */
function listItems(children: readonly JSONContent[]): JSONContent[] {
  const items = children.map((child) => {
    const content = blocks(child.type === 'listItem' ? (child.content ?? []) : [child]);
    const [first, second] = content;
    if (first?.type !== 'paragraph') return { type: 'listItem', content: [PARAGRAPH, ...content] };
    // An empty paragraph before the text (of a tick box) is the parser's, not the writer's.
    return { type: 'listItem', content: first.content === undefined && second?.type === 'paragraph' ? content.slice(1) : content };
  });
  return items.length === 0 ? [{ type: 'listItem', content: [PARAGRAPH] }] : items;
}

/** Inline nodes with the marks that the schema knows. A line break within a text becomes a hard break. */
function inlineNodes(children: readonly JSONContent[]): JSONContent[] {
  return children.flatMap((child): JSONContent[] => {
    if (child.type === 'hardBreak') return [{ type: 'hardBreak' }];
    if (child.type !== 'text') return inlineNodes(child.content ?? []);
    const marks = (child.marks ?? []).filter((mark) => knownMarks.has(mark.type));
    const lines = (child.text ?? '').split('\n');
    return lines.flatMap((line, index) => [
      ...(index === 0 ? [] : [{ type: 'hardBreak' }]),
      ...(line === '' ? [] : [marks.length === 0 ? { type: 'text', text: line } : { type: 'text', text: line, marks }]),
    ]);
  });
}

/** The plain text of Tiptap JSON: a line per text block. */
export function textOf(node: JSONContent): string {
  if (textBlocks.has(node.type ?? '')) return plain(node);
  return (node.content ?? []).map(textOf).filter((line) => line !== '').join('\n');
}
