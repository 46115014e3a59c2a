/**
 * The rich text of an article as the schema of Tiptap's StarterKit stores it in a Y.XmlFragment. Editor (renderer),
 * markdown (main) and plain text (search) agree on these names.
 */
import * as Y from 'yjs';

/** Nodes whose text is a line of its own. */
export const TEXT_BLOCKS = ['paragraph', 'heading', 'codeBlock'] as const;
export const RICH_TEXT_MARKS = ['bold', 'italic', 'strike', 'underline', 'code', 'link'] as const;

/** y-tiptap stores marks that may overlap under their name and a hash: `link--Zm9vYmFy`. */
const OVERLAPPING_MARK = /^(.*)--[a-zA-Z0-9+/=]{8}$/;

/** The mark that an attribute of a Y.XmlText stands for. */
export function markNameOf(attribute: string): string {
  return OVERLAPPING_MARK.exec(attribute)?.[1] ?? attribute;
}

const textBlocks: ReadonlySet<string> = new Set(TEXT_BLOCKS);

/**
 * The plain text: a line per paragraph, heading or code block; marks left out. Unknown nodes count by their text, in a
 * line of their own unless they stand within one.
 */
export function plainText(fragment: Y.XmlFragment): string {
  const lines: string[] = [];
  let line = '';
  const endLine = (): void => {
    if (line !== '') lines.push(line);
    line = '';
  };
  const collect = (node: unknown, withinLine: boolean): void => {
    if (node instanceof Y.XmlText) line += deltaText(node.toDelta());
    else if (node instanceof Y.XmlElement && node.nodeName === 'hardBreak') line += '\n';
    else if (node instanceof Y.XmlFragment) {
      const isBlock = node instanceof Y.XmlElement && (textBlocks.has(node.nodeName) || !withinLine);
      if (isBlock) endLine();
      for (const child of node.toArray()) collect(child, withinLine || (node instanceof Y.XmlElement && textBlocks.has(node.nodeName)));
      if (isBlock) endLine();
    }
  };
  collect(fragment, false);
  endLine();
  return lines.join('\n');
}

function deltaText(delta: unknown): string {
  if (!Array.isArray(delta)) return '';
  return delta.map((part: { readonly insert?: unknown }) => (typeof part.insert === 'string' ? part.insert : '')).join('');
}

/** The first `length` characters of a text on one line, cut at a character's border. */
export function excerptOf(text: string, length: number): string {
  const characters = Array.from(text.replaceAll(/\s+/g, ' ').trim());
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length).join('')}…`;
}
