import { createHash } from 'node:crypto';
import { z } from 'zod';
import { nextTick } from './cron';
import { durationMs } from './duration';
import { type Condition, compileInterest, compileTrigger, parseOperand, valueAt } from './expressions';

/** A registered function, checked and compiled: all that running it needs. Stored as JSON. */
export type FunctionPlan = {
  id: string;
  name: string;
  maxAttempts: number;
  concurrency: { limit: number; keyPath: string[] | null }[];
  /** At most `burst` runs start at once, and afterwards one every `intervalMs`. */
  throttle?: { burst: number; intervalMs: number; keyPath: string[] | null };
  /** One run in 24 hours for each value that the starting event has here. */
  idempotencyPath?: string[];
  cancelOn: { event: string; expression?: string; timeoutMs?: number }[];
  triggers: { event: string; conditions: Condition[] }[];
  crons: string[];
};

/** Inngest's own default. */
const retriesDefault = 4;

const Trigger = z.strictObject({
  event: z.string().optional(),
  expression: z.string().optional(),
  cron: z.string().optional(),
});
const Limit = z.strictObject({
  limit: z.number().int(),
  key: z.string().optional(),
  scope: z.literal('fn').optional(),
});
const Throttle = z.strictObject({
  limit: z.number().int().positive(),
  period: z.string(),
  key: z.string().optional(),
  burst: z.number().int().min(0).optional(),
});
const Step = z.object({ retries: z.object({ attempts: z.number().int().min(0).optional() }).optional() });
const Config = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  triggers: z.array(Trigger),
  steps: z.object({ step: Step }),
  concurrency: z.union([z.number().int(), Limit, z.array(Limit)]).optional(),
  throttle: Throttle.optional(),
  idempotency: z.string().optional(),
  cancel: z
    .array(z.strictObject({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
});

/**
 * Compiles one function of the app's registration. `refusals` are whole sentences, each naming the function and the setting
 * that the runner does not support: running such a function without it would do something else than asked.
 */
export function compilePlan(config: unknown): { plan: FunctionPlan; refusals: string[] } {
  const refusals: string[] = [];
  const id = String(valueAt(config, ['id']));
  const refuse = (setting: string, why = 'the embedded runner does not support') =>
    refusals.push(`Function "${id}" uses ${setting}, which ${why}.`);

  const checked = Config.safeParse(config);
  if (!checked.success) {
    for (const issue of checked.error.issues) {
      const names = issue.code === 'unrecognized_keys' ? issue.keys : [''];
      for (const name of names) refuse(`"${[...issue.path, name].filter((part) => part !== '').join('.')}"`);
    }
    return { plan: { id, name: id, maxAttempts: 1, concurrency: [], cancelOn: [], triggers: [], crons: [] }, refusals };
  }

  const { name, triggers, steps, concurrency, throttle, idempotency, cancel = [] } = checked.data;
  const plan: FunctionPlan = {
    id,
    name: name ?? id,
    maxAttempts: (steps.step.retries?.attempts ?? retriesDefault) + 1,
    concurrency: [],
    cancelOn: [],
    triggers: [],
    crons: [],
  };

  for (const trigger of triggers) {
    if (trigger.cron !== undefined) {
      if (!nextTick(trigger.cron, new Date())) refuse(`the cron "${trigger.cron}"`, 'never fires or cannot be read');
      plan.crons.push(trigger.cron);
      continue;
    }
    const { event = '', expression } = trigger;
    const conditions = expression ? compileTrigger(expression) : [];
    if (!conditions) refuse(`the trigger expression "${expression}"`);
    if (!isTriggerName(event)) refuse(`the trigger "${event}"`);
    plan.triggers.push({ event, conditions: conditions ?? [] });
  }

  const limits = concurrency === undefined ? [] : [concurrency].flat();
  for (const limit of limits.map((rule) => (typeof rule === 'number' ? { limit: rule, key: undefined } : rule))) {
    // As in Inngest, a limit of 0 means none.
    if (limit.limit <= 0) continue;
    const keyPath = eventPath(limit.key);
    if (keyPath === undefined) refuse(`the concurrency key "${limit.key}"`);
    plan.concurrency.push({ limit: limit.limit, keyPath: keyPath ?? null });
  }
  plan.concurrency.sort((a, b) => a.limit - b.limit);

  if (throttle) {
    const keyPath = eventPath(throttle.key);
    if (keyPath === undefined) refuse(`the throttle key "${throttle.key}"`);
    const periodMs = durationMs(throttle.period);
    if (!periodMs) refuse(`the throttle period "${throttle.period}"`);
    const { limit, burst = 0 } = throttle;
    plan.throttle = { burst: limit + burst, intervalMs: (periodMs ?? 0) / limit, keyPath: keyPath ?? null };
  }

  if (idempotency !== undefined) {
    const path = eventPath(idempotency);
    if (!path) refuse(`the idempotency expression "${idempotency}"`);
    plan.idempotencyPath = path ?? undefined;
  }

  for (const rule of cancel) {
    if (rule.if !== undefined && !tiesLaterEvent(rule.if)) refuse(`the cancelOn expression "${rule.if}"`);
    const timeoutMs = rule.timeout === undefined ? undefined : durationMs(rule.timeout);
    if (timeoutMs === null) refuse(`the cancelOn timeout "${rule.timeout}"`);
    plan.cancelOn.push({ event: rule.event, expression: rule.if, timeoutMs: timeoutMs ?? undefined });
  }
  return { plan, refusals };
}

const keyLengthMax = 200;

/** Which runs of this function for `event` wait for each other's start; null when nothing holds starts back. */
export function throttleOf({ id, throttle }: FunctionPlan, event: unknown) {
  if (!throttle) return null;
  const { burst, intervalMs, keyPath } = throttle;
  return { bucket: `${id}:${keyOf(keyPath, event)}`, burst, intervalMs };
}

/** What names the one run that this function may have for `event` in 24 hours; null when it may have any number. */
export function idempotencyKeyOf({ id, idempotencyPath }: FunctionPlan, event: unknown): string | null {
  return idempotencyPath ? `run:${id}:${keyOf(idempotencyPath, event)}` : null;
}

/** The concurrency slots that a call of this function for `event` counts against, in the order in which it takes them: that of their names. */
export function slotsOf(plan: FunctionPlan, event: unknown): { slot: string; most: number }[] {
  return plan.concurrency.map(({ limit, keyPath }, rule) => {
    return { slot: `${plan.id}#${rule}:${keyOf(keyPath, event)}`, most: limit };
  });
}

/** The value as text; a long one by its hash, since no index takes it. */
function keyOf(path: string[] | null, event: unknown): string {
  if (!path) return '';
  const text = JSON.stringify(valueAt(event, path) ?? null);
  return text.length <= keyLengthMax ? text : `sha256 ${createHash('sha256').update(text).digest('hex')}`;
}

/** The path of a key like `event.data.userId`, below the event: null without a key, undefined when it is anything else. */
function eventPath(key: string | undefined): string[] | null | undefined {
  if (key === undefined) return null;
  const operand = parseOperand(key);
  return operand && 'path' in operand && operand.path[0] === 'event' ? operand.path.slice(1) : undefined;
}

/** No wildcards, and of Inngest's own events only the one that the runner sends. */
function isTriggerName(event: string): boolean {
  if (event.startsWith('inngest/')) return event === 'inngest/function.failed';
  return event !== '' && !event.includes('*');
}

function tiesLaterEvent(expression: string): boolean {
  // Whether the starting event has the value is only known per run; understood or not is known now.
  return compileInterest(expression, {}) !== null;
}
