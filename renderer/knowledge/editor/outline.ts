/** The headings of a text, for the outline beside it. Pure. */
import type { JSONContent } from '@tiptap/core';

export interface OutlineEntry {
  /** How deep it stands: 1 for the highest headings that the text has, whichever these are. */
  readonly level: number;
  readonly text: string;
  /** Which heading of the text it is, counted from 0. */
  readonly index: number;
}

function textOf(node: JSONContent): string {
  return node.type === 'text' ? (node.text ?? '') : (node.content ?? []).map(textOf).join('');
}

/** Headings at the top level of the document; those without text are left out. */
export function outlineOf(document: JSONContent): readonly OutlineEntry[] {
  const entries = (document.content ?? [])
    .filter((node) => node.type === 'heading')
    .map((node, index) => ({ level: Number(node.attrs?.['level'] ?? 1), text: textOf(node).trim(), index }))
    .filter((entry) => entry.text !== '');
  const highest = Math.min(...entries.map(({ level }) => level));
  return entries.map((entry) => ({ ...entry, level: entry.level - highest + 1 }));
}
