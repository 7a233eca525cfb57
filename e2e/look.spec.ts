import type { Page } from '@playwright/test';
import { expectAccessible, expectToFitPhones, overflowPx, smallPhone } from './support/look';
import { admin, openAs } from './support/sign-in';
import { expect, test } from './support/test';

const publicPages = ['/', '/products', '/products/moon-jar', '/cart', '/sign-in', '/sign-up', '/events/coupons'];

test('everybody can read and reach the public pages, in the light and in the dark', async ({ page }) => {
  test.slow();
  await expectAccessible(page, publicPages, { darkCount: 3 });
});

test('no public page is wider than a small phone in English either', async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: 'NEXT_LOCALE', value: 'en', url: baseURL }]);
  await expectToFitPhones(page, publicPages);
});

test('no page is wider than a small phone while it loads', async ({ page, browser, baseURL }) => {
  test.slow();
  await openAs(page, admin, '/admin');
  // Without scripts nothing replaces the skeletons, so they can be measured at leisure.
  const storageState = await page.context().storageState();
  const still = await browser.newContext({ javaScriptEnabled: false, viewport: smallPhone, storageState, baseURL });
  const skeletons = await still.newPage();
  const office = ['/admin', '/admin/orders', '/admin/stock', '/admin/system/jobs', '/admin/system/audit'];
  const shop = ['/', '/products', '/products/moon-jar', '/cart', '/orders', '/wallet', '/coupons'];
  for (const path of [...shop, ...office]) {
    await skeletons.goto(path);
    await expect(skeletons.locator('[data-loading]').first(), path).toBeAttached();
    expect(await overflowPx(skeletons), path).toBe(0);
  }
  await still.close();
});

test('the language switch works without scripts, and is remembered', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ko-KR', baseURL });
  const page = await context.newPage();
  await page.goto('/products');
  await page.getByRole('banner').getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});

test('a chosen theme goes before the system and is there at the first paint of the next page', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const day = await paper(page);
  await page.getByRole('button', { name: '화면 테마' }).click();
  await page.getByRole('menuitemradio', { name: '어둡게' }).click();
  await expect.poll(() => paper(page)).not.toBe(day);
  const night = await paper(page);
  await expect.poll(async () => (await page.context().cookies()).some(({ value }) => value === 'dark')).toBe(true);
  await page.goto('/products', { waitUntil: 'commit' });
  // Before it there may be no body yet, or one that no stylesheet has reached.
  await page.waitForFunction(() => performance.getEntriesByName('first-paint').length > 0);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await paper(page)).toBe(night);
});

test('a navigation moves the focus to the heading of the new page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: '카테고리' }).first().getByRole('link', { name: '문구' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '문구' })).toBeFocused();
});

test('the first tab stop skips to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: '본문으로 건너뛰기' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

function paper(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}
