/** Lists to files, and the pieces of files. A list is read page by page through its own query, with the reader's own rights. */
import type { Language } from '#model/contract/text.ts';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { exportCreate, fileDownload, fileUpload } from '#model/exchange/operations.ts';
import { MAX_EXPORT_BYTES, MAX_SHEET_ROWS, megabytes } from '#model/exchange/limits.ts';
import { action, query, type Handler } from '../area.ts';
import type { ExportList, ListColumn } from '../exchange-table.ts';
import type { ExchangeOptions } from './exchange-area.ts';
import type { HeldFiles } from './held-files.ts';
import { writeList, type WrittenCell } from './write-list.ts';

const PAGE_ROWS = 1000;

/** Ends the writing from within the rows; carries why. */
class ListEnded extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

interface Page {
  readonly rows: readonly Readonly<Record<string, string | number | boolean | null>>[];
  readonly nextCursor?: string;
}

export function exportHandlers(options: ExchangeOptions, files: HeldFiles): readonly Handler[] {
  const { lists, call, pause } = options;

  async function* pagesOf(list: ExportList, filter: Readonly<Record<string, unknown>>): AsyncGenerator<Page['rows']> {
    let cursor: string | undefined;
    do {
      const result = await call(list.operation, { ...filter, limit: PAGE_ROWS, ...(cursor === undefined ? {} : { cursor }) });
      if (!result.ok) throw new ListEnded(result.refusal);
      const page = result.value as Page;
      yield page.rows;
      cursor = page.nextCursor;
      await pause();
    } while (cursor !== undefined);
  }

  return [
    action(fileUpload, ({ file, content }) => Promise.resolve(files.add(file, new Uint8Array(Buffer.from(content, 'base64'))))),

    query(fileDownload, (_context, { file, offset }) => {
      const piece = files.piece(file, offset);
      return isRefusal(piece) ? piece : { ...piece, content: Buffer.from(piece.content).toString('base64') };
    }),

    action(exportCreate, async (input) => {
      const list = lists.find(({ id }) => id === input.list);
      if (list === undefined) return refuse('export.list-unknown', { list: input.list, known: lists.map(({ id }) => id).join(', ') }, 'list');
      const pieces: Uint8Array[] = [];
      let rows = 0;
      let bytes = 0;
      async function* cells(columns: readonly ListColumn[]): AsyncGenerator<readonly WrittenCell[]> {
        for await (const page of pagesOf(list as ExportList, input.filter)) {
          for (const row of page) {
            rows += 1;
            if (input.format === 'xlsx' && rows >= MAX_SHEET_ROWS) throw new ListEnded(refuse('export.too-many-rows', { most: MAX_SHEET_ROWS - 1 }, 'format'));
            yield columns.map((column) => cellOf(column, row[column.key], input.language));
          }
        }
      }
      try {
        const headers = list.columns.map(({ name }) => name[input.language]);
        for await (const piece of writeList(headers, cells(list.columns), input)) {
          bytes += piece.length;
          if (bytes > MAX_EXPORT_BYTES) throw new ListEnded(refuse('export.too-large', { most: megabytes(MAX_EXPORT_BYTES) }, 'list'));
          pieces.push(piece);
        }
      } catch (error) {
        if (error instanceof ListEnded) return error.refusal;
        throw error;
      }
      const day = new Date(options.nowMs()).toISOString().slice(0, 10);
      return { ...files.keep(pieces), count: rows, name: `${list.name[input.language]}-${day}.${input.format}` };
    }),
  ];
}

const FLAGS = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } } as const;

/** What stands in a cell: words in the person's language, numbers as numbers, times as on this computer's clock. */
function cellOf({ kind, words }: ListColumn, value: string | number | boolean | null | undefined, language: Language): WrittenCell {
  if (value === null || value === undefined || value === '') return null;
  switch (kind) {
    case 'number':
      return Number(value);
    case 'flag':
      return FLAGS[value === true ? 'true' : 'false'][language];
    case 'date':
      // Sweden writes times as 2026-11-23 12:00:00.
      return new Date(Number(value)).toLocaleString('sv-SE');
    case 'text': {
      const text = String(value);
      return words?.[text]?.[language] ?? text;
    }
  }
}
