import { randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { adminToken, must, newProduct, newShopper, orderOf, putLine } from './support/api';
import { expect, test } from './support/test';

/** A second, and what a browser on a busy machine needs to show it. Asking from time to time would take longer. */
const soon = { timeout: 4_000 };

async function buy(variantId: string, quantity: number): Promise<void> {
  const { token } = await newShopper({ balanceWon: 2_000_000 });
  const cart = await putLine(token, variantId, quantity);
  await must('POST', '/orders', { token, key: randomUUID(), body: orderOf(cart) });
}

/** Opens a page in a browser of its own, and waits until its stream of stock is there. */
async function openLive(browser: Browser, path: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'ko-KR' })).newPage();
  const stream = page.waitForResponse((response) => response.url().includes('/stock/events') && response.ok());
  await page.goto(path);
  await stream;
  return page;
}

test('one buys, and whoever has the product open or sees it in a list sees what is left, without doing anything', async ({
  browser,
}) => {
  const product = await newProduct(await adminToken(), { units: 4 });
  const [open, list] = [await openLive(browser, `/products/${product.slug}`), await openLive(browser, '/products')];
  const stock = open.getByRole('main').locator('[aria-live=polite]').filter({ hasText: '재고' });
  const tile = list.getByRole('article').filter({ hasText: product.name });
  await expect(open.getByText('실시간 재고')).toBeVisible();
  await expect(stock).toContainText('4개 남음');
  await expect(tile).toBeVisible();

  await buy(product.variantId, 3);
  await expect(stock).toContainText('마지막 1개', soon);
  await buy(product.variantId, 1);
  await expect(stock).toContainText('품절', soon);
  await expect(tile.getByText('품절')).toBeVisible(soon);
  await expect(open.getByRole('button', { name: '장바구니 담기' }).first()).toHaveAttribute('aria-disabled', 'true');
});

test('a cart says that a line has become too many, as soon as it has', async ({ browser }) => {
  const product = await newProduct(await adminToken(), { units: 3 });
  const page = await openLive(browser, `/products/${product.slug}`);
  const quantity = page.getByRole('main').getByRole('textbox', { name: '수량' });
  await quantity.fill('3');
  await quantity.press('Tab');
  await page.getByRole('button', { name: '장바구니 담기' }).first().click();
  const stream = page.waitForResponse((response) => response.url().includes('/stock/events') && response.ok());
  await page.goto('/cart');
  await stream;
  await expect(page.getByRole('main').getByText(product.name)).toBeVisible();
  await buy(product.variantId, 2);
  await expect(page.getByRole('main').getByText(/1개/).first()).toBeVisible(soon);
  await buy(product.variantId, 1);
  await expect(page.getByRole('main').getByText('품절').first()).toBeVisible(soon);
});

test('where no stream can be had the page asks from time to time, and says how old what it shows is', async ({
  page,
}) => {
  const product = await newProduct(await adminToken(), { units: 4 });
  // Not by an error, which browsers would log: as a proxy would that does not let streams through.
  await page.route('**/api/v1/stock/events**', (route) => route.fulfill({ status: 204 }));
  await page.goto(`/products/${product.slug}`);
  const stock = page.getByRole('main').locator('[aria-live=polite]').filter({ hasText: '재고' });
  await expect(page.getByText(/\d\d:\d\d:\d\d 기준/)).toBeVisible();
  await buy(product.variantId, 3);
  await expect(stock).toContainText('마지막 1개', { timeout: 12_000 });
});

test('what is bought most is first on the home page soon after, and in the API', async ({ page }) => {
  type Popular = { items: { rank: number; unitsSold: number; product: { id: string } }[]; computedAt: string };
  const product = await newProduct(await adminToken(), { units: 2_000, priceWon: 1_000 });
  const before = await must<Popular>('GET', '/products/popular');
  const bestUnits = before.items[0]?.unitsSold ?? 0;
  expect(before.items.length).toBeGreaterThan(0);
  for (let left = bestUnits + 1; left > 0; left -= 99) await buy(product.variantId, Math.min(left, 99));

  await expect
    .poll(async () => (await must<Popular>('GET', '/products/popular')).items[0])
    .toMatchObject({
      rank: 1,
      unitsSold: bestUnits + 1,
      product: { id: product.id, name: product.name },
    });
  await page.goto('/');
  const popular = page.getByRole('region', { name: '요즘 많이 팔려요' });
  await expect(popular.getByRole('listitem').first()).toContainText(product.name);
  await expect(popular.getByRole('listitem').first()).toContainText(`${bestUnits + 1}개 판매`);
  await expect(popular).toContainText('집계');
});
