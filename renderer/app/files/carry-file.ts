/** Files between the page and the office service, in pieces, as the contract carries them. */
import { MAX_FILE_BYTES, MAX_PIECE_BYTES, megabytes } from '#model/exchange/limits.ts';
import { refuse } from '#model/contract/refusal.ts';
import { bytesOfText, textOfBytes } from '../base64.ts';
import type { Office, Result } from '../office.ts';

/** Hands a file over. @returns its id at the service. */
export async function uploadFile(office: Office, file: Blob): Promise<Result<string>> {
  if (file.size > MAX_FILE_BYTES) return { ok: false, refusal: refuse('file.too-large', { most: megabytes(MAX_FILE_BYTES) }) };
  let id: string | undefined;
  for (let at = 0; id === undefined || at < file.size; at += MAX_PIECE_BYTES) {
    const content = textOfBytes(new Uint8Array(await file.slice(at, at + MAX_PIECE_BYTES).arrayBuffer()));
    const result = await office.call('file.upload', { content, ...(id === undefined ? {} : { file: id }) });
    if (!result.ok) return result;
    id = result.value.file;
  }
  return { ok: true, value: id };
}

/** Fetches a file and saves it as the shell saves downloads: the browser's folder, or Electron's dialog. */
export async function saveFile(office: Office, id: string, name: string): Promise<Result<undefined>> {
  const pieces: BlobPart[] = [];
  let offset: number | undefined = 0;
  while (offset !== undefined) {
    const result: Result<{ content: string; nextOffset?: number | undefined }> = await office.call('file.download', { file: id, offset });
    if (!result.ok) return result;
    pieces.push(bytesOfText(result.value.content).slice());
    offset = result.value.nextOffset;
  }
  const address = URL.createObjectURL(new Blob(pieces));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
  return { ok: true, value: undefined };
}
