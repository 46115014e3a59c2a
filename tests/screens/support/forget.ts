/** One browser profile serves many tests, since it keeps the program's files, read and compiled. */
import type { Page } from '@playwright/test';

/** Takes away what the screens keep in the profile of an office at this address. */
export async function forget(page: Page, url: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'local_storage' });
}
