/** Orders from suggestion to statement, by keyboard: suggested, ordered, received in parts, paid. */
import { openAddress } from './support/places.ts';
import { expect, test } from './support/sample-office.ts';

test('what is suggested is ordered, received in parts, and stands in the statement', async ({ page, sample }) => {
  const { id: supplier } = await sample.call<{ id: string }>('partner.create', { code: 'S-ORD', name: '宏达五金', role: 'supplier', paymentDays: 30 });
  const item = await sample.call<{ id: string }>('item.create', { code: 'ORD-1', name: '膨胀螺栓', unit: '个', supplier, packs: [{ unit: '盒', quantity: '50' }] });
  await sample.call('item.setLevel', { item: item.id, office: 'SH', point: '60', target: '120' });

  await openAddress(page, sample, '/stock/orders?view=suggest');
  const suggested = page.getByRole('grid').getByRole('textbox', { name: 'ORD-1 的订购数量' });
  await expect(suggested).toHaveValue('150');
  const chosen = await page.getByRole('checkbox', { checked: true }).evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label') ?? ''));
  for (const name of chosen) if (name !== '选择 ORD-1') await page.getByRole('checkbox', { name, exact: true }).uncheck();
  await suggested.fill('100');
  await page.keyboard.press('F8');
  await expect(page.getByText('已下 1 张采购订单')).toBeVisible();

  await page.getByRole('grid').getByText('宏达五金').click();
  const drawer = page.getByRole('complementary', { name: '订单详情' });
  await expect(drawer.getByText('未开始')).toBeVisible();
  await drawer.press('r');
  const quantity = drawer.getByRole('textbox', { name: '第 1 行本次数量' });
  await expect(quantity).toHaveValue('100');
  await quantity.fill('40');
  await page.keyboard.press('F8');
  await expect(drawer.getByText('部分完成')).toBeVisible();
  const ordered = drawer.getByRole('table', { name: '明细' }).getByRole('row').nth(1).getByRole('cell');
  await expect(ordered.nth(2)).toHaveText('40');
  await expect(ordered.nth(3)).toContainText('60');
  expect(await sample.call('order.availability', { item: 'ORD-1' })).toMatchObject({ onHand: '40', onOrder: '60' });
  await expect(drawer.getByRole('table', { name: '到货与交货' }).getByRole('row')).toHaveCount(1);

  // A price agreed later counts for what comes then; what came before has none.
  await drawer.getByRole('button', { name: '修改' }).click();
  await drawer.getByRole('textbox', { name: '第 1 行改为 单价' }).fill('0.50');
  await drawer.getByRole('button', { name: '保存修改' }).click();
  await expect(drawer.getByRole('button', { name: '保存修改' })).toHaveCount(0);
  await drawer.press('r');
  await expect(quantity).toHaveValue('60');
  await page.keyboard.press('F8');
  await expect(drawer.getByText('已完成')).toBeVisible();
  await expect(ordered.nth(2)).toHaveText('100');
  await expect(drawer.getByRole('table', { name: '到货与交货' }).getByRole('row')).toHaveCount(2);
  expect(await sample.call('order.availability', { item: 'ORD-1' })).toMatchObject({ onHand: '100', onOrder: '0' });

  await openAddress(page, sample, '/stock/accounts');
  await page.getByRole('grid').getByText('宏达五金').click();
  const statement = page.getByRole('complementary', { name: '对账单' });
  await expect(statement.getByText('我们欠对方')).toBeVisible();
  await expect(statement.getByText('有未填单价的行')).toBeVisible();
  await statement.press('p');
  await statement.getByRole('textbox', { name: '金额' }).fill('30');
  await statement.getByRole('button', { name: '登记', exact: true }).click();
  await expect(statement.getByText('两清')).toBeVisible();
  await expect(statement.getByRole('table').getByRole('row')).toHaveCount(4);
});

test('a sales order is entered by keyboard; what is not delivered is reserved', async ({ page, sample }) => {
  await sample.call('partner.create', { code: 'C-ORD', name: '远景工程', role: 'customer' });
  await sample.call('item.create', { code: 'ORD-2', name: '不锈钢合页', unit: '副', price: '8.00' });
  await sample.call('stock.receive', { item: 'ORD-2', quantity: '20' });
  await openAddress(page, sample, '/stock/orders?view=sale');
  await page.getByRole('grid').waitFor();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: '新建销售订单' });
  await dialog.getByRole('combobox', { name: /客户/ }).fill('远景');
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: '第 1 行 物料' }).fill('不锈钢合');
  await page.getByRole('option', { name: 'ORD-2 不锈钢合页' }).waitFor();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('可用 20 副')).toBeVisible();
  await dialog.getByRole('textbox', { name: '第 1 行 数量' }).fill('15');
  await page.keyboard.press('F8');
  await expect(dialog).toHaveCount(0);
  const drawer = page.getByRole('complementary', { name: '订单详情' });
  await expect(drawer.getByText('远景工程')).toBeVisible();
  expect(await sample.call('order.availability', { item: 'ORD-2' })).toMatchObject({ onHand: '20', reserved: '15', available: '5' });
});
