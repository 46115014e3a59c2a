/**
 * How text is split for searching, and where a hit stands in it. Index and query are split by the same function.
 *
 * 1. A Chinese, Japanese or Korean character and a digit is a token of its own, so that any part of a run is found
 *    as a phrase; letters of other scripts make words.
 * 2. Text is compared in Unicode's compatibility form (NFKC) and lower case: full-width, upper case are no difference.
 */
const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Nd}]/u;
const WORD = /[\p{L}\p{N}\p{M}]/u;

export type Range = readonly [start: number, end: number];

/** A text as it is compared, whatever the width and case of its letters. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

type CharacterClass = 'own-token' | 'part-of-word' | 'between';

/** What a folded character is. Most are common Chinese ones or ASCII; the expressions above cost ten times as much. */
function classOf(character: string, code: number): CharacterClass {
  if (code >= 0x4e00 && code <= 0x9fff) return 'own-token';
  if (code >= 0x61 && code <= 0x7a) return 'part-of-word';
  if (code < 0x80) return code >= 0x30 && code <= 0x39 ? 'own-token' : 'between';
  if (!WORD.test(character)) return 'between';
  return code > 0xffff || CHARACTER.test(character) ? 'own-token' : 'part-of-word';
}

/** Tokens of a text. Characters outside the basic plane become a word that the index's tokenizer knows. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let word = '';
  const endWord = (): void => {
    if (word !== '') tokens.push(word);
    word = '';
  };
  for (const character of foldText(text)) {
    const code = character.codePointAt(0) ?? 0;
    const what = classOf(character, code);
    if (what === 'part-of-word') {
      word += character;
      continue;
    }
    endWord();
    if (what === 'own-token') tokens.push(code > 0xffff ? `u${code.toString(16)}u` : character);
  }
  endWord();
  return tokens;
}

/** A text as the full-text index takes it. */
export function indexText(text: string): string {
  return tokensOf(text).join(' ');
}

/** Space-separated parts of what a person typed; all of them must be found. */
export function queryTerms(text: string): string[] {
  return text
    .split(/\s+/u)
    .filter((term) => tokensOf(term).length > 0)
    .slice(0, MAX_TERMS);
}

const MAX_TERMS = 8;

/**
 * The terms as an FTS5 query over quoted tokens only: nothing that a person types is syntax. A last word of
 * letters counts as a beginning.
 */
export function matchExpression(terms: readonly string[]): string {
  return terms
    .map((term) => {
      const tokens = tokensOf(term);
      const last = tokens.at(-1) ?? '';
      const prefix = CHARACTER.test(last) ? '' : ' *';
      return `"${tokens.join(' ')}"${prefix}`;
    })
    .join(' AND ');
}

/** A title or a code as it is compared for equality and beginnings. */
export function keyOf(text: string): string {
  return tokensOf(text).join('');
}

/** Where the terms stand in a text, as ranges of UTF-16 units, in order and not overlapping. */
export function rangesOf(text: string, terms: readonly string[]): Range[] {
  const { folded, starts, ends } = foldedWithPlaces(text);
  const found: Range[] = [];
  for (const term of terms) {
    const wanted = foldedWithPlaces(term).folded;
    if (wanted === '') continue;
    for (let at = folded.indexOf(wanted); at >= 0 && found.length < MAX_RANGES; at = folded.indexOf(wanted, at + wanted.length)) {
      found.push([starts[at] ?? 0, ends[at + wanted.length - 1] ?? text.length]);
    }
  }
  return withoutOverlaps(found);
}

const MAX_RANGES = 50;

/** The folded word characters of a text, and for each the place in the text that it came from. */
function foldedWithPlaces(text: string): { folded: string; starts: number[]; ends: number[] } {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let place = 0;
  for (const character of text) {
    for (const unit of foldText(character)) {
      if (!WORD.test(unit)) continue;
      folded += unit;
      for (let index = 0; index < unit.length; index += 1) {
        starts.push(place);
        ends.push(place + character.length);
      }
    }
    place += character.length;
  }
  return { folded, starts, ends };
}

function withoutOverlaps(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const [start, end] of ranges.toSorted((left, right) => left[0] - right[0])) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)];
    else result.push([start, end]);
  }
  return result;
}

export interface Snippet {
  readonly text: string;
  readonly highlights: readonly Range[];
}

const BEFORE = 20;
const LENGTH = 100;

/** The part of a body around its first hit, with the hits in it. */
export function snippetOf(body: string, terms: readonly string[]): Snippet {
  const all = rangesOf(body, terms);
  const from = Math.max(0, (all[0]?.[0] ?? 0) - BEFORE);
  const to = Math.min(body.length, from + LENGTH);
  const inside = all.filter(([start, end]) => start >= from && end <= to);
  const lead = from > 0 ? '…' : '';
  const shift = lead.length - from;
  return {
    text: `${lead}${body.slice(from, to)}${to < body.length ? '…' : ''}`,
    highlights: inside.map(([start, end]) => [start + shift, end + shift] as const),
  };
}
