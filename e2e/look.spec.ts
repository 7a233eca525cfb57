import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

const publicPages = ['/', '/products', '/products/moon-jar', '/cart', '/sign-in', '/sign-up'];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const theme of ['light', 'dark'] as const) {
  test(`everybody can read and reach the public pages in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    for (const path of publicPages) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });
}

for (const locale of ['ko', 'en']) {
  test(`no public page is wider than a small phone (${locale})`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'NEXT_LOCALE', value: locale, url: baseURL }]);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of publicPages) {
      await page.goto(path);
      expect(await overflowPx(page), path).toBe(0);
    }
  });
}

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

function overflowPx(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
