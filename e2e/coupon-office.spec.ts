import { randomUUID } from 'node:crypto';
import { adminToken, call, claim, must, newCampaign, newProduct, newShopper } from './support/api';
import { expectAccessible } from './support/look';
import { admin, openAs, signIn } from './support/sign-in';
import { expect, test } from './support/test';

type Coupons = { items: { id: string; campaignId: string; state: string }[] };

test('a campaign is tried before anybody has it, started, claimed, taken back and ended', async ({ page }) => {
  const token = await adminToken();
  const mark = randomUUID().slice(0, 8);
  const [{ name: product }, shopper] = await Promise.all([
    newProduct(token, { units: 5, priceWon: 20_000 }),
    newShopper(),
  ]);

  await openAs(page, admin, '/admin/coupons');
  await page.getByRole('link', { name: '쿠폰 만들기' }).click();
  await page.waitForURL('/admin/coupons/new');
  await page.getByLabel('캠페인 이름').fill(`여정 쿠폰 ${mark}`);
  await page.getByRole('radio', { name: '정률' }).click();
  await page.getByLabel('할인율').fill('150');
  await page.getByLabel('최소 주문 금액').fill('30,000');
  await page.getByRole('button', { name: '초안으로 저장' }).click();
  // What is not right is said where it is, and the rest stays.
  await expect(page.getByText('1부터 100까지 정수로 적어 주세요.')).toBeVisible();
  await page.getByLabel('할인율').fill('10');

  await page.getByLabel('상품 담기').fill(product);
  await page.getByRole('list', { name: '찾은 상품' }).getByRole('button', { name: product }).click();
  await expect(page.getByText('10,000원 더 담으면 쓸 수 있습니다')).toBeVisible();
  await page
    .getByRole('group', { name: `${product} 수량` })
    .getByRole('button', { name: '수량 늘리기' })
    .click();
  await expect(page.getByText('-4,000원', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: '초안으로 저장' }).click();
  await page.waitForURL(/\/admin\/coupons\/[0-9a-f-]{36}$/);
  const campaignId = page.url().split('/').at(-1) ?? '';
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`여정 쿠폰 ${mark} 초안`);
  const claims = `/coupon-campaigns/${campaignId}/claims`;
  expect((await call('POST', claims, { token: shopper.token, key: randomUUID() })).status).toBe(404);

  await page.getByRole('button', { name: '시작', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '시작' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`여정 쿠폰 ${mark} 진행 중`);
  const { id: couponId } = await must<{ id: string }>('POST', claims, { token: shopper.token, key: randomUUID() });

  // The page hears of it by itself.
  const row = page.getByRole('row').filter({ hasText: shopper.email });
  await expect(row.getByText('사용 가능')).toBeVisible();
  const funnel = page.getByRole('region', { name: '발급과 사용' });
  await expect(funnel).toContainText(/사용 전\s*1\s*100%/);
  await row.getByRole('button', { name: '자세히' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '쿠폰 회수' }).click();
  await expect(dialog.getByText('사유를 적어 주세요.')).toBeVisible();
  await dialog.getByLabel('사유').fill('여정이 끝나서');
  await dialog.getByRole('button', { name: '쿠폰 회수' }).click();
  await expect(dialog).toBeHidden();
  await expect(row.getByText('회수됨')).toBeVisible();
  await expect(funnel).toContainText(/회수\s*1\s*100%/);
  await row.getByRole('button', { name: '자세히' }).click();
  await expect(dialog.getByText('관리자 · 여정이 끝나서')).toBeVisible();

  await dialog.getByRole('button', { name: '닫기' }).click();

  await page.getByRole('button', { name: '종료', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '종료' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`여정 쿠폰 ${mark} 종료`);
  expect((await call('POST', claims, { token: shopper.token, key: randomUUID() })).status).toBe(422);

  const mine = await must<Coupons>('GET', '/coupons?state=REVOKED', { token: shopper.token });
  expect(mine.items).toMatchObject([{ id: couponId, campaignId, state: 'REVOKED' }]);
});

test('everybody can read and reach the coupon office', async ({ page }) => {
  const campaignId = await newCampaign(await adminToken(), { quantity: 5 });
  expect((await claim((await newShopper()).token, campaignId)).status).toBe(201);
  await signIn(page, admin);
  await expectAccessible(page, ['/admin/coupons/new', `/admin/coupons/${campaignId}`]);
});
