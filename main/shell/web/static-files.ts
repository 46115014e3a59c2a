/** Serves the built renderer with its security headers. Only files inside the folder, nothing listed. */
import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Content security policy of the interface, in either shell. Styles inline: Mantine sets CSS variables so. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  // The barcode decoder is WebAssembly out of our own files; that allows no evaluating of scripts.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Of what a page may ask for, only the camera, for scanning. */
export const PERMISSIONS_POLICY = 'camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()';

export function serveFile(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const relative = relativePath(request.url ?? '/');
  const file = join(folder, relative === undefined || relative === '' ? 'index.html' : relative);
  const found = relative !== undefined && file.startsWith(folder + sep) ? statSync(file, { throwIfNoEntry: false }) : undefined;
  if (relative === undefined || found === undefined || !found.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n');
    return;
  }
  const hashed = relative.startsWith('assets');
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
    'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'permissions-policy': PERMISSIONS_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
  if (request.method === 'HEAD') response.end();
  // A file that went meanwhile (the program is being updated) ends this answer alone.
  else pipeline(createReadStream(file), response, () => undefined);
}

/** Undefined for what is no address, or names no file that a system could have. */
function relativePath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    return path.includes('\0') ? undefined : normalize(path).replace(/^([/\\])+/, '');
  } catch (error) {
    if (error instanceof URIError || error instanceof TypeError) return undefined;
    throw error;
  }
}
