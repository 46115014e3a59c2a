/** Stock on screen: entries by keyboard alone, and what the lists then show. */
import { expect, type Locator, type Page } from '@playwright/test';
import { goTo } from './fixture.ts';

const ENTRIES = {
  issue: { key: 'F3', title: '出库' },
  transfer: { key: 'F4', title: '调拨' },
} as const;

interface Entry {
  readonly item: string;
  readonly name: string;
  readonly quantity: string;
  /** Office to which a transfer goes, as the list names it. */
  readonly to?: string;
}

/** Everything of an entry but its confirmation. */
export async function prepare(page: Page, kind: keyof typeof ENTRIES, { item, name, quantity, to }: Entry): Promise<void> {
  const { key, title } = ENTRIES[kind];
  const region = page.getByRole('region', { name: title });
  // Of this entry: the screen before may be another entry, whose field has the focus until it is gone.
  const scan = region.getByRole('textbox', { name: '扫描或输入' });
  await page.keyboard.press(key);
  await expect(scan).toBeFocused();
  if (to !== undefined) {
    await page.getByRole('combobox', { name: '发往' }).click();
    await page.getByRole('option', { name: to }).click();
    await expect(scan).toBeFocused();
  }
  await page.keyboard.type(item);
  await page.keyboard.press('Enter');
  await expect(region.getByRole('status').filter({ hasText: name })).toBeVisible();
  await page.keyboard.type(quantity);
}

/** @returns the number on paper of the entry that was confirmed last. */
export async function readConfirmed(page: Page, name: string): Promise<string> {
  const confirmed = page.getByRole('region', { name: '本次录入' }).getByRole('listitem').first();
  await expect(confirmed).toContainText(name);
  return /[A-Z]+-[A-Z]+-\d{4}-\d+/.exec(await confirmed.innerText())?.[0] ?? '';
}

/** @returns the number on paper of the movement that was confirmed. */
export async function enter(page: Page, kind: keyof typeof ENTRIES, entry: Entry): Promise<string> {
  await prepare(page, kind, entry);
  await page.keyboard.press('F8');
  return readConfirmed(page, entry.name);
}

/** The row of a table that carries a text in its first column. */
function row(page: Page, table: string, first: string): Locator {
  return page.getByRole('grid', { name: table }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: first, exact: true }) });
}

async function openView(page: Page, view: '结存' | '流水' | '调拨'): Promise<void> {
  await goTo(page, '库存');
  await page.getByRole('navigation', { name: '库存视图' }).getByRole('link', { name: view }).click();
}

/** Receives a transfer whole. */
export async function receiveTransfer(page: Page, number: string, name: string): Promise<void> {
  await openView(page, '调拨');
  await row(page, '调拨', number).getByRole('button', { name: '收货' }).click();
  const counting = page.getByRole('region', { name: '清点收货' });
  await expect(counting.getByRole('textbox', { name: '扫描' })).toBeFocused();
  await expect(counting.getByRole('table')).toContainText(name);
  await page.keyboard.press('F8');
  await expect(page.getByRole('alert').filter({ hasText: '已收货，单号' })).toBeVisible();
  await expect(counting).toBeHidden();
}

/** What the balances say of an item at an office. */
export async function expectBalance(page: Page, item: string, office: 'BJ' | 'GZ', quantity: string): Promise<void> {
  await openView(page, '结存');
  const header = page.getByRole('grid', { name: '各机构结存' }).getByRole('columnheader');
  await expect(header.filter({ hasText: new RegExp(`^${office}`) })).toBeVisible();
  const titles = await header.allInnerTexts();
  const column = titles.findIndex((title) => title.startsWith(office));
  // The first column is the row's header, the others are its cells.
  await expect(row(page, '各机构结存', item).getByRole('gridcell').nth(column - 1)).toHaveText(quantity);
}

/** Beside the balances stands what they lack: entries of these offices, and of no other. */
export async function expectLacking(page: Page, offices: readonly string[]): Promise<void> {
  await openView(page, '结存');
  const words = offices.length === 0 ? ['各机构均已到齐'] : offices.map((office) => `缺 ${office} 自 .+ 起`);
  await expect(page.getByText(new RegExp(`^\\s*${words.join(' · ')}$`))).toBeVisible();
}

/** Each movement stands in the list once, and no other. */
export async function expectMovements(page: Page, numbers: readonly string[]): Promise<void> {
  await openView(page, '流水');
  const listed = page.getByRole('grid', { name: '出入库流水' }).getByRole('rowheader');
  await expect(listed).toHaveCount(numbers.length);
  expect((await listed.allInnerTexts()).toSorted()).toEqual(numbers.toSorted());
}

/** Every transfer that is known: one row, received whole. */
export async function expectReceived(page: Page, number: string): Promise<void> {
  await openView(page, '调拨');
  await page.getByRole('radiogroup', { name: '调拨' }).getByText('全部', { exact: true }).click();
  await expect(page.getByRole('grid', { name: '调拨' }).getByRole('rowheader')).toHaveText([number]);
  await expect(row(page, '调拨', number)).toContainText('已收货');
}
