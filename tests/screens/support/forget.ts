/** One browser profile serves many tests, since it keeps the program's files, read and compiled. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';

/** Takes away what the screens keep in the profile of an office at this address. */
export async function forget(page: Page, url: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'local_storage' });
}

/** What the program is served beside its page. */
const ASSETS = path.resolve(import.meta.dirname, '../../../out/renderer/assets');

/**
 * Leaves the program for a file of the same address, so that whoever opens it next begins anew: anywhere else the tab
 * would get another process, which has compiled nothing of the program yet.
 */
export async function leave(page: Page, url: string): Promise<void> {
  const file = readdirSync(ASSETS).find((name) => name.endsWith('.css'));
  if (file === undefined) throw new Error('the program is not built');
  await page.goto(new URL(`/assets/${file}`, url).href);
}
