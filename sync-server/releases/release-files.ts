/**
 * Serves the update feed's files under `/releases/`, with the ranges that differential updates ask for.
 * Only plain files inside the folder are served: a name that leads out of it, or through a link, is not found.
 */
import { createReadStream } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.yml': 'text/yaml; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
};

/** Where in a file an answer begins and ends, both inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** One range of a `Range` header (RFC 9110); `whole` where there is none or it asks for several, which may be answered whole. */
export function readRange(header: string | undefined, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return 'whole';
  const last = size - 1;
  if (match[1] === '') {
    const length = Number(match[2]);
    return length === 0 || size === 0 ? 'unsatisfiable' : { start: Math.max(0, size - length), end: last };
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? last : Math.min(Number(match[2]), last);
  return start > last || start > end ? 'unsatisfiable' : { start, end };
}

/** @param folder may be missing: then nothing is found. */
export function createReleaseFiles(folder: string): (request: IncomingMessage, response: ServerResponse, name: string) => Promise<void> {
  return async (request, response, name) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, { Allow: 'GET, HEAD' });
    const file = await locate(folder, name);
    if (file === undefined) return answer(response, 404);
    const handle = await open(file, 'r').catch(() => undefined);
    if (handle === undefined) return answer(response, 404);
    try {
      const found = await handle.stat();
      if (!found.isFile()) return answer(response, 404);
      await send(request, response, file, found.size, found.mtime);
    } finally {
      await handle.close();
    }
  };
}

/** The real path of a name inside the folder; undefined where there is none or it leads out. */
async function locate(folder: string, name: string): Promise<string | undefined> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
  if (decoded === '' || decoded.includes('\0') || decoded.includes('\\')) return undefined;
  if (decoded.split('/').some((part) => part === '' || part.startsWith('.'))) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(path.join(root, decoded));
    return file.startsWith(root + path.sep) ? file : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

async function send(request: IncomingMessage, response: ServerResponse, file: string, size: number, changed: Date): Promise<void> {
  const headers = {
    'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'Accept-Ranges': 'bytes',
    'Last-Modified': changed.toUTCString(),
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  };
  const range = readRange(request.headers.range, size);
  if (range === 'unsatisfiable') return answer(response, 416, { 'Content-Range': `bytes */${size}` });
  const part = range === 'whole' ? { start: 0, end: size - 1 } : range;
  if (range !== 'whole') response.setHeader('Content-Range', `bytes ${part.start}-${part.end}/${size}`);
  response.writeHead(range === 'whole' ? 200 : 206, { ...headers, 'Content-Length': part.end - part.start + 1 });
  if (request.method === 'HEAD' || size === 0) {
    response.end();
    return;
  }
  await new Promise<void>((resolve) => {
    const stream = createReadStream(file, part);
    // A client that goes away, or a disk that fails, ends this answer and nothing else.
    stream.once('error', () => response.destroy());
    response.once('close', () => {
      stream.destroy();
      resolve();
    });
    stream.pipe(response);
  });
}

function answer(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...headers, 'Content-Length': 0 });
  response.end();
}
