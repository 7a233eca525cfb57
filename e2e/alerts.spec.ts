import { randomUUID } from 'node:crypto';
import { adminToken, must, newProduct, newShopper, orderOf, putLine } from './support/api';
import { expectAccessible, expectToFitPhones } from './support/look';
import { admin, openAs } from './support/sign-in';
import { expect, soon, test } from './support/test';

test('a shopper buys below the minimum: the open back office rings, and the mail about it is at System → Mail', async ({
  page,
}) => {
  test.slow();
  const token = await adminToken();
  const product = await newProduct(token, { units: 5 });
  const limits = { safetyMinUnits: 4, safetyMaxUnits: null };
  await must('PUT', `/admin/variants/${product.variantId}/thresholds`, { token, body: limits });
  await openAs(page, admin, '/admin/alerts');
  const alert = page.getByRole('row').filter({ hasText: product.name });
  await expect(page.getByRole('heading', { level: 1, name: '알림' })).toBeVisible();
  await expect(alert).toHaveCount(0);

  const shopper = await newShopper({ balanceWon: 2_000_000 });
  const cart = await putLine(shopper.token, product.variantId, 1);
  await must('POST', '/orders', { token: shopper.token, key: randomUUID(), body: orderOf(cart) });
  await expect(alert).toContainText('판매 가능 4개, 최소 4개');
  await expect(page.getByRole('banner').getByRole('link', { name: /^새 알림 \d+개/ })).toBeVisible();
  await alert.getByRole('button', { name: `${product.name} 알림 확인` }).click();
  await expect(alert).toHaveCount(0);

  type Mail = { id: string; text: string };
  const sent = `/admin/notifications?kind=STOCK_ALERT&state=SENT&q=${admin.email}`;
  const found: { mail?: Mail | undefined } = {};
  await expect
    .poll(
      async () => {
        const { items } = await must<{ items: { id: string }[] }>('GET', sent, { token });
        const mails = items.map(({ id }) => must<Mail>('GET', `/admin/notifications/${id}`, { token }));
        found.mail = (await Promise.all(mails)).find(({ text }) => text.includes(`[재고 부족] ${product.name}`));
        return found.mail;
      },
      { ...soon, message: 'a mail that names the product' },
    )
    .toBeDefined();
  await page.goto('/admin/system/mail?kind=STOCK_ALERT');
  // Other journeys' mails may lie above it.
  const mail = page.getByRole('row').filter({ has: page.locator(`[href$="/${found.mail?.id}"]`) });
  await expect(mail).toContainText('보관됨');
  await mail.getByRole('link').click();
  await expect(page.frameLocator('iframe').getByRole('link', { name: '알림 보기' })).toBeVisible();

  const pages = [new URL(page.url()).pathname, '/admin/stock/reorder'];
  await expectAccessible(page, pages);
  await expectToFitPhones(page, ['/admin/system/mail']);
});
