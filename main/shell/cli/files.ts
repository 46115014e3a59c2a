/**
 * Files on the command line: a person names a path, and the CLI carries the bytes. The core itself opens no path that
 * a caller names, so a page can read and write nothing on the disk.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { OperationDefinition } from '#model/contract/operation.ts';
import type { CallResult } from '#model/contract/port.ts';
import { MAX_PIECE_BYTES } from '#model/exchange/limits.ts';
import { z } from 'zod';
import type { Call } from '../core/call-office.ts';

/**
 * The input with each file that it names handed over, and the file's own name where the operation takes one.
 * @throws Error where a file cannot be read.
 */
export async function uploadFiles(call: Call, definition: OperationDefinition, input: Readonly<Record<string, unknown>>): Promise<CallResult<Record<string, unknown>>> {
  const { properties = {} } = z.toJSONSchema(definition.input, { io: 'input', unrepresentable: 'any' });
  const value: Record<string, unknown> = { ...input };
  for (const [name, property] of Object.entries(properties)) {
    const path = input[name];
    if (typeof property !== 'object' || property.format !== 'upload' || typeof path !== 'string') continue;
    const uploaded = await uploadFile(call, readFileSync(path));
    if (!uploaded.ok) return uploaded;
    value[name] = uploaded.value;
    if ('name' in properties) value['name'] ??= basename(path);
  }
  return { ok: true, value };
}

async function uploadFile(call: Call, bytes: Buffer): Promise<CallResult<string>> {
  let file: string | undefined;
  for (let at = 0; file === undefined || at < bytes.length; at += MAX_PIECE_BYTES) {
    const content = bytes.subarray(at, at + MAX_PIECE_BYTES).toString('base64');
    const result = await call('file.upload', { content, ...(file === undefined ? {} : { file }) });
    if (!result.ok) return result;
    ({ file } = result.value as { file: string });
  }
  return { ok: true, value: file };
}

/**
 * Writes the file that an operation made to a new file.
 * @throws Error where it exists already or cannot be written.
 */
export async function saveFile(call: Call, file: string, path: string): Promise<CallResult> {
  let offset: number | undefined = 0;
  let first = true;
  while (offset !== undefined) {
    const result = await call('file.download', { file, offset });
    if (!result.ok) return result;
    const piece = result.value as { content: string; nextOffset?: number };
    writeFileSync(path, Buffer.from(piece.content, 'base64'), { flag: first ? 'wx' : 'a' });
    first = false;
    offset = piece.nextOffset;
  }
  return { ok: true, value: path };
}
