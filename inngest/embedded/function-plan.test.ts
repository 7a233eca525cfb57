import { expect, test } from 'vitest';
import { compilePlan, idempotencyKeyOf, slotsOf, throttleOf } from './function-plan';

const base = {
  id: 'shop-work',
  name: 'work',
  triggers: [{ event: 'a/b' }],
  steps: { step: { id: 'step', name: 'step' } },
};

test.each([
  ['debounce', { debounce: { period: '1s' } }],
  ['batchEvents', { batchEvents: { maxSize: 2, timeout: '1s' } }],
  ['rateLimit', { rateLimit: { limit: 1, period: '1s' } }],
  ['singleton', { singleton: { mode: 'skip' } }],
  ['priority', { priority: { run: '1' } }],
  ['timeouts', { timeouts: { start: '1s' } }],
  ['triggers.0.jitter', { triggers: [{ cron: '* * * * *', jitter: '1m' }] }],
  ['concurrency', { concurrency: { limit: 1, scope: 'account' } }],
  ['the concurrency key "event.data.a + 1"', { concurrency: { limit: 1, key: 'event.data.a + 1' } }],
  ['the throttle key "event.data.a + 1"', { throttle: { limit: 1, period: '1s', key: 'event.data.a + 1' } }],
  ['the throttle period "soon"', { throttle: { limit: 1, period: 'soon' } }],
  ['throttle.limit', { throttle: { limit: 0, period: '1s' } }],
  ['the idempotency expression "event.data.a + 1"', { idempotency: 'event.data.a + 1' }],
  ['the trigger expression "event.data.n > 1"', { triggers: [{ event: 'a/b', expression: 'event.data.n > 1' }] }],
  ['the trigger "a/*"', { triggers: [{ event: 'a/*' }] }],
  ['the trigger "inngest/function.finished"', { triggers: [{ event: 'inngest/function.finished' }] }],
  ['the cron "61 * * * *"', { triggers: [{ cron: '61 * * * *' }] }],
  ['the cancelOn expression "async.data.n > 1"', { cancel: [{ event: 'a/c', if: 'async.data.n > 1' }] }],
])('refuses %s by function and name', (setting, config) => {
  const { refusals } = compilePlan({ ...base, ...config });
  expect(refusals).toHaveLength(1);
  expect(refusals[0]).toContain('"shop-work"');
  expect(refusals[0]).toContain(setting);
});

test('counts attempts as Inngest does: one more than the retries, five unless said otherwise', () => {
  const attempts = (retries?: object) =>
    compilePlan({ ...base, steps: { step: { ...base.steps.step, retries } } }).plan.maxAttempts;
  expect([attempts(), attempts({ attempts: 0 }), attempts({ attempts: 3 })]).toEqual([5, 1, 4]);
});

test('gives each value of a concurrency key its own slot', () => {
  const { plan } = compilePlan({ ...base, concurrency: [{ limit: 1, key: 'event.data.key' }, { limit: 5 }] });
  expect(slotsOf(plan, { data: { key: 'x' } })).toEqual([
    { slot: 'shop-work#0:"x"', most: 1 },
    { slot: 'shop-work#1:', most: 5 },
  ]);
});

test('starts at most the limit and the burst at once, then as many per period as the limit says, per value of the key', () => {
  const throttle = { limit: 2, period: '10s', burst: 1, key: 'event.data.key' };
  const { plan } = compilePlan({ ...base, throttle });
  expect(throttleOf(plan, { data: { key: 'x' } })).toEqual({ bucket: 'shop-work:"x"', burst: 3, intervalMs: 5000 });
  expect(throttleOf(compilePlan(base).plan, { data: {} })).toBeNull();
});

test('takes events with one value for the same where the function says so', () => {
  const { plan } = compilePlan({ ...base, idempotency: 'event.data.orderId' });
  const key = (orderId?: unknown) => idempotencyKeyOf(plan, { data: { orderId } });
  expect([key('1'), key(1), key()]).toEqual(['run:shop-work:"1"', 'run:shop-work:1', 'run:shop-work:null']);
  expect(idempotencyKeyOf(compilePlan(base).plan, { data: {} })).toBeNull();
});
