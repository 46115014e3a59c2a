/**
 * An article's Y.XmlFragment <-> Tiptap JSON.
 *
 * 1. Reading never changes the document: y-tiptap's schema-bound reader deletes what it cannot understand, so reading
 *    goes through plain JSON.
 * 2. Writing changes as little as it can: blocks that stayed the same are handed over as the same nodes, so that
 *    y-tiptap leaves them alone, wherever they moved; within a text only the part that differs is replaced. So edits
 *    that others made meanwhile, in the same paragraph too, merge with it.
 * 3. A plain client may leave what no ProseMirror document can hold (text outside of any block). Reading shows it as
 *    a paragraph; writing puts what was read, or what the person made of it, in its place.
 */
import type { JSONContent } from '@tiptap/core';
import { Fragment, Node, type Schema } from '@tiptap/pm/model';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { fitToSchema } from './fit-to-schema.ts';
import { richTextJson } from './rich-text-json.ts';

/** The text as JSON that fits the schema. */
export function readBody(body: Y.XmlFragment): JSONContent {
  return fitToSchema(richTextJson(body));
}

/**
 * Makes the text what `content` says. To be called within an edit of the document.
 * @param content fits the schema
 */
export function writeBody(body: Y.XmlFragment, content: JSONContent, schema: Schema): void {
  const { doc } = body;
  if (doc === null) throw new Error('the body belongs to no document');
  const wanted = Node.fromJSON(schema, content);
  wanted.check();
  doc.transact(() => {
    removeUnholdable(body);
    const { doc: present, meta } = initProseMirrorDoc(body, schema);
    updateYFragment(doc, body, withKnownNodes(present, wanted), meta);
  });
}

/** Takes out what y-tiptap throws at: hooks, and anything but elements at the top. */
function removeUnholdable(parent: Y.XmlFragment): void {
  const top = !(parent instanceof Y.XmlElement);
  for (const [index, child] of [...parent.toArray().entries()].toReversed()) {
    if (child instanceof Y.XmlElement) removeUnholdable(child);
    else if (top || child instanceof Y.XmlHook) parent.delete(index);
  }
}

/** `wanted`, with the very nodes of `present` wherever an equal one stands there. */
function withKnownNodes(present: Node, wanted: Node): Node {
  const known = new Map<string, Node[]>();
  present.descendants((node) => {
    if (node.isInline) return false;
    const key = keyOf(node);
    known.set(key, [...(known.get(key) ?? []), node]);
    return true;
  });
  const rebuild = (node: Node): Node => {
    if (node.isInline) return node;
    const same = known.get(keyOf(node))?.shift();
    if (same !== undefined) return same;
    return node.copy(Fragment.fromArray(node.children.map(rebuild)));
  };
  return wanted.copy(Fragment.fromArray(wanted.children.map(rebuild)));
}

function keyOf(node: Node): string {
  return JSON.stringify(node.toJSON());
}
