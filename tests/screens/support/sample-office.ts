/** Headquarters of the sample organisation, opened once per worker, with something to see on every screen. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type ConsoleMessage, type Page } from '@playwright/test';
import { callOffice } from '../../../main/shell/core/call-office.ts';
import { forget, leave } from './forget.ts';
import { BUILT_CORE } from '../../support/built-core.ts';
import { startOffice } from '../../support/office-process.ts';

export interface SampleOffice {
  readonly url: string;
  readonly dataDir: string;
  readonly board: string;
  readonly card: string;
  readonly cardTitle: string;
  readonly article: string;
  readonly articleTitle: string;
  readonly item: { readonly id: string; readonly code: string; readonly name: string };
  readonly movement: string;
  /** Number of the movement's document. */
  readonly document: string;
  readonly transfer: string;
  /** A sales order, delivered in part and not paid, and its customer. */
  readonly order: string;
  readonly partner: string;
  readonly quota: string;
  /** @throws Error when the operation is refused. */
  call<Value>(name: string, input: object): Promise<Value>;
}

interface Rows<Row> {
  readonly rows: readonly [Row, ...Row[]];
}

/** A page that stays open over many tests, with what it threw or complained of. */
export interface Desk {
  readonly page: Page;
  readonly faults: string[];
}

/** What each test has of its own, whoever works at the desk beside it. */
interface Own {
  readonly faults: string[];
  /** A page for one test alone, for what stays in a page whatever it opens next: scripts at its start, sockets in between. */
  readonly ownPage: Page;
}

/** What the tests of one worker share. */
interface Shared {
  readonly sample: SampleOffice;
  readonly desk: Desk;
  /** The page that one test after the other is given. */
  readonly passedOn: Page;
}

export const test = base.extend<Own, Shared>({
  desk: [
    async ({ browser, sample }, use) => {
      const context = await browser.newContext();
      // The profile is let in once, so that each page goes straight to its address.
      const { origin, hash } = new URL(sample.url);
      await context.request.post(new URL('/session', origin).href, { data: hash.slice('#token='.length) });
      const page = await context.newPage();
      const faults: string[] = [];
      listen(page, faults);
      await use({ page, faults });
      await context.close();
    },
    { scope: 'worker' },
  ],
  sample: [
    async ({ browserName }, use) => {
      const dataDir = mkdtempSync(path.join(tmpdir(), `branchline-${browserName}-`));
      const office = await startOffice({ dataDir, port: 0, demo: false, entry: BUILT_CORE });
      const call = async <Value>(name: string, input: object): Promise<Value> => {
        const result = await callOffice(dataDir, name, input);
        if (!result.ok) throw new Error(`${name} was refused: ${result.refusal.reason} ${JSON.stringify(result.refusal.values)}`);
        return result.value as Value;
      };
      await call('sample.open', {});
      const [item, other, scarce] = (await call<Rows<SampleOffice['item']>>('item.list', { limit: 3 })).rows;
      if (other === undefined || scarce === undefined) throw new Error('the sample has fewer than three items');
      // One transfer under way and one item below zero, so that the lists of what waits are not empty.
      await call('stock.receive', { item: item.code, quantity: '5' });
      const { transfer } = await call<{ transfer: string }>('stock.transfer', { item: item.code, quantity: '5', to: 'BJ' });
      const { movement, number } = await call<{ movement: string; number: string }>('stock.issue', { item: other.code, quantity: '99999', reason: 'sale', override: true });
      const { id: partner } = await call<{ id: string }>('partner.create', { code: 'C901', name: '远山物业', role: 'customer', paymentDays: 30 });
      const { id: order } = await call<{ id: string }>('order.create', { kind: 'sale', partner, lines: [{ item: item.code, quantity: '3', unitPrice: '12.50' }] });
      await call('stock.postDocument', { kind: 'issue', order, override: true, lines: [{ item: item.code, quantity: '1' }] });
      const { quota } = await call<{ quota: string }>('quota.open', { item: scarce.code, total: '60' });
      const [board] = (await call<Rows<{ id: string }>>('board.list', {})).rows;
      const [card] = (await call<Rows<{ id: string; title: string }>>('card.list', { board: board.id, limit: 1 })).rows;
      const [article] = (await call<Rows<{ id: string; title: string }>>('article.list', { limit: 1 })).rows;
      await use({
        url: office.url,
        dataDir,
        board: board.id,
        card: card.id,
        cardTitle: card.title,
        article: article.id,
        articleTitle: article.title,
        item,
        movement,
        document: number,
        transfer,
        order,
        partner,
        quota,
        call,
      });
      await office.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  /** What the test's page threw or complained of. Each test that uses one ends by finding none. */
  // eslint-disable-next-line no-empty-pattern
  faults: async ({}, use) => {
    const faults: string[] = [];
    await use(faults);
    base.expect(faults).toEqual([]);
  },
  /**
   * A page as somebody meets it who was never here, in the worker's one browser profile and always in the same tab: the
   * program's files are kept there, read and compiled; half of what it takes to open the program is saved. What a test
   * says of its context (`test.use`) counts only in a worker of its own.
   */
  page: async ({ passedOn: page, faults, sample }, use) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
    const silence = listen(page, faults);
    await use(page);
    silence();
    await page.unrouteAll();
    await leave(page, sample.url);
    await forget(page, sample.url);
  },
  ownPage: async ({ desk, faults, sample }, use) => {
    const page = await desk.page.context().newPage();
    listen(page, faults);
    await use(page);
    await forget(page, sample.url);
    await page.close();
  },
  passedOn: [
    async ({ desk }, use) => {
      await use(await desk.page.context().newPage());
    },
    { scope: 'worker' },
  ],
});

/** Notes what the page throws or complains of. @returns what ends it. */
function listen(page: Page, faults: string[]): () => void {
  const thrown = (error: Error): void => void faults.push(String(error));
  const said = (message: ConsoleMessage): void => {
    // Asked for by a bare file that the tab was left at (`leave`), and told now and then once the next test has begun.
    if (message.location().url.endsWith('/favicon.ico')) return;
    if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
  };
  page.on('pageerror', thrown);
  page.on('console', said);
  return () => {
    page.off('pageerror', thrown);
    page.off('console', said);
  };
}
export { expect } from '@playwright/test';
