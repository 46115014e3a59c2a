/** Finds this page's way to its office: Electron's `window.office`, or the web shell's WebSocket on the page's own origin. */
import type { OfficeClient } from '../../preload/client.ts';
import { createWebClient } from './web-client.ts';

/** Trades the one-time token of the address (`#token=…`) for a session cookie and takes it out of the address bar. */
async function tradeToken(): Promise<void> {
  const token = /^#token=([\w-]+)/.exec(window.location.hash)?.[1];
  if (token === undefined) return;
  window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}#/`);
  // A used token may still belong to this browser's session: only the socket's answer is final.
  await fetch('/session', { method: 'POST', body: token });
}

/** @param onNoSession called when the shell turns the page away later (it was restarted). */
export async function connectClient(onNoSession: () => void): Promise<OfficeClient> {
  if (window.office !== undefined) return window.office;
  await tradeToken();
  return createWebClient({
    connect: () => new WebSocket(`${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/core`),
    onNoSession,
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  });
}
