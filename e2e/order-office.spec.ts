import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { adminToken, must, newProduct, newShopper, orderOf, putLine } from './support/api';
import { expectAccessible } from './support/look';
import { expectRefusal } from './support/refusal';
import { admin, openAs, signIn } from './support/sign-in';
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
  await expectRefusal(ship, '먼저 배송 준비를 시작해야 합니다');

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
    // The first one's is done before the second comes.
    await expect(one.getByRole('alertdialog')).toBeHidden();
  }
  await expect(other.getByText('이미 배송 준비 상태입니다')).toBeVisible();
  await expect(other.getByRole('heading', { level: 1 })).toContainText('배송 준비');
  await expect(other.getByRole('listitem').filter({ hasText: '배송 준비 상태로 변경' })).toHaveCount(1);
});

test('an unpaid order waits for its payment, also when it is chosen among others; the list leaves as a file', async ({
  page,
}) => {
  const [unpaid, paid] = [await newOrder({ pay: false }), await newOrder()];
  await openAs(page, admin, `/admin/orders/${unpaid.id}`);
  await expectRefusal(page.getByRole('button', { name: '배송 준비 시작' }), '먼저 결제되어야 합니다');
  await expect(page.getByText('아직 결제되지 않았습니다')).toBeVisible();

  await page.getByRole('link', { name: '주문', exact: true }).first().click();
  await page.getByRole('checkbox', { name: `${unpaid.number} 선택` }).check();
  await page.getByRole('link', { name: paid.number }).focus();
  await page.keyboard.press('x');
  const chosen = page.getByRole('region', { name: '선택한 주문' });
  await expect(chosen).toContainText('2건 선택');
  await chosen.getByRole('button', { name: '배송 준비' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2건 중 1건을 바꿀 수 있습니다');
  await expect(dialog.getByRole('listitem').filter({ hasText: unpaid.number })).toContainText('결제 대기 상태');
  await dialog.getByRole('button', { name: '1건 바꾸기' }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: paid.number })).toContainText('배송 준비 상태');
  await dialog.getByRole('button', { name: '닫기' }).last().click();
  await expect(page.getByRole('row').filter({ hasText: paid.number })).toContainText('준비 중');
  await expect(chosen).toContainText('1건 선택');

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV 내려받기' }).click();
  const file = await readFile(await (await downloading).path(), 'utf8');
  expect(file).toMatch(/^\ufeff주문 번호,/);
  expect(file).toContain(`\r\n${paid.number},`);
});

test('what an admin sets is what the shop says, within bounds', async ({ page }) => {
  const token = await adminToken();
  const { slug } = await newProduct(token, { units: 1 });
  await openAs(page, admin, '/admin/system/settings');
  // Of all settings the one that no other journey reckons with.
  const cancelWindow = page.getByLabel('고객이 취소할 수 있는 시간');
  const usual = Number(await cancelWindow.inputValue());
  for (const [minutes, answer] of [
    ['99999', '0부터 10,080까지의 숫자를 적어 주세요.'],
    ['47', '설정을 저장했습니다'],
  ] as const) {
    await cancelWindow.fill(minutes);
    await page.getByRole('button', { name: '저장' }).click();
    await expect(page.getByText(answer)).toBeVisible();
  }
  await page.goto(`/products/${slug}`);
  await expect(page.getByText('결제 후 47분 안에 직접 취소')).toBeVisible();
  await must('PATCH', '/admin/settings', { token, body: { cancelWindowMinutes: usual } });
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
  await signIn(page, admin);
  const pages = ['/admin', '/admin/orders', `/admin/orders/${order.id}`];
  await expectAccessible(page, pages, { darkCount: 2 });
});
