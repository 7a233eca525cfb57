import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { adminToken, call, must, newProduct, newShopper, orderOf, putLine } from './support/api';
import { expectAccessible } from './support/look';
import { received } from './support/receiver';
import { admin, openAs } from './support/sign-in';
import { expect, receiverUrl, soon, test } from './support/test';

test.describe.configure({ timeout: 240_000 });

type Endpoint = { id: string; name: string; maxAttempts: number; backoffSeconds: number[] };
type Placed = { id: string; number: string };
type Delivery = { id: string; type: string; state: string; attemptCount: number; endpoint: { id: string } };

async function allEndpoints(token: string): Promise<Endpoint[]> {
  return (await must<{ items: Endpoint[] }>('GET', '/admin/delivery-endpoints', { token })).items;
}

async function demoEndpoint(token: string): Promise<Endpoint> {
  const endpoint = (await allEndpoints(token)).find(({ name }) => name === 'Sample receiver');
  if (!endpoint) throw new Error('The demo has no endpoint.');
  return endpoint;
}

/** Makes the receiver fail, or well again with `{}`. */
async function setFaults(faults: object): Promise<void> {
  const answer = await fetch(new URL('/faults', receiverUrl), { method: 'PUT', body: JSON.stringify(faults) });
  expect(answer.status).toBe(200);
}

async function newOrders(token: string, count: number): Promise<Placed[]> {
  const { variantId } = await newProduct(token, { units: count });
  const shopper = await newShopper({ balanceWon: 100_000 });
  const orders: Placed[] = [];
  for (let left = count; left > 0; left--) {
    const cart = await putLine(shopper.token, variantId, 1);
    const order = { token: shopper.token, key: randomUUID(), body: orderOf(cart) };
    orders.push(await must<Placed>('POST', '/orders', order));
  }
  return orders;
}

async function deliveriesOf({ id }: Placed, token: string): Promise<Delivery[]> {
  return (await must<{ items: Delivery[] }>('GET', `/admin/deliveries?orderId=${id}`, { token })).items;
}

/** In the dialog that is open: the count is told, the job begun and watched to its end. */
async function runJob(page: Page, { counted, start }: { counted: RegExp; start: RegExp }): Promise<void> {
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('status')).toContainText(counted);
  await dialog.getByRole('button', { name: start }).click();
  await expect(dialog.getByText('완료', { exact: true })).toBeVisible(soon);
  await dialog.getByRole('button', { name: '닫기' }).click();
  await expect(dialog).toBeHidden();
}

/** The dialog that is open says what would be sent again and how many; nothing is. */
async function expectDryRun(page: Page, { counted, subject }: { counted: RegExp; subject: string }): Promise<void> {
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(subject);
  await expect(dialog.getByRole('status')).toContainText(counted);
  await dialog.getByRole('button', { name: '닫기' }).click();
  await expect(dialog).toBeHidden();
}

/** The minute that clocks in Seoul show, as its field has it. The browsers of these tests are there. */
function seoulMinute(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
}

test.afterEach(async () => {
  await setFaults({});
  const token = await adminToken();
  const demo = await demoEndpoint(token);
  await must('POST', `/admin/delivery-endpoints/${demo.id}/breaker`, { token, body: { state: 'CLOSED' } });
  // A paused one that a failed test left would collect the orders of all others.
  for (const { id } of await allEndpoints(token))
    if (id !== demo.id) await must('DELETE', `/admin/delivery-endpoints/${id}`, { token });
});

test('an endpoint breaks: an alert leads to its dead letters, which are grouped by why, narrowed, and replayed once it is well', async ({
  page,
}) => {
  const token = await adminToken();
  const endpoint = await demoEndpoint(token);
  const path = `/admin/delivery-endpoints/${endpoint.id}`;
  await must('PATCH', path, { token, body: { maxAttempts: 1 } });
  await setFaults({ status: 500 });
  const orders = await newOrders(token, 3);
  await expect
    .poll(
      async () =>
        (await Promise.all(orders.map((order) => deliveriesOf(order, token)))).flat().map(({ state }) => state),
      soon,
    )
    .toEqual(['DEAD', 'DEAD', 'DEAD']);
  await must('PATCH', path, { token, body: { maxAttempts: endpoint.maxAttempts } });

  await openAs(page, admin, '/admin/alerts');
  const alert = page.getByRole('row').filter({ hasText: '전송 실패' });
  await alert.getByRole('link', { name: endpoint.name }).click(soon);
  await expect(page).toHaveURL(`/admin/deliveries/dead?endpointId=${endpoint.id}`);
  const group = page.getByRole('region', { name: '원인별로 보기' }).getByRole('row').filter({ hasText: 'HTTP 500' });
  await expect(group.getByRole('cell', { name: '3', exact: true })).toBeVisible();
  for (const { number } of orders) await expect(page.getByRole('link', { name: number })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV로 받기' }).click();
  const file = await readFile(await (await downloading).path(), 'utf8');
  for (const { number } of orders)
    expect(file).toMatch(new RegExp(`^${number},.*,실패,.*,상대 서버 오류 \\(5xx\\),`, 'm'));
  await expectAccessible(page, [`/admin/deliveries/dead?endpointId=${endpoint.id}`], { part: 'main' });

  const [one] = orders as [Placed];
  const filter = page.getByRole('search', { name: '실패한 전송 찾기' });
  await filter.getByRole('searchbox').fill(one.number);
  await filter.getByRole('searchbox').press('Enter');
  await expect(group.getByRole('cell', { name: '1', exact: true })).toBeVisible();
  for (const order of orders)
    await expect(page.getByRole('link', { name: order.number })).toBeVisible({ visible: order === one });
  await page.getByRole('button', { name: '모두 다시 보내기' }).click();
  await expectDryRun(page, { counted: /1건을 다시 보냅니다/, subject: `${endpoint.name} · “${one.number}”` });
  await group.getByRole('button', { name: /^다시 보내기/ }).click();
  await expectDryRun(page, { counted: /1건을 다시 보냅니다/, subject: `${endpoint.name} · “${one.number}”` });
  await filter.getByRole('combobox', { name: '실패 원인' }).selectOption('주소 찾기 실패');
  await expect(page.getByText('조건에 맞는 실패한 전송이 없습니다')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: '조건 지우기' }).last().click();
  await expect(page).toHaveURL('/admin/deliveries/dead');
  await expect(group.getByRole('cell', { name: '3', exact: true })).toBeVisible();

  await setFaults({});
  await group.getByRole('button', { name: /^다시 보내기/ }).click();
  await runJob(page, { counted: /3건을 다시 보냅니다/, start: /^3건 다시 보내기$/ });
  await expect.poll(() => Promise.all(orders.map(received)), soon).toEqual([[1], [1], [1]]);
  await expect(page.getByText('실패한 전송이 없습니다')).toBeVisible();
});

test('a breaker held open keeps everything back until it is closed; then what changed of late is sent anew', async ({
  page,
}) => {
  const token = await adminToken();
  const endpoint = await demoEndpoint(token);
  await openAs(page, admin, `/admin/deliveries/endpoints/${endpoint.id}`);
  await page.getByRole('button', { name: '보내기 차단' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '보내기 차단' }).click();
  const state = page.getByRole('heading', { level: 1 });
  await expect(state).toContainText('수동 차단');
  await expect(page.getByRole('listitem').filter({ hasText: '직접 변경' }).first()).toBeVisible();

  const placedAfter = new Date();
  const [order] = (await newOrders(token, 1)) as [Placed];
  await page.reload();
  await expect(page.getByRole('region', { name: '지금 상태' }).getByRole('link', { name: /대기 1건/ })).toBeVisible();
  expect(await deliveriesOf(order, token)).toMatchObject([{ state: 'PENDING', attemptCount: 0 }]);
  expect(await received(order)).toEqual([]);

  await page.getByRole('button', { name: '차단 해제' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '차단 해제' }).click();
  await expect(state).toContainText('정상');
  await expect.poll(() => received(order), soon).toEqual([1]);

  await page.getByRole('button', { name: '다시 맞추기' }).click();
  await page.getByLabel('이때부터 바뀐 주문').fill(seoulMinute(placedAfter));
  await page.getByRole('button', { name: '몇 건인지 보기' }).click();
  await runJob(page, { counted: /주문 [\d,]+건을 다시 보냅니다/, start: /건 다시 보내기$/ });
  const resync = async () => (await deliveriesOf(order, token)).find(({ type }) => type === 'order.resync');
  await expect.poll(async () => (await resync())?.state, soon).toBe('DELIVERED');
  await page.goto(`/admin/deliveries/${(await resync())?.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('다시 맞춤');
  await expectAccessible(page, ['/admin/deliveries', `/admin/deliveries/endpoints/${endpoint.id}`], { part: 'main' });
});

test('a receiver that asks to be left alone is, and the office says so, until somebody sends without waiting', async ({
  page,
}) => {
  const token = await adminToken();
  await setFaults({ status: { value: 429, retryAfterSeconds: 3_600, count: 1 } });
  const [order] = (await newOrders(token, 1)) as [Placed];
  const delivery = async () => (await deliveriesOf(order, token))[0];
  await expect.poll(async () => (await delivery())?.attemptCount, soon).toBe(1);
  await openAs(page, admin, `/admin/deliveries/${(await delivery())?.id}`);
  await expect(page.getByText('받는 곳이 잠시 보내지 말라고 했습니다')).toBeVisible();
  await page.getByRole('button', { name: '다시 보내기' }).click();
  await expect(page.getByText('받는 곳이 다시 받기 시작하면 보냅니다')).toBeVisible();
  expect(await received(order)).toEqual([]);

  await page.getByRole('link', { name: '받는 곳 보기' }).click();
  await page.getByRole('button', { name: '기다리지 않고 보내기' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '기다리지 않고 보내기' }).click();
  await expect.poll(() => received(order), soon).toEqual([1]);
});

test('an endpoint that is no longer wanted is removed: what it has not got is skipped, its log stays, new orders pass it by', async ({
  page,
}) => {
  const token = await adminToken();
  const [name, url] = [`Old ERP ${randomUUID().slice(0, 8)}`, 'https://erp.example.com/orders'];
  const body = { name, url, paused: true };
  const { id } = await must<Endpoint>('POST', '/admin/delivery-endpoints', { token, body });
  const [before] = (await newOrders(token, 1)) as [Placed];
  const ofOld = async (order: Placed) =>
    (await deliveriesOf(order, token)).filter(({ endpoint }) => endpoint.id === id);
  const [waiting] = await ofOld(before);
  expect(waiting).toMatchObject({ state: 'PENDING' });

  await openAs(page, admin, '/admin/deliveries/endpoints');
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: '받는 곳 삭제' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('아직 받지 않은 전송 1건');
  await dialog.getByRole('button', { name: '받는 곳 삭제' }).click();
  await expect(page).toHaveURL('/admin/deliveries/endpoints');
  await expect(page.getByRole('link', { name: 'Sample receiver' })).toBeVisible();
  await expect(page.getByRole('link', { name })).toHaveCount(0);

  const [after] = (await newOrders(token, 1)) as [Placed];
  await expect.poll(() => received(after), soon).toEqual([1]);
  expect(await ofOld(after)).toEqual([]);
  await expect.poll(async () => (await ofOld(before))[0]?.state, soon).toBe('SKIPPED');
  await page.goto(`/admin/deliveries/${waiting?.id}`);
  await expect(page.getByText('받는 곳이 삭제되었습니다')).toBeVisible();
  await expect(page.getByText(`${name} (삭제됨)`)).toBeVisible();
  await page.goto(`/admin/deliveries/endpoints/${id}`);
  await expect(page).toHaveURL(`/admin/deliveries/log?endpointId=${id}`);
  await expect(page.getByRole('link', { name: before.number })).toBeVisible();
  await expect(page.getByRole('combobox', { name: '받는 곳' })).toHaveValue(id);
  expect(await call('DELETE', `/admin/delivery-endpoints/${id}`, { token })).toMatchObject({ status: 404 });
});
