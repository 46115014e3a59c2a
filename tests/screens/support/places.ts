/** Every screen of an office by its address, with what shows that it is drawn. */
import type { Locator, Page } from '@playwright/test';
import type { SampleOffice } from './sample-office.ts';

export interface Place {
  readonly name: string;
  readonly address: (sample: SampleOffice) => string;
  readonly drawn: (page: Page, sample: SampleOffice) => Locator;
}

const heading = (page: Page): Locator => page.locator('main h1');
const row = (page: Page): Locator => page.getByRole('grid').locator('[aria-rowindex="2"]');
const drawer = (page: Page): Locator => page.locator('main aside dl, main aside input:not([type="file"])').first();
const scan = (page: Page): Locator => page.locator('main section input[autocomplete="off"][spellcheck="false"]');

export const PLACES: readonly Place[] = [
  { name: 'Today', address: () => '/today', drawn: (page) => page.locator('main li').first() },
  { name: 'boards', address: () => '/tasks', drawn: (page) => page.locator('main li').first() },
  { name: 'a board', address: ({ board }) => `/tasks/${board}`, drawn: (page) => page.locator('main li').first() },
  { name: 'a card', address: ({ board, card }) => `/tasks/${board}/card/${card}`, drawn: drawer },
  { name: 'balances', address: () => '/stock', drawn: row },
  { name: 'an item', address: ({ item }) => `/stock/item/${item.id}`, drawn: drawer },
  { name: 'movements', address: () => '/stock/movements', drawn: row },
  { name: 'a movement', address: ({ movement }) => `/stock/movements/${movement}`, drawn: drawer },
  { name: 'a document', address: ({ document }) => `/stock/documents/${document}`, drawn: drawer },
  { name: 'a transfer', address: ({ transfer }) => `/stock/transfers/${transfer}`, drawn: (page) => page.locator('main tbody tr').first() },
  { name: 'transfers to receive, none', address: () => '/stock/transfers', drawn: (page) => page.locator('main h2').first() },
  { name: 'all transfers', address: () => '/stock/transfers?all', drawn: row },
  { name: 'counts', address: () => '/stock/counts', drawn: (page) => page.getByRole('grid') },
  { name: 'value', address: () => '/stock/value', drawn: row },
  { name: 'purchase orders', address: () => '/stock/orders', drawn: (page) => page.locator('main h2').first() },
  { name: 'what is to be ordered', address: () => '/stock/orders?view=suggest', drawn: row },
  { name: 'sales orders', address: () => '/stock/orders?view=sale', drawn: row },
  { name: 'an order', address: ({ order }) => `/stock/orders/${order}`, drawn: drawer },
  { name: 'accounts', address: () => '/stock/accounts', drawn: row },
  { name: 'a statement', address: ({ partner }) => `/stock/accounts/${partner}`, drawn: drawer },
  { name: 'quotas', address: () => '/stock/quotas', drawn: row },
  { name: 'a quota', address: ({ quota }) => `/stock/quotas/${quota}`, drawn: (page) => page.locator('main aside table').first() },
  ...['expiring', 'reorder', 'idle', 'transit'].map((tab) => ({ name: `analysis, ${tab}`, address: () => `/stock/analysis?tab=${tab}`, drawn: (page: Page) => page.locator('main section h2, main [aria-rowindex="2"]').first() })),
  ...['ageing', 'turnover', 'places', 'asOf'].map((tab) => ({ name: `analysis, ${tab}`, address: () => `/stock/analysis?tab=${tab}`, drawn: row })),
  { name: 'month-end', address: () => '/stock/value?tab=months', drawn: (page) => page.locator('main h2').first() },
  { name: 'ledger audit', address: () => '/stock/value?tab=audit', drawn: (page) => page.getByText(/还没有核验过|Not verified yet/) },
  { name: 'catalogue', address: () => '/stock/catalogue', drawn: row },
  { name: 'partners', address: () => '/stock/catalogue?tab=partners', drawn: row },
  { name: 'categories', address: () => '/stock/catalogue?tab=categories', drawn: row },
  { name: 'locations', address: () => '/stock/catalogue?tab=locations', drawn: row },
  { name: 'a location', address: () => '/stock/catalogue/location/SH/A-01?tab=locations', drawn: (page) => page.locator('main aside tbody tr').first() },
  { name: 'no locations', address: () => '/stock/catalogue?tab=locations&office=GZ', drawn: (page) => page.locator('main h2').first() },
  { name: 'custom fields', address: () => '/stock/catalogue?tab=fields', drawn: (page) => page.locator('main h2').first() },
  { name: 'proposals', address: () => '/stock/catalogue?tab=proposals', drawn: (page) => page.locator('main h2').first() },
  { name: 'import', address: () => '/import?table=items', drawn: heading },
  { name: 'receipt', address: () => '/stock/receive', drawn: scan },
  { name: 'issue', address: () => '/stock/issue', drawn: scan },
  { name: 'transfer', address: () => '/stock/transfer', drawn: scan },
  { name: 'move', address: () => '/stock/move', drawn: scan },
  { name: 'customer return', address: () => '/stock/return-in', drawn: scan },
  { name: 'supplier return', address: () => '/stock/return-out', drawn: scan },
  { name: 'articles', address: () => '/knowledge', drawn: (page) => page.locator('main li').first() },
  { name: 'an article', address: ({ article }) => `/knowledge/${article}`, drawn: (page) => page.locator('main [contenteditable="true"] p').first() },
  { name: 'headquarters', address: () => '/headquarters', drawn: (page) => page.locator('main tbody tr').nth(2) },
  { name: 'the inbox', address: () => '/headquarters?view=inbox', drawn: (page) => page.locator('main article').first() },
  { name: 'merged stock', address: () => '/headquarters?view=merged', drawn: row },
  { name: 'sync', address: () => '/sync', drawn: (page) => page.locator('main tbody tr').first() },
  { name: 'offices', address: () => '/administration', drawn: row },
  { name: 'people', address: () => '/administration?view=people', drawn: row },
  { name: 'workstations', address: () => '/administration?view=workstations', drawn: row },
  { name: 'enrolment codes', address: () => '/administration?view=enrolments', drawn: heading },
  { name: 'the relay', address: () => '/administration?view=relay', drawn: heading },
  { name: 'no page at all', address: () => '/nowhere', drawn: (page) => page.getByRole('heading', { name: /^(没有这个页面|There is no such page)$/ }) },
];

/**
 * Goes to an address on a page that may already show another, and waits until it is drawn: until the frame says that
 * what stands there is of this address and answered, since until then the screen before may look just like it.
 */
export async function openAddress(page: Page, sample: SampleOffice, address: string): Promise<void> {
  if (new URL(page.url()).pathname !== '/') {
    await page.goto(new URL(`/#${address}`, sample.url).href);
    await isDrawn(page, address);
  } else await turnTo(page, address);
}

/** Turns an open window to an address, as `openAddress`. */
export async function turnTo(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, address);
  await isDrawn(page, address);
}

async function isDrawn(page: Page, address: string): Promise<void> {
  await page.locator(`main[data-drawn=${JSON.stringify(address)}]`).waitFor();
}

/** Opens a screen and waits until what it is for is there. */
export async function openPlace(page: Page, sample: SampleOffice, place: Place): Promise<void> {
  await openAddress(page, sample, place.address(sample));
  await place.drawn(page, sample).waitFor();
  await page.evaluate(() => document.fonts.ready);
}
