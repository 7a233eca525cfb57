import { randomUUID } from 'node:crypto';
import * as net from 'node:net';
import type { Browser, Page, Response } from '@playwright/test';
import { adminToken, must, newProduct, newShopper, orderOf, putLine, shopUrl } from './support/api';
import { expect, soon, test } from './support/test';

test.describe.configure({ timeout: 120_000 });

async function buy(variantId: string, quantity: number): Promise<void> {
  const { token } = await newShopper({ balanceWon: 2_000_000 });
  const cart = await putLine(token, variantId, quantity);
  await must('POST', '/orders', { token, key: randomUUID(), body: orderOf(cart) });
}

/** Opens a page, in a browser of its own unless given, and waits until its stream of stock is there. */
async function openLive(browser: Browser | Page, path: string): Promise<Page> {
  const page = 'newContext' in browser ? await (await browser.newContext({ locale: 'ko-KR' })).newPage() : browser;
  const isStream = (response: Response) => response.url().includes('/stock/events') && response.ok();
  const stream = page.waitForResponse(isStream, { timeout: 30_000 });
  await page.goto(path);
  await stream;
  return page;
}

/** The addresses that the page asks from now on, other than for its stream: a refused one is tried again. */
function addressesAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.endsWith('/stock/events')) asked.push(pathname);
  });
  return asked;
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

  const asked = addressesAsked(open);
  await buy(product.variantId, 3);
  await expect(stock).toContainText('마지막 1개');
  await buy(product.variantId, 1);
  await expect(stock).toContainText('품절');
  await expect(tile.getByText('품절')).toBeVisible();
  // Told, not asked for; how soon is measured by bench/streams.ts.
  expect(asked.filter((path) => path.endsWith('/stock'))).toEqual([]);
  await expect(open.getByRole('main').getByRole('button', { name: '장바구니 담기' })).toHaveCount(0);
  await expect(open.getByRole('button', { name: '재입고 알림 받기' })).toBeVisible();
});

test('a cart says that a line has become too many, as soon as it has', async ({ browser }) => {
  const product = await newProduct(await adminToken(), { units: 3 });
  const page = await openLive(browser, `/products/${product.slug}`);
  const quantity = page.getByRole('main').getByRole('textbox', { name: '수량' });
  await quantity.fill('3');
  await quantity.press('Tab');
  await page.getByRole('button', { name: '장바구니 담기' }).first().click();
  await expect(page.getByRole('dialog')).toContainText(product.name);
  await openLive(page, '/cart');
  await expect(page.getByRole('main').getByText(product.name)).toBeVisible();
  await buy(product.variantId, 2);
  await expect(page.getByRole('main').getByText(/1개/).first()).toBeVisible();
  await buy(product.variantId, 1);
  await expect(page.getByRole('main').getByText('품절').first()).toBeVisible();
});

test('where no stream can be had pages and lists ask from time to time, and say how old what they show is', async ({
  page,
  context,
}) => {
  const product = await newProduct(await adminToken(), { units: 4 });
  // Not by an error, which browsers would log: as a proxy would that does not let streams through.
  await context.route('**/api/v1/stock/events**', (route) => route.fulfill({ status: 204 }));
  const list = await context.newPage();
  await list.goto('/products');
  await page.bringToFront();
  await page.goto(`/products/${product.slug}`);
  const stock = page.getByRole('main').locator('[aria-live=polite]').filter({ hasText: '재고' });
  await expect(page.getByText(/\d\d:\d\d:\d\d 기준/)).toBeVisible();
  await buy(product.variantId, 3);
  await expect(stock).toContainText('마지막 1개', { timeout: 12_000 });

  const tile = list.getByRole('article').filter({ hasText: product.name });
  await expect(tile).toBeVisible();
  const asked = addressesAsked(list);
  await buy(product.variantId, 1);
  await expect(tile.getByText('품절')).toBeVisible({ timeout: 12_000 });
  // For all tiles at once.
  expect(new Set(asked)).toEqual(new Set(['/api/v1/stock']));
});

/** A proxy in front of the shop that, once told to stall, keeps its connections and passes nothing on. */
async function stallingProxy(): Promise<{ url: URL; stall: () => void; close: () => void }> {
  const shop = new URL(shopUrl);
  const sockets = new Set<net.Socket>();
  let isStalled = false;
  const server = net.createServer((reader) => {
    const upstream = net.connect(Number(shop.port), shop.hostname);
    upstream.on('data', (bytes) => isStalled || reader.write(bytes));
    reader.on('data', (bytes) => upstream.write(bytes));
    for (const [socket, other] of [
      [reader, upstream],
      [upstream, reader],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, shop.hostname, resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    url: new URL(`http://${shop.hostname}:${port}`),
    stall: () => {
      isStalled = true;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

test('a stream that stalls without an end is noticed: the page asks, and says how old what it shows is', async ({
  page,
}) => {
  const product = await newProduct(await adminToken(), { units: 4 });
  const proxy = await stallingProxy();
  await page.route('**/api/v1/stock/events**', (route) => {
    const { pathname, search } = new URL(route.request().url());
    return route.continue({ url: new URL(`${pathname}${search}`, proxy.url).href });
  });
  await page.clock.install();
  await page.goto(`/products/${product.slug}`);
  await expect(page.getByText('실시간 재고')).toBeVisible();
  proxy.stall();
  await buy(product.variantId, 3);
  // Two beats that should have come, and did not.
  await page.clock.fastForward(50_000);
  await expect(page.getByText(/\d\d:\d\d:\d\d 기준/)).toBeVisible();
  await page.clock.fastForward(6_000);
  await expect(page.getByRole('main').locator('[aria-live=polite]').filter({ hasText: '마지막 1개' })).toBeVisible();
  await page.close();
  proxy.close();
});

test('what is bought most is first on the home page soon after, and in the API', async ({ page }) => {
  type Popular = { items: { rank: number; unitsSold: number; product: { id: string } }[]; computedAt: string };
  const product = await newProduct(await adminToken(), { units: 2_000, priceWon: 1_000 });
  const before = await must<Popular>('GET', '/products/popular');
  const bestUnits = before.items[0]?.unitsSold ?? 0;
  expect(before.items.length).toBeGreaterThan(0);
  for (let left = bestUnits + 1; left > 0; left -= 99) await buy(product.variantId, Math.min(left, 99));

  await expect
    .poll(async () => (await must<Popular>('GET', '/products/popular')).items[0], soon)
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
