/** A camera as scanner: a film of a barcode is held before it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filmOf } from './support/camera-picture.ts';
import { openPlace, PLACES } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';

const CODE = '6901234567892';
const film = path.join(mkdtempSync(path.join(tmpdir(), 'branchline-film-')), 'barcode.y4m');
writeFileSync(film, filmOf(CODE));
const executablePath = process.env['CHROME_PATH'];

test.use({
  permissions: ['camera'],
  launchOptions: {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
  },
});

test('a barcode before the camera is a scan, decoded on this computer alone', async ({ page, sample }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(sample.url).origin) && !/^(blob|data):/.test(request.url())) elsewhere.push(request.url());
  });
  const [receipt] = PLACES.filter(({ name }) => name === 'receipt');
  if (receipt === undefined) throw new Error('no screen is called receipt');
  await openPlace(page, sample, receipt);
  await page.keyboard.press('F9');
  const dialog = page.getByRole('dialog', { name: '摄像头扫描' });
  await expect(dialog.getByRole('status')).toContainText(`已读到 ${CODE}`);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('table', { name: '单据各行' }).locator('tbody tr')).toContainText([CODE]);
  await expect(page.getByRole('textbox', { name: '扫描或输入编码' })).toBeFocused();
  expect(elsewhere).toEqual([]);
});
