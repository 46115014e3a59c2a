/**
 * Markdown <-> Tiptap JSON, in plain Node without a DOM, by Tiptap's own markdown manager over the extensions that
 * the editor uses.
 *
 * 1. What the schema cannot hold (tables, pictures, tick boxes, HTML) becomes literal text: nothing that was
 *    handed in is dropped.
 * 2. What comes out of `fromMarkdown` always fits the schema.
 * 3. A text that reads like markdown (`1. `, `# `, an address) comes back as the text that it is.
 * 4. Emphasis works beside Chinese punctuation: CommonMark reads `**注意:**请` as asterisks, people mean bold.
 */
import { Extension, getSchema, type JSONContent, type MarkdownToken } from '@tiptap/core';
import { MarkdownManager } from '@tiptap/markdown';
import type { Schema } from '@tiptap/pm/model';
import StarterKit from '@tiptap/starter-kit';
import { ESCAPE, escapeLineStarts } from './escape-line-starts.ts';
import { fitToSchema } from './fit-to-schema.ts';

export interface MarkdownConverter {
  readonly schema: Schema;
  /** Any text is markdown; the result fits the schema. */
  fromMarkdown(markdown: string): JSONContent;
  toMarkdown(content: JSONContent): string;
}

/** A token that the schema has no node for, kept as the text that it was. */
function literal(token: string, asNode: (raw: string) => JSONContent): Extension {
  return Extension.create({
    name: `literal-${token}`,
    markdownTokenName: token,
    parseMarkdown: (found: MarkdownToken) => asNode(found.raw ?? ''),
  });
}

const text = (raw: string): JSONContent => ({ type: 'text', text: raw });
const code = (raw: string): JSONContent => ({ type: 'codeBlock', content: [text(raw.trimEnd())] });
/** Tiptap's own code block passes over a fence that is indented; this takes it. */
const indentedFence = Extension.create({
  name: 'indented-fence',
  markdownTokenName: 'code',
  parseMarkdown: (found: MarkdownToken) => code(found.text ?? found.raw ?? ''),
});

/** Reads marks of emphasis by their inner edges alone, whatever stands outside (4). */
function emphasis(token: 'strong' | 'em' | 'del', mark: string, pattern: RegExp): Extension {
  return Extension.create({
    name: `beside-punctuation-${token}`,
    markdownTokenizer: {
      name: `beside-punctuation-${token}`,
      level: 'inline',
      start: (source: string) => source.indexOf(mark),
      tokenize(source, _tokens, lexer) {
        const found = pattern.exec(source);
        if (found === null) return undefined;
        const inner = found[1] ?? '';
        return { type: token, raw: found[0], text: inner, tokens: lexer.inlineTokens(inner) };
      },
    },
  });
}

const EMPHASIS = [
  emphasis('strong', '**', /^\*\*(?![\s*])((?:[^*\n\\`]|\\.|`[^`\n]*`|\*(?!\*))+?)(?<!\s)\*\*(?!\*)/),
  emphasis('em', '*', /^\*(?![\s*])((?:[^*\n\\`]|\\.|`[^`\n]*`)+?)(?<!\s)\*(?!\*)/),
  emphasis('del', '~~', /^~~(?![\s~])((?:[^~\n\\`]|\\.|`[^`\n]*`)+?)(?<!\s)~~(?!~)/),
];

export function createMarkdownConverter(): MarkdownConverter {
  const extensions = [StarterKit.configure({ undoRedo: false, trailingNode: false })];
  const manager = new MarkdownManager({
    extensions: [...extensions, literal('table', code), literal('image', text), literal('checkbox', text), indentedFence, ...EMPHASIS],
    markedOptions: { gfm: true, breaks: true },
  });
  // `[1]: …` stays text: a definition that nothing names would vanish, and a footnote would hide in a link's address.
  manager.instance.use({ tokenizer: { def: () => undefined } });
  return {
    schema: getSchema(extensions),
    fromMarkdown(markdown) {
      const source = markdown.replaceAll('\r\n', '\n');
      const content = fitToSchema(manager.parse(source));
      return holdsWordsOf(source, content) ? content : asParagraphs(source);
    },
    toMarkdown: (content) => manager.serialize(escapeLineStarts(content)).replaceAll(ESCAPE, '\\').trim(),
  };
}

/** Whether every word of the source is in the content somewhere: the parser is not ours, the promise (1) is. */
function holdsWordsOf(source: string, content: JSONContent): boolean {
  const held = JSON.stringify(content);
  return (source.replaceAll(/&#?\w+;/g, ' ').match(/\p{L}+/gu) ?? []).every((word) => held.includes(word));
}

function asParagraphs(source: string): JSONContent {
  return fitToSchema({ type: 'doc', content: source.split(/\n{2,}/).map((part) => ({ type: 'paragraph', content: [text(part)] })) });
}
