/**
 * Finds what an editor of this version cannot hold in an article's body. y-tiptap deletes such content from the shared
 * document when it shows it, so an older program would take a newer one's tables away from everyone: an editor looks
 * here before it shows anything (KNOW-7).
 */
import * as Y from 'yjs';
import { markNameOf, RICH_TEXT_MARKS, TEXT_BLOCKS } from './rich-text.ts';

const BLOCKS: ReadonlySet<string> = new Set([...TEXT_BLOCKS, 'blockquote', 'bulletList', 'orderedList', 'horizontalRule']);
const ITEMS: ReadonlySet<string> = new Set(['listItem']);
const NOTHING: ReadonlySet<string> = new Set();
const INLINE: ReadonlySet<string> = new Set(['hardBreak']);

/** Elements that may stand in each element. Text stands in text blocks alone. */
const CHILDREN = new Map<string, ReadonlySet<string>>([
  ...TEXT_BLOCKS.map((block): [string, ReadonlySet<string>] => [block, INLINE]),
  ['blockquote', BLOCKS],
  ['listItem', BLOCKS],
  ['bulletList', ITEMS],
  ['orderedList', ITEMS],
  ['horizontalRule', NOTHING],
  ['hardBreak', NOTHING],
]);

const textBlocks: ReadonlySet<string> = new Set(TEXT_BLOCKS);
const marks: ReadonlySet<string> = new Set(RICH_TEXT_MARKS);

/** Whether anything in the body is not of this version's schema, or stands where it has no place. */
export function hasForeignContent(body: Y.XmlFragment): boolean {
  return body.toArray().some((child: unknown) => isForeign(body, child));
}

/** As `hasForeignContent`, of what a transaction has just added. Costs the places that it changed, not the whole body. */
export function bringsForeignContent(body: Y.XmlFragment, transaction: Y.Transaction): boolean {
  for (const parent of transaction.changed.keys() as IterableIterator<unknown>) {
    if (!(parent instanceof Y.AbstractType) || !isWithin(body, parent)) continue;
    if (parent instanceof Y.XmlText && hasForeignParts(parent)) return true;
    if (!(parent instanceof Y.XmlFragment)) continue;
    const added = parent.toArray().filter((child: unknown) => isNew(child, transaction));
    if (added.some((child: unknown) => isForeign(parent, child))) return true;
  }
  return false;
}

function isForeign(parent: Y.XmlFragment, child: unknown): boolean {
  const name = parent instanceof Y.XmlElement ? parent.nodeName : undefined;
  if (child instanceof Y.XmlText) return name === undefined || !textBlocks.has(name) || hasForeignParts(child);
  if (!(child instanceof Y.XmlElement)) return true;
  const allowed = name === undefined ? BLOCKS : CHILDREN.get(name);
  return allowed?.has(child.nodeName) !== true || child.toArray().some((each: unknown) => isForeign(child as Y.XmlElement, each));
}

/** Anything but characters, or characters under a mark that the schema does not know: the whole text would go. */
function hasForeignParts(text: Y.XmlText): boolean {
  const parts = text.toDelta() as { readonly insert?: unknown; readonly attributes?: object }[];
  return parts.some(({ insert, attributes = {} }) => typeof insert !== 'string' || Object.keys(attributes).some((name) => !marks.has(markNameOf(name))));
}

function isNew(child: unknown, { beforeState }: Y.Transaction): boolean {
  if (!(child instanceof Y.AbstractType)) return true;
  const id = child._item?.id;
  return id === undefined || id.clock >= (beforeState.get(id.client) ?? 0);
}

function isWithin(body: Y.XmlFragment, node: unknown): boolean {
  for (let each = node; each instanceof Y.AbstractType; each = each.parent) if (each === body) return true;
  return false;
}
