/** The frame's mark of what is drawn, by which the other tests know that they look at the screen they asked for. */
import { openPlace, PLACES } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';

const place = (name: string) => {
  const found = PLACES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no screen is called ${name}`);
  return found;
};

test('while a page is loaded the mark is of the one that still stands there', async ({ page, sample }) => {
  await openPlace(page, sample, place('boards'));
  const { promise: seen, resolve: letCome } = Promise.withResolvers<undefined>();
  const asked = page.waitForRequest(/BoardPage.*\.js$/);
  await page.route(/BoardPage.*\.js$/, async (route) => {
    await seen;
    await route.continue();
  });
  const opened = openPlace(page, sample, place('a board')).then(() => 'opened');
  await asked;
  // A board's list of cards would be found on the list of boards as well.
  await expect(place('a board').drawn(page, sample)).toBeVisible();
  await expect(page.locator('main')).toHaveAttribute('data-drawn', '/tasks');
  const first = await Promise.race([opened, page.evaluate(() => document.fonts.ready).then(() => 'still waiting')]);
  expect(first).toBe('still waiting');
  letCome(undefined);
  expect(await opened).toBe('opened');
  await expect(page.locator('main')).toHaveAttribute('data-drawn', `/tasks/${sample.board}`);
});

test('while a list is asked for, the rows of the one before it bear no mark', async ({ ownPage: page, sample }) => {
  const held: (() => void)[] = [];
  let holding = false;
  await page.routeWebSocket(/\/core$/, (socket) => {
    const core = socket.connectToServer();
    core.onMessage((message) => {
      if (holding) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  await openPlace(page, sample, place('what is to be ordered'));
  holding = true;
  const opened = openPlace(page, sample, place('sales orders')).then(() => 'opened');
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await expect(page.locator('main')).not.toHaveAttribute('data-drawn', /./);
  holding = false;
  for (const send of held) send();
  expect(await opened).toBe('opened');
  await expect(page.locator('main')).toHaveAttribute('data-drawn', '/stock/orders?view=sale');
});
