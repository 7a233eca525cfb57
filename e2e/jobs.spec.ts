import { randomUUID } from 'node:crypto';
import { adminToken, must, newProduct, newShopper, orderOf, putLine } from './support/api';
import { expectAccessible } from './support/look';
import { expectRefusal } from './support/refusal';
import { admin, openAs, signIn } from './support/sign-in';
import { expect, soon, test } from './support/test';

type Order = { id: string; totals: { totalWon: number } };
type Run = { id: string; state: string };

/** An order that waits for its payment, as the run that will end its hold does. */
async function newUnpaidOrder(): Promise<{ order: Order; pay: () => Promise<unknown> }> {
  const { variantId } = await newProduct(await adminToken(), { units: 1 });
  const { token } = await newShopper({ balanceWon: 20_000 });
  const cart = await putLine(token, variantId, 1);
  const order = await must<Order>('POST', '/orders', { token, key: randomUUID(), body: orderOf(cart, { pay: false }) });
  return {
    order,
    pay: () => must('POST', `/orders/${order.id}/payment`, { token, key: randomUUID(), body: {} }),
  };
}

/** The run that will end an order's hold, once it is there. */
async function runOf({ id }: Order): Promise<Run> {
  const token = await adminToken();
  const found: { items: Run[] } = { items: [] };
  await expect
    .poll(async () => {
      Object.assign(found, await must('GET', `/admin/jobs/runs?q=${id}`, { token }));
      return found.items.length;
    }, soon)
    .toBe(1);
  return found.items[0] as Run;
}

test('an admin finds the run of an order, sees it end, runs it again, and stops the new one', async ({ page }) => {
  const { order, pay } = await newUnpaidOrder();
  await runOf(order);

  await openAs(page, admin, '/admin');
  await page.getByRole('navigation', { name: '관리 메뉴' }).getByRole('link', { name: '작업' }).click();
  await expect(page.getByRole('region', { name: '실행기 상태' })).toContainText('작동 중');
  await page.getByRole('searchbox', { name: '실행 번호 또는 이벤트 내용' }).fill(order.id);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${order.id}`));
  const row = page.getByRole('row', { name: /expire-order/ });
  await expect(row).toContainText('쉬는 중');
  await row.getByRole('link').focus();
  await page.keyboard.press('Enter');

  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText(/expire-order.*쉬는 중/);
  await expect(page.getByRole('listitem').filter({ hasText: 'until the hold ends' })).toContainText('잠자기');
  await expectRefusal(page.getByRole('button', { name: '다시 실행' }), '아직 끝나지 않았습니다');
  await pay();
  await expect(title).toContainText('중단됨');
  await expect(page.getByRole('listitem').filter({ hasText: 'until the hold ends' })).toContainText('그만둠');

  const confirm = page.getByRole('alertdialog');
  await page.getByRole('button', { name: '다시 실행' }).click();
  await expect(confirm).toContainText('이미 한 일도 다시 합니다');
  await confirm.getByRole('button', { name: '다시 실행' }).click();
  const reruns = page.getByRole('list', { name: '다시 실행' });
  await expect(reruns).toContainText('쉬는 중');
  // A second press while the first one's run goes on does nothing.
  await expectRefusal(page.getByRole('button', { name: '다시 실행' }), '다시 실행한 것이 아직 끝나지 않았습니다');

  await reruns.getByRole('link').click();
  await expect(title).toContainText('쉬는 중');
  await expect(page.getByText('다시 실행한 원본')).toBeVisible();
  await page.getByRole('button', { name: '실행 중단' }).click();
  await confirm.getByRole('button', { name: '실행 중단' }).click();
  await expect(title).toContainText('중단됨');
});

test('functions tell what starts them and when, and lead to their runs', async ({ page }) => {
  await openAs(page, admin, '/admin/system/jobs');
  await page.getByRole('link', { name: '함수와 일정' }).click();
  const sweep = page.getByRole('row', { name: /^sweep-carts/ });
  await expect(sweep).toContainText('5분마다');
  await sweep.getByRole('link', { name: 'sweep-carts', exact: true }).click();
  await expect(page).toHaveURL(/functionId=maru-sweep-carts/);
  await expect(page.getByLabel('함수', { exact: true })).toHaveValue('maru-sweep-carts');
  await page.getByLabel('일정 제외').check();
  await expect(page).toHaveURL(/withoutSchedules=true/);
  await expect(page.getByText('조건에 맞는 실행이 없습니다')).toBeVisible();
  await page.getByRole('link', { name: '조건 지우기' }).click();
  await expect(page).toHaveURL('/admin/system/jobs');
});

test('everybody can read and reach a run, on a phone too', async ({ page }) => {
  test.slow();
  const { order } = await newUnpaidOrder();
  const run = await runOf(order);
  await signIn(page, admin);
  await expectAccessible(page, [`/admin/system/jobs/${run.id}`, '/admin/system/audit']);
});
