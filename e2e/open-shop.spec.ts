import { expect, test } from './support/test';

test('the shop opens in Korean, and in English when the cookie says so', async ({ page, context, baseURL }) => {
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await context.addCookies([{ name: 'NEXT_LOCALE', value: 'en', url: baseURL }]);
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the shop says that it can serve', async ({ request }) => {
  const answer = await request.get('/api/health/ready');
  expect(answer.status()).toBe(200);
});
