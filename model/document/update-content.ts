/**
 * What an update would have added, as a person can read it, without a document to apply it to: texts and plain values
 * with the names under which they were put. Of what it deletes only how much is known.
 */
import * as Y from 'yjs';

export interface ContentPart {
  /** The name in a map; absent for running text. */
  readonly name?: string;
  readonly text?: string;
  /** Of a value with fields: those that are plain, outermost only. */
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
}

export interface UpdateContent {
  readonly parts: readonly ContentPart[];
  /** Characters, values and elements that it takes away. */
  readonly deleted: number;
  /** Whether there was more than is shown. */
  readonly cut: boolean;
}

const MOST_PARTS = 200;
const LONGEST_TEXT = 2000;

/** @returns undefined where the update cannot be read. */
export function readUpdateContent(update: Uint8Array): UpdateContent | undefined {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    const parts = structs.flatMap((struct) => (struct instanceof Y.Item ? partsOf(struct) : []));
    const joined = joinTexts(parts);
    return {
      parts: joined.slice(0, MOST_PARTS).map(shortened),
      deleted: [...ds.clients.values()].flat().reduce((sum, { len }) => sum + len, 0),
      cut: joined.length > MOST_PARTS || joined.some(({ text, fields }) => [text ?? '', ...(fields ?? []).map(({ value }) => value)].some((each) => each.length > LONGEST_TEXT)),
    };
  } catch {
    return undefined;
  }
}

type Piece = ContentPart & { /** It goes on from the text before it. */ readonly joins?: true };

function partsOf({ content, parentSub }: Y.Item): Piece[] {
  const named = parentSub === null ? {} : { name: parentSub };
  if (content instanceof Y.ContentString) return [{ ...named, text: content.str, joins: true }];
  // An element of a text begins a line of its own.
  if (content instanceof Y.ContentType) return [{ text: '' }];
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr.map((value: unknown) => ({ ...named, ...valueOf(value) }));
  return [];
}

function valueOf(value: unknown): ContentPart {
  if (typeof value !== 'object' || value === null) return { text: String(value) };
  const fields = Object.entries(value).flatMap(([name, each]: [string, unknown]) => (typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean' ? [{ name, value: String(each) }] : []));
  return { fields };
}

function joinTexts(pieces: readonly Piece[]): readonly ContentPart[] {
  const joined: ContentPart[] = [];
  for (const { joins, ...part } of pieces) {
    const last = joined.at(-1);
    if (joins === true && last?.text !== undefined && last.name === part.name) joined[joined.length - 1] = { ...last, text: last.text + (part.text ?? '') };
    else joined.push(part);
  }
  return joined.filter(({ text, fields }) => (text === undefined ? (fields ?? []).length > 0 : text.trim() !== ''));
}

function shortened({ text, fields, ...part }: ContentPart): ContentPart {
  return {
    ...part,
    ...(text === undefined ? {} : { text: text.slice(0, LONGEST_TEXT) }),
    ...(fields === undefined ? {} : { fields: fields.map(({ name, value }) => ({ name, value: value.slice(0, LONGEST_TEXT) })) }),
  };
}
