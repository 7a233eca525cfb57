import { randomUUID } from 'node:crypto';
import { adminToken, must, newProduct, newShopper } from './support/api';
import { expect, test } from './support/test';

type Mail = { id: string; text: string };

/** The mail of this kind to this address, once it was sent. */
async function mailTo(admin: string, kind: string, email: string): Promise<Mail> {
  const search = new URLSearchParams({ kind, q: email, state: 'SENT' });
  const found: { items: { id: string }[] } = { items: [] };
  await expect
    .poll(
      async () => {
        Object.assign(found, await must('GET', `/admin/notifications?${search}`, { token: admin }));
        return found.items.length;
      },
      { message: `${kind} to ${email}`, timeout: 70_000 },
    )
    .toBe(1);
  return await must<Mail>('GET', `/admin/notifications/${found.items[0]?.id}`, { token: admin });
}

/** The path of the link in the mail that has this in it. */
function linkIn({ text }: Mail, part: string): string {
  const link = text.split(/\s+/).find((word) => word.startsWith('http') && word.includes(part));
  if (!link) throw new Error(`The mail has no link with ${part}: ${text}`);
  return new URL(link).pathname;
}

test('a guest waits for what is sold out, is told when it comes in, and ends it by the mail’s own link', async ({
  page,
}) => {
  test.slow();
  const admin = await adminToken();
  const product = await newProduct(admin, { units: 0 });
  const email = `guest-${randomUUID()}@mail.example`;

  await page.goto(`/products/${product.slug}`);
  await page.getByLabel('이메일').fill('nobody');
  await page.getByRole('button', { name: '재입고 알림 받기' }).click();
  await expect(page.getByText('이메일 주소를 확인해 주세요.')).toBeVisible();
  await expect(page.getByLabel('이메일')).toBeFocused();
  await page.getByLabel('이메일').fill(email);
  await page.getByRole('button', { name: '재입고 알림 받기' }).click();
  await expect(page.locator(':focus')).toContainText('메일함을 확인해 주세요');

  const confirmation = linkIn(await mailTo(admin, 'RESTOCK_CONFIRMATION', email), '/restock-alerts/confirm/');
  await page.goto(confirmation);
  await page.getByRole('button', { name: '알림 받기', exact: true }).click();
  await expect(page.getByText('확인했습니다')).toBeVisible();

  // A member needs one press, and sees it in the account.
  const member = await newShopper();
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(`/products/${product.slug}`)}`);
  await page.getByLabel('이메일').fill(member.email);
  await page.getByLabel('비밀번호', { exact: true }).fill(member.password);
  await page.getByRole('button', { name: '로그인', exact: true }).click();
  await page.getByRole('button', { name: '재입고 알림 받기' }).click();
  await page.getByRole('link', { name: '내 재입고 알림' }).click();
  await expect(page.getByRole('article').filter({ hasText: product.name })).toContainText('기다리는 중');

  const movement = { deltaUnits: 1, reason: 'RECEIVE', note: '' };
  await must('POST', `/admin/variants/${product.variantId}/stock-movements`, {
    token: admin,
    key: randomUUID(),
    body: movement,
  });
  const mail = await mailTo(admin, 'RESTOCK', email);
  await mailTo(admin, 'RESTOCK', member.email);
  await page.goto(linkIn(mail, '/products/'));
  await expect(page.getByRole('heading', { name: product.name })).toBeVisible();
  await expect(page.getByRole('button', { name: '바로 구매' })).not.toHaveAttribute('aria-disabled', 'true');

  await page.goto(linkIn(mail, '/restock-alerts/end/'));
  await page.getByRole('button', { name: '이 알림 끝내기' }).click();
  await expect(page.getByText('이 알림은 끝났습니다')).toBeVisible();

  // What has ended cannot be confirmed any more, and the page doesn't offer it.
  await page.goto(confirmation);
  await expect(page.getByText('취소된 신청입니다')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
});
