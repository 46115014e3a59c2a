/** The search over all areas' entries; it has no documents and no rows of its own. */
import { search } from '#model/search/operations.ts';
import { query, type Area } from '../area.ts';
import { searchEntries } from '../store/search.ts';

export function createSearchArea(): Area {
  return {
    name: 'search',
    projections: [],
    handlers: [
      query(search, ({ read }, { text, kinds, limit }) => ({
        rows: searchEntries(read, text, kinds === undefined ? { limit } : { kinds, limit }).map((hit) => ({
          kind: hit.kind,
          id: hit.id,
          document: hit.document,
          title: hit.title,
          titleHighlights: hit.titleHighlights.map(([from, to]): [number, number] => [from, to]),
          excerpt: hit.snippet.text,
          excerptHighlights: hit.snippet.highlights.map(([from, to]): [number, number] => [from, to]),
        })),
      })),
    ],
  };
}
