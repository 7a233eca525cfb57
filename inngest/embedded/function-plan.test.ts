import { expect, test } from 'vitest';
import { compilePlan, slotsOf } from './function-plan';

const base = {
  id: 'shop-work',
  name: 'work',
  triggers: [{ event: 'a/b' }],
  steps: { step: { id: 'step', name: 'step' } },
};

test.each([
  ['throttle', { throttle: { limit: 1, period: '1s' } }],
  ['debounce', { debounce: { period: '1s' } }],
  ['batchEvents', { batchEvents: { maxSize: 2, timeout: '1s' } }],
  ['rateLimit', { rateLimit: { limit: 1, period: '1s' } }],
  ['singleton', { singleton: { mode: 'skip' } }],
  ['priority', { priority: { run: '1' } }],
  ['timeouts', { timeouts: { start: '1s' } }],
  ['idempotency', { idempotency: 'event.data.id' }],
  ['triggers.0.jitter', { triggers: [{ cron: '* * * * *', jitter: '1m' }] }],
  ['concurrency', { concurrency: { limit: 1, scope: 'account' } }],
  ['the concurrency key "event.data.a + 1"', { concurrency: { limit: 1, key: 'event.data.a + 1' } }],
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
