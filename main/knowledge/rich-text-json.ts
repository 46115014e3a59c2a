/**
 * A Y.XmlFragment as Tiptap JSON, whatever stands in it: y-tiptap's own reader throws at types that it does not
 * expect and loses text that stands outside of any block, and plain y-websocket clients may write both.
 */
import type { JSONContent } from '@tiptap/core';
import { markNameOf } from '#model/knowledge/rich-text.ts';
import * as Y from 'yjs';

interface DeltaPart {
  readonly insert?: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** All text and elements of the fragment, in order; what is neither is left out. Fits no schema yet. */
export function richTextJson(fragment: Y.XmlFragment): JSONContent {
  return { type: 'doc', content: childrenOf(fragment) };
}

function childrenOf(parent: Y.XmlFragment): JSONContent[] {
  return parent.toArray().flatMap((child: unknown) => {
    if (child instanceof Y.XmlText) return (child.toDelta() as DeltaPart[]).flatMap(textNode);
    return child instanceof Y.XmlElement ? [element(child as Y.XmlElement)] : [];
  });
}

function element(source: Y.XmlElement): JSONContent {
  const attrs: Record<string, unknown> = source.getAttributes();
  const content = childrenOf(source);
  return {
    type: source.nodeName,
    ...(Object.keys(attrs).length === 0 ? {} : { attrs }),
    ...(content.length === 0 ? {} : { content }),
  };
}

function textNode({ insert, attributes = {} }: DeltaPart): JSONContent[] {
  if (typeof insert !== 'string' || insert === '') return [];
  const marks = Object.entries(attributes).map(([name, attrs]) => {
    const type = markNameOf(name);
    return typeof attrs === 'object' && attrs !== null && Object.keys(attrs).length > 0 ? { type, attrs } : { type };
  });
  return [marks.length === 0 ? { type: 'text', text: insert } : { type: 'text', text: insert, marks }];
}
