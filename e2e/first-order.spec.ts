import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { adminToken, newProduct } from './support/api';
import { received } from './support/receiver';
import { expect, soon, test } from './support/test';

/** A coupon for signing up comes by a job. */
const couponComes = { timeout: 30_000 };

async function signUp(page: Page) {
  await page.getByRole('main').getByRole('link', { name: '회원가입' }).click();
  // The sign-in form has the same fields.
  await expect(page).toHaveURL(/\/sign-up/);
  await page.getByLabel('이메일').fill(`${randomUUID()}@maru.example`);
  await page.getByLabel('비밀번호', { exact: true }).fill('maru-journey');
  await page.getByLabel('이름').fill('김민지');
  await page.getByRole('button', { name: '가입하기' }).click();
}

async function fillAddress(page: Page) {
  await page.getByLabel('휴대폰 번호').fill('010-1234-5678');
  await page.getByLabel('우편번호').fill('04524');
  await page.getByLabel('주소', { exact: true }).fill('서울 중구 세종대로 110');
}

test('the last unit: a guest fills the cart, signs up, tops up and pays; the back office and the receiver have the order', async ({
  page,
  browser,
}) => {
  test.slow();
  const product = await newProduct(await adminToken(), { units: 1, priceWon: 31_000 });

  await page.goto(`/products/${product.slug}`);
  await expect(page.getByRole('main').getByText('마지막 1개').first()).toBeVisible();
  await page.getByRole('button', { name: '장바구니 담기' }).first().click();
  await page.getByRole('dialog').getByRole('link', { name: '주문하기' }).click();
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fcheckout$/);
  await signUp(page);
  await expect(page).toHaveURL('/checkout');

  const main = page.getByRole('main');
  await expect(main.getByText(product.name)).toBeVisible();
  await fillAddress(page);
  // The coupon for signing up is there a moment later, and applied.
  const payNow = main.getByRole('button', { name: '31,000원 결제하기' });
  await expect(payNow).toHaveAttribute('aria-disabled', 'true', couponComes);
  await main.getByRole('button', { name: '충전하기' }).click();
  await expect(payNow).not.toHaveAttribute('aria-disabled', 'true');
  await payNow.dblclick();

  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}/);
  await expect(page.getByText('주문해 주셔서 고맙습니다')).toBeVisible();
  await page.reload();
  await expect(main.getByText('결제 완료').first()).toBeVisible();
  const orderId = new URL(page.url()).pathname.split('/').pop() ?? '';

  await page.goto(`/products/${product.slug}`);
  await expect(main.getByText('품절').first()).toBeVisible();
  await page.goto('/wallet');
  await expect(main.getByText('-31,000원')).toHaveCount(1);
  await page.goto(`/orders/${orderId}`);
  await expect(main.getByRole('status').filter({ hasText: '결제 완료' })).toBeVisible();

  const office = await (await browser.newContext()).newPage();
  await office.goto('/sign-in?callbackUrl=%2Fadmin%2Forders');
  await office.getByRole('button', { name: /admin@maru\.example/ }).click();
  await expect(office).toHaveURL(/\/admin\/orders$/);
  await office.goto(`/admin/orders/${orderId}`);
  await expect(office.getByRole('main').getByText(product.name)).toBeVisible();
  await office.getByRole('button', { name: '배송 준비 시작' }).click();
  await office.getByRole('alertdialog').getByRole('button', { name: '배송 준비 시작' }).click();
  await expect(office.getByRole('main').getByText('배송 준비').first()).toBeVisible();

  // The customer's open page says so by itself.
  await expect(main.getByRole('status').filter({ hasText: '배송 준비' })).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => received({ id: orderId }), soon).toEqual([1, 2]);
});

test('two want the last unit: who comes second is told at the line, and pays nothing', async ({ browser }) => {
  test.slow();
  const product = await newProduct(await adminToken(), { units: 1, priceWon: 60_000 });
  const pages = await Promise.all([1, 2].map(async () => (await browser.newContext({ locale: 'ko-KR' })).newPage()));
  for (const page of pages) {
    await page.goto(`/products/${product.slug}`);
    await page.getByRole('button', { name: '바로 구매' }).first().click();
    await expect(page).toHaveURL(/\/sign-in/);
    await signUp(page);
    await expect(page).toHaveURL('/checkout');
    await fillAddress(page);
    const payNow = page.getByRole('main').getByRole('button', { name: '57,000원 결제하기' });
    await expect(payNow).toBeVisible(couponComes);
    await page.getByRole('main').getByRole('button', { name: '충전하기' }).click();
    await expect(payNow).not.toHaveAttribute('aria-disabled', 'true');
  }
  await Promise.all(
    pages.map((page) => page.getByRole('main').getByRole('button', { name: '57,000원 결제하기' }).click()),
  );

  await expect.poll(() => pages.filter((page) => page.url().includes('/orders/')).length).toBe(1);
  const late = pages.find((page) => !page.url().includes('/orders/')) as Page;
  await expect(late.getByRole('main').getByText('품절').first()).toBeVisible();
  await late.goto('/wallet');
  await expect(late.getByRole('main').getByText('57,000원').first()).toBeVisible();
  await late.goto('/orders');
  await expect(late.getByText('아직 주문이 없습니다')).toBeVisible();
});
