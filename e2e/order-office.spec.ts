import { randomUUID } from 'node:crypto';
import { adminToken, must, newProduct, newShopper, orderOf, putLine } from './support/api';
import { expectAccessible } from './support/look';
import { admin, openAs } from './support/sign-in';
import { expect, test } from './support/test';

type Order = { id: string; number: string };

async function newOrder({ pay = true } = {}): Promise<Order> {
  const { variantId } = await newProduct(await adminToken(), { units: 1 });
  const { token } = await newShopper({ balanceWon: 20_000 });
  const cart = await putLine(token, variantId, 1);
  return must<Order>('POST', '/orders', { token, key: randomUUID(), body: orderOf(cart, { pay }) });
}

test('an admin finds an order by keyboard, and takes it to the door one step after the other', async ({ page }) => {
  const order = await newOrder();
  await openAs(page, admin, '/admin/orders');
  await page.getByRole('searchbox', { name: '검색' }).fill(order.number);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${order.number}`));
  const link = page.getByRole('link', { name: order.number });
  await expect(page.getByRole('row')).toHaveCount(2);
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${order.number} 결제 완료`);

  const ship = page.getByRole('button', { name: '발송 처리' });
  await expect(ship).toHaveAttribute('aria-disabled', 'true');
  // Playwright would wait for it to be enabled; people just press.
  await ship.click({ force: true });
  await expect(page.getByRole('tooltip')).toContainText('먼저 배송 준비를 시작해야 합니다');

  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  for (const [button, status] of [
    ['배송 준비 시작', '배송 준비'],
    ['발송 처리', '배송 중'],
    ['배송 완료 처리', '배송 완료'],
  ]) {
    await page.getByRole('button', { name: button }).click();
    if (button === '발송 처리') await dialog.getByLabel('송장 번호').fill('1234-5678-9012');
    await dialog.getByRole('button', { name: button }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(`${order.number} ${status}`);
  }
  await expect(page.getByRole('link', { name: '123456789012' })).toHaveAttribute('href', /cjlogistics.*=123456789012$/);
  await expect(page.getByRole('group', { name: '진행' })).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: '배송 완료 상태로 변경' })).toContainText('관리자');
  // Everything that left the house about it, in its order, and how it arrived.
  const deliveries = page.getByRole('region', { name: '외부 전송' }).getByRole('row');
  await expect(deliveries).toHaveCount(5);
});

test('two admins at one order: the second reads how it stands, and nothing happens twice', async ({
  page,
  context,
}) => {
  const order = await newOrder();
  await openAs(page, admin, `/admin/orders/${order.id}`);
  const other = await context.newPage();
  await other.goto(`/admin/orders/${order.id}`);
  for (const one of [page, other]) {
    await one.getByRole('button', { name: '배송 준비 시작' }).click();
    await one.getByRole('alertdialog').getByRole('button', { name: '배송 준비 시작' }).click();
  }
  await expect(other.getByText('이미 배송 준비 상태입니다')).toBeVisible();
  await expect(other.getByRole('heading', { level: 1 })).toContainText('배송 준비');
  await expect(other.getByRole('listitem').filter({ hasText: '배송 준비 상태로 변경' })).toHaveCount(1);
});

test('an unpaid order waits for its payment', async ({ page }) => {
  const order = await newOrder({ pay: false });
  await openAs(page, admin, `/admin/orders/${order.id}`);
  await page.getByRole('button', { name: '배송 준비 시작' }).click({ force: true });
  await expect(page.getByRole('tooltip')).toContainText('먼저 결제되어야 합니다');
  await expect(page.getByText('아직 결제되지 않았습니다')).toBeVisible();
});

test('filters stand in the address, survive the way back, and go with one press', async ({ page }) => {
  await openAs(page, admin, '/admin/orders');
  await page.getByLabel('고객 등급').selectOption('VIP');
  await expect(page).toHaveURL(/tier=VIP/);
  await page.getByRole('link', { name: /^배송 완료/ }).click();
  await expect(page).toHaveURL(/status=DELIVERED/);
  await expect(page.getByLabel('고객 등급')).toHaveValue('VIP');
  await page.goBack();
  await expect(page).not.toHaveURL(/status=/);
  await expect(page.getByLabel('고객 등급')).toHaveValue('VIP');
  await page.getByRole('link', { name: '조건 지우기' }).click();
  await expect(page).toHaveURL('/admin/orders');
  await expect(page.getByLabel('고객 등급')).toHaveValue('');
});

test('a shopper finds no back office', async ({ page, request }) => {
  const shopper = await newShopper();
  await page.goto('/sign-in?callbackUrl=%2Fadmin%2Forders');
  await page.getByLabel('이메일').fill(shopper.email);
  await page.getByLabel('비밀번호', { exact: true }).fill(shopper.password);
  await page.getByRole('button', { name: '로그인', exact: true }).click();
  await expect(page.getByRole('navigation', { name: '관리 메뉴' })).toHaveCount(0);
  const answer = await request.get('/api/v1/admin/orders', { headers: { authorization: `Bearer ${shopper.token}` } });
  expect(answer.status()).toBe(403);
});

test('everybody can read and reach these pages, on a phone and in the dark too', async ({ page }) => {
  test.slow();
  const order = await newOrder();
  await openAs(page, admin, '/admin');
  const pages = ['/admin', '/admin/orders', `/admin/orders/${order.id}`];
  await expectAccessible(page, pages);
});
