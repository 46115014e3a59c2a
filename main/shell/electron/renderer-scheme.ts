/** Serves the built renderer, and papers on their way to a PDF, under `app://branchline/`: a secure origin of its own, unlike `file://`. */
import { join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { net, protocol } from 'electron';
import { PAPER_POLICY } from './paper-page.ts';
import { CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY } from '../web/static-files.ts';

/** Where the one page of the interface comes from; nothing else is trusted. */
export const RENDERER_ORIGIN = 'app://branchline';

/** Must run before the app is ready. */
export function registerRendererScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Pages of papers by id, under `/paper/{id}`. */
export type PaperShelf = Map<string, string>;

export function serveRenderer(folder: string, shelf: ReadonlyMap<string, string>): void {
  protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    const paper = shelf.get(/^\/paper\/([\w-]+)$/.exec(pathname)?.[1] ?? '');
    if (host === 'branchline' && paper !== undefined) {
      return new Response(paper, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAPER_POLICY, 'x-content-type-options': 'nosniff' } });
    }
    const file = join(folder, normalize(decodeURIComponent(pathname)));
    if (host !== 'branchline' || !file.startsWith(folder + sep)) return new Response('not found', { status: 404 });
    const response = await net.fetch(pathToFileURL(file).toString());
    const headers = new Headers(response.headers);
    headers.set('content-security-policy', CONTENT_SECURITY_POLICY);
    headers.set('permissions-policy', PERMISSIONS_POLICY);
    headers.set('x-content-type-options', 'nosniff');
    return new Response(response.body, { status: response.status, headers });
  });
}
