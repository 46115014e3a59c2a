/** The line as people see it: by the sync pill, and the button that tries again. */
import { expect, type Locator } from '@playwright/test';
import type { Seat } from './fixture.ts';

const pill = ({ page }: Seat): Locator => page.getByRole('link', { name: /^(已连接|离线|正在|需要处理|只读|本机程序)/ });

export async function loseLine(seat: Seat): Promise<void> {
  seat.desk.line.cut();
  await expect(pill(seat)).toHaveText(/^离线 · /);
}

/** What waits here is told by the pill, and that it is safe on this PC. */
export async function expectWaiting(seat: Seat): Promise<void> {
  await expect(pill(seat)).toHaveText(/^离线 · \d+ 项已存本机，待发送/);
}

/** The line is back, and whoever sits here does not wait for the next try. */
export async function regainLine(seat: Seat): Promise<void> {
  const { desk, page } = seat;
  desk.line.mend();
  await pill(seat).click();
  const retry = page.getByRole('button', { name: '立即重试' });
  await expect(async () => {
    if (await retry.isVisible()) await retry.click({ timeout: 1000 });
    await expect(pill(seat)).toHaveText('已连接 · 全部已送达', { timeout: 3000 });
  }).toPass();
}
