import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { adminToken, must, newProduct, newShopper, orderOf, putLine } from './support/api';
import { admin, openAs } from './support/sign-in';
import { expect, test } from './support/test';

/** Confirms what the dialog offers, with two presses as impatient people do, and waits until it is done. */
async function confirm(page: Page, button: string) {
  const dialog = page.getByRole('dialog', { name: '주문 취소' });
  await dialog.getByLabel('취소하는 이유').selectOption({ label: '마음이 바뀌었습니다' });
  await dialog.getByRole('button', { name: button }).dblclick();
  await expect(dialog).toBeHidden();
}

test('an order is cancelled in two steps: what each promised is in the wallet, once; the shelf and the back office agree', async ({
  page,
  browser,
}) => {
  const office = await adminToken();
  const [cup, plate] = await Promise.all([
    newProduct(office, { units: 5, priceWon: 12_000 }),
    newProduct(office, { units: 5, priceWon: 15_000 }),
  ]);
  const shopper = await newShopper({ balanceWon: 50_000 });
  const { token } = shopper;
  await putLine(token, cup.variantId, 2);
  const cart = await putLine(token, plate.variantId, 1);
  const { id } = await must<{ id: string }>('POST', '/orders', { token, key: randomUUID(), body: orderOf(cart) });

  await openAs(page, shopper, `/orders/${id}`);
  const main = page.getByRole('main');
  const dialog = page.getByRole('dialog', { name: '주문 취소' });
  await main.getByRole('button', { name: '취소하기' }).click();
  await dialog.getByRole('radio', { name: '일부만' }).click();
  await dialog
    .getByRole('group', { name: `${cup.name} 취소 수량` })
    .getByRole('button', { name: '늘리기' })
    .click();
  await expect(dialog.getByText('배송비는 주문을 모두 취소할 때 돌려드립니다')).toBeVisible();
  await confirm(page, '취소하고 12,000원 돌려받기');
  await expect(main.getByText('2개 중 1개 취소')).toBeVisible();

  await main.getByRole('button', { name: '취소하기' }).click();
  await confirm(page, '취소하고 30,000원 돌려받기');
  await expect(main.getByText('취소된 주문입니다')).toBeVisible();
  await expect(main.getByRole('button', { name: '취소하기' })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  await main.getByRole('link', { name: '지갑에서 확인하기' }).click();
  await expect(main.getByText('+12,000원')).toHaveCount(1);
  await expect(main.getByText('+30,000원')).toHaveCount(1);
  expect(await must('GET', '/wallet', { token })).toEqual({ balanceWon: 50_000 });
  for (const { variantId } of [cup, plate]) {
    expect(await must('GET', `/variants/${variantId}/stock`)).toMatchObject({ availableUnits: 5 });
  }

  const desk = await (await browser.newContext()).newPage();
  await openAs(desk, admin, `/admin/orders/${id}`);
  const refunds = desk.getByRole('region', { name: '취소와 환불' }).getByRole('row');
  await expect(refunds).toHaveCount(3);
  await expect(refunds.nth(1)).toContainText('30,000원');
  await expect(refunds.nth(2)).toContainText('12,000원');
});
