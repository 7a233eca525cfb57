import { adminToken, newShopper } from './support/api';
import { expectAccessible } from './support/look';
import { expect, test } from './support/test';

test('health tells that the process lives and can serve', async ({ request }) => {
  expect(await (await request.get('/api/health/live')).json()).toEqual({ status: 'live' });
  const ready = await request.get('/api/health/ready');
  expect(ready.status()).toBe(200);
  expect(await ready.json()).toEqual({
    status: 'ready',
    parts: { database: { up: true }, migrations: { up: true }, jobs: { up: true } },
  });
});

test('metrics are for admins', async ({ request }) => {
  const as = (token: string) => request.get('/api/metrics', { headers: { authorization: `Bearer ${token}` } });
  expect((await request.get('/api/metrics')).status()).toBe(401);
  expect((await as('none')).status()).toBe(401);
  expect((await as((await newShopper()).token)).status()).toBe(403);
  const text = await (await as(await adminToken())).text();
  for (const line of [
    /^maru_database_up 1$/m,
    /^maru_orders_open\{status="PAID"\} \d+$/m,
    /^maru_deliveries_pending\{endpoint_id="[0-9a-f-]{36}",endpoint="Sample receiver"\} \d+$/m,
    /^maru_http_request_seconds_count\{name="issueToken",status="201"\} \d+$/m,
  ]) {
    expect(text).toMatch(line);
  }
});

test('the API describes itself, to programs and to people; a problem leads to its meaning', async ({
  page,
  request,
}) => {
  const document = await (await request.get('/api/v1/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');

  const refused = await request.get('/api/v1/orders/none');
  expect(refused.headers()['content-type']).toBe('application/problem+json');
  const problem = await refused.json();
  await page.goto(problem.type);
  const meaning = page.locator(':target');
  await expect(meaning).toContainText('http.unauthenticated');
  await expect(meaning).toBeInViewport();
  for (const path of Object.keys(document.paths)) {
    await expect(page.getByRole('heading', { level: 3, name: path }).first()).toBeAttached();
  }
});

test('everybody can read and reach the page of the API, on a phone too', async ({ page }) => {
  test.slow();
  // One section stands for all of them: they are made by the same parts.
  await expectAccessible(page, ['/api/docs'], { part: 'main > header, main > section:nth-of-type(1)' });
});

/** What never reaches a handler's own checks: the framework has to answer these well too. */
for (const [what, method, path, status, headers] of [
  ['the root itself', 'GET', '', 404, {}],
  ['an unknown path', 'GET', '/nothing/here', 404, {}],
  ['an unknown path, written to', 'POST', '/nothing', 404, {}],
  ['a method that the path lacks', 'DELETE', '/orders', 405, {}],
  ['a method that only others have', 'GET', '/auth/tokens', 405, {}],
  ['a path that escapes', 'GET', '/orders/..%2f..%2fadmin', 401, {}],
  ['a NUL in the path', 'GET', '/products/%00', 404, {}],
  ['a very long query', 'GET', `/products?q=${'x'.repeat(8_000)}`, 400, {}],
  ['a very long id', 'GET', `/products/${'x'.repeat(4_000)}`, 404, {}],
  ['a body in another encoding', 'POST', '/users', 400, { 'content-encoding': 'gzip', 'content-type': 'text/plain' }],
  ['a form', 'POST', '/users', 400, { 'content-type': 'application/x-www-form-urlencoded' }],
  ['a foreign page with a cookie', 'POST', '/cart', 403, { origin: 'https://evil.example', cookie: 'a=b' }],
] as const) {
  test(`${what} is answered with a ${status} problem`, async ({ request }) => {
    const body = method === 'POST' ? { data: 'a=1' } : {};
    const answer = await request.fetch(`/api/v1${path}`, { method, headers, ...body });
    expect(answer.status()).toBe(status);
    expect(answer.headers()['content-type']).toBe('application/problem+json');
    const problem = await answer.json();
    expect(problem).toMatchObject({ status, code: expect.any(String), traceId: expect.any(String) });
    if (status === 405) expect(answer.headers().allow).toContain('POST');
  });
}
