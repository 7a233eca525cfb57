import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { address, adminToken, must, newProduct, newShopper, orderOf, putLine, type Shopper } from './support/api';
import { expectAccessible } from './support/look';
import { openAs, signIn, signInFor } from './support/sign-in';
import { expect, test } from './support/test';

async function setPrice(admin: string, product: { id: string; variantId: string }, priceWon: number) {
  const body = { variants: [{ id: product.variantId, priceWon }] };
  await must('PATCH', `/admin/products/${product.id}`, { token: admin, body });
}

async function loseUnits(admin: string, variantId: string, units: number) {
  const body = { deltaUnits: -units, reason: 'DAMAGE', note: 'Fell from the shelf' };
  await must('POST', `/admin/variants/${variantId}/stock-movements`, { token: admin, key: randomUUID(), body });
}

async function orderCount({ token }: Shopper): Promise<number> {
  return (await must<{ items: unknown[] }>('GET', '/orders', { token })).items.length;
}

test('what a guest put in the cart joins what lay there before', async ({ page }) => {
  const admin = await adminToken();
  const [before, found] = await Promise.all([newProduct(admin, { units: 5 }), newProduct(admin, { units: 5 })]);
  const shopper = await newShopper();
  await putLine(shopper.token, before.variantId, 2);

  await page.goto(`/products/${found.slug}`);
  await page.getByRole('button', { name: '장바구니 담기' }).click();
  await expect(page.getByRole('dialog', { name: '장바구니' }).getByText(found.name)).toBeVisible();
  await page.keyboard.press('Escape');
  await signInFor(page, shopper, '/cart');
  await expect(page.getByRole('main').getByText(before.name)).toBeVisible();
  await expect(page.getByRole('main').getByText(found.name)).toBeVisible();
  await expect(page.getByRole('banner').getByRole('link', { name: '장바구니, 3개' })).toBeVisible();
});

test('another price asks for consent, and a shortage is fixed at its line', async ({ page }) => {
  const admin = await adminToken();
  const [bowl, plate] = await Promise.all([
    newProduct(admin, { units: 9, priceWon: 20_000 }),
    newProduct(admin, { units: 3, priceWon: 15_000 }),
  ]);
  const shopper = await newShopper({ balanceWon: 200_000 });
  await must('POST', '/me/addresses', { token: shopper.token, body: address });
  await putLine(shopper.token, bowl.variantId, 2);
  await putLine(shopper.token, plate.variantId, 3);
  await openAs(page, shopper, '/checkout');
  const main = page.getByRole('main');
  await expect(main.getByRole('button', { name: '85,000원 결제하기' })).toBeVisible();

  await setPrice(admin, bowl, 25_000);
  await main.getByRole('button', { name: '85,000원 결제하기' }).click();
  await expect(main.getByText('금액이 85,000원에서 95,000원으로 바뀌었습니다')).toBeVisible();
  expect(await orderCount(shopper)).toBe(0);

  await loseUnits(admin, plate.variantId, 2);
  await main.getByRole('button', { name: '95,000원 결제하기' }).click();
  await expect(main.getByText('1개만 남았습니다.')).toBeVisible();
  await main.getByRole('button', { name: '1개로 바꾸기' }).click();
  await main.getByRole('button', { name: '65,000원 결제하기' }).dblclick();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}/);
  await expect(page.getByText('주문해 주셔서 고맙습니다')).toBeVisible();
  expect(await orderCount(shopper)).toBe(1);

  await page.goBack();
  await expect(main.getByText('장바구니가 비어 있습니다')).toBeVisible();
  await expect(main.getByRole('link', { name: '주문 보기' })).toBeVisible();
});

test('an order waits ten minutes for its payment; a declined top-up says so at the amount', async ({ page }) => {
  const product = await newProduct(await adminToken(), { units: 2, priceWon: 60_000 });
  const shopper = await newShopper({ balanceWon: 10_000 });
  await putLine(shopper.token, product.variantId, 1);
  await openAs(page, shopper, '/checkout');
  const main = page.getByRole('main');

  const later = main.getByRole('button', { name: '먼저 주문하고 10분 안에 결제' });
  await main.getByLabel('휴대폰 번호').fill('010-1234-5678');
  await main.getByLabel('우편번호').fill('123');
  await main.getByLabel('주소', { exact: true }).fill('서울 중구 세종대로 110');
  await later.click();
  await expect(main.getByLabel('우편번호')).toBeFocused();
  await expect(main.getByLabel('주소', { exact: true })).toHaveValue('서울 중구 세종대로 110');
  await main.getByLabel('우편번호').fill('04524');
  await later.click();

  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}/);
  await expect(main.getByRole('timer')).toHaveText(/^(10:00|09:\d\d)$/);
  const amount = main.getByLabel('충전할 금액');
  await expect(amount).toHaveValue('50,000');
  await amount.fill('50402');
  await main.getByRole('button', { name: '충전하기' }).click();
  await expect(main.getByText('카드사에서 승인을 거절했습니다', { exact: false })).toBeVisible();
  await expect(amount).toHaveAttribute('aria-invalid', 'true');
  await amount.fill('50000');
  await main.getByRole('button', { name: '충전하기' }).click();
  await main.getByRole('button', { name: '60,000원 결제하기' }).click();
  await expect(page.getByText('주문해 주셔서 고맙습니다')).toBeVisible();
  await expect(main.getByText('배송 준비')).toBeVisible();
});

test('an unpaid order gets more time once, ends on the screen, and its goods are in the cart again at one press', async ({
  page,
}) => {
  test.slow();
  const admin = await adminToken();
  const product = await newProduct(admin, { units: 2, priceWon: 60_000 });
  const shopper = await newShopper();
  const { token } = shopper;
  const body = orderOf(await putLine(token, product.variantId, 1), { pay: false });
  const order = await must<{ id: string }>('POST', '/orders', { token, key: randomUUID(), body });
  await endHoldIn(order.id, '5 minutes');
  await openAs(page, shopper, `/orders/${order.id}`);
  const main = page.getByRole('main');
  await expect(main.getByRole('timer')).toHaveText(/^(05:00|04:\d\d)$/);
  await main.getByRole('button', { name: '10분으로 늘리기' }).click();
  await expect(main.getByText('한 번만 늘릴 수 있습니다', { exact: false })).toBeFocused();
  await expect(main.getByRole('timer')).toHaveText(/^(10:00|09:\d\d)$/);
  await expect(main.getByRole('button', { name: '10분으로 늘리기' })).toHaveCount(0);

  await endHoldIn(order.id, '2 seconds');
  await page.reload();
  // The minute's own sweep may be faster than the timer's last tick, and takes it away.
  const again = main.getByRole('button', { name: '같은 상품 다시 담기' });
  await expect(main.getByRole('timer').filter({ hasText: '00:00' }).or(again)).toBeVisible();
  await sweepUnpaidOrders(admin);
  await again.click({ timeout: 30_000 });
  await expect(page).toHaveURL('/cart');
  await expect(main.getByText(product.name)).toBeVisible();
  await expect.poll(() => availableUnits(product.variantId)).toBe(2);
});

/** Time can't be moved in a whole shop, but how much of it an order has left can. */
async function endHoldIn(orderId: string, interval: string) {
  const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await database.connect();
  await database.query('UPDATE orders SET hold_expires_at = now() + $2::interval WHERE id = $1', [orderId, interval]);
  await database.end();
}

/** What each minute does, now. */
async function sweepUnpaidOrders(token: string) {
  const runs = async () => {
    const url = '/admin/jobs/runs?functionId=maru-sweep-expired-orders&state=COMPLETED&limit=1';
    return (await must<{ items: { id: string }[] }>('GET', url, { token })).items;
  };
  await expect.poll(async () => (await runs()).length, { timeout: 70_000 }).toBe(1);
  const [run] = await runs();
  await must('POST', `/admin/jobs/runs/${run?.id}/rerun`, { token, key: randomUUID() });
}

async function availableUnits(variantId: string): Promise<number> {
  return (await must<{ availableUnits: number }>('GET', `/variants/${variantId}/stock`)).availableUnits;
}

test('a cart says what is the matter with its lines, and mends each at one tap', async ({ page }) => {
  const admin = await adminToken();
  const [dearer, fewer, gone] = await Promise.all([
    newProduct(admin, { units: 9, priceWon: 10_000 }),
    newProduct(admin, { units: 4, priceWon: 10_000 }),
    newProduct(admin, { units: 1, priceWon: 10_000 }),
  ]);
  const shopper = await newShopper();
  for (const [product, quantity] of [
    [dearer, 1],
    [fewer, 4],
    [gone, 1],
  ] as const)
    await putLine(shopper.token, product.variantId, quantity);
  await setPrice(admin, dearer, 12_000);
  await loseUnits(admin, fewer.variantId, 2);
  await loseUnits(admin, gone.variantId, 1);

  await openAs(page, shopper, '/cart');
  const main = page.getByRole('main');
  await expect(main.getByRole('button', { name: '주문하기' })).toHaveAttribute('aria-disabled', 'true');
  await main.getByRole('button', { name: '바뀐 가격으로 사기' }).click();
  await main.getByRole('button', { name: '2개로 바꾸기' }).click();
  await main.getByRole('button', { name: `${gone.name} 빼기` }).click();
  await expect(main.getByRole('link', { name: '주문하기' })).toBeVisible();
  // 12,000 + 2 × 10,000, and the fee.
  await expect(main.getByText('35,000원')).toBeVisible();
  await expect(main.getByText('18,000원 더 담으면 무료 배송입니다.')).toBeVisible();
  // Two quick taps are two units, though the first is still on its way.
  await main
    .getByRole('group', { name: `${dearer.name} 수량` })
    .getByRole('button', { name: '수량 늘리기' })
    .evaluate(tapTwice);
  await expect(main.getByText('56,000원').first()).toBeVisible();
});

async function tapTwice(button: HTMLElement): Promise<void> {
  button.click();
  // As soon as the page has drawn the first.
  await null;
  button.click();
}

test('members can read and reach their pages', async ({ page }) => {
  test.slow();
  const admin = await adminToken();
  const product = await newProduct(admin, { units: 9, priceWon: 20_000 });
  const shopper = await newShopper({ balanceWon: 30_000 });
  const cart = await putLine(shopper.token, product.variantId, 1);
  const body = {
    cartVersion: cart.version,
    expectedTotalWon: cart.quote.totalWon,
    shippingAddress: address,
    pay: false,
  };
  const order = await must<{ id: string }>('POST', '/orders', { token: shopper.token, key: randomUUID(), body });
  await putLine(shopper.token, product.variantId, 3);
  // Nothing is about to change on the page while it is looked at.
  await must('PUT', '/cart/coupons', { token: shopper.token, body: { couponIds: [] } });
  await signIn(page, shopper);
  await expectAccessible(page, ['/cart', '/checkout', `/orders/${order.id}`, '/coupons']);
});
