/** Files in and out of an office under test, as a shell carries them. */
import type { Operations } from '#model/operations.ts';
import { MAX_PIECE_BYTES } from '#model/exchange/limits.ts';
import type { OfficeUnderTest } from './office-under-test.ts';

type Export = Operations['export.create']['input'];

export async function uploadBytes(office: OfficeUnderTest, bytes: Uint8Array): Promise<string> {
  let file: string | undefined;
  for (let at = 0; file === undefined || at < bytes.length; at += MAX_PIECE_BYTES) {
    const content = Buffer.from(bytes.subarray(at, at + MAX_PIECE_BYTES)).toString('base64');
    file = (await office.done('file.upload', { content, ...(file === undefined ? {} : { file }) })).file;
  }
  return file;
}

export async function openImport(office: OfficeUnderTest, table: string, bytes: Uint8Array) {
  return office.done('import.open', { table, file: await uploadBytes(office, bytes), name: 'list.csv' });
}

export async function checkImport(office: OfficeUnderTest, table: string, content: string | Uint8Array) {
  const opened = await openImport(office, table, typeof content === 'string' ? Buffer.from(content) : content);
  return office.done('import.check', { import: opened.import });
}

export async function exportBytes(office: OfficeUnderTest, input: Export): Promise<Uint8Array> {
  const made = await office.done('export.create', input);
  const pieces: Buffer[] = [];
  let offset: number | undefined = 0;
  while (offset !== undefined) {
    const piece: Operations['file.download']['output'] = await office.done('file.download', { file: made.file, offset });
    pieces.push(Buffer.from(piece.content, 'base64'));
    offset = piece.nextOffset;
  }
  return Buffer.concat(pieces);
}

/** Each wrong row as `row field found`, or `row of N` where it waits for row N. */
export async function wrongCells(office: OfficeUnderTest, id: string): Promise<readonly string[]> {
  const { rows } = await office.done('import.rows', { import: id, state: 'wrong', limit: 1000 });
  return rows.flatMap(({ row, problems, heldBy }) => (heldBy === null ? problems.map(({ field, found }) => `${String(row)} ${field} ${found}`) : [`${String(row)} of ${String(heldBy)}`]));
}

export const csv = (lines: readonly (readonly string[])[]): string => lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
