import { z } from 'zod';
import { nextTick, parseCron } from './cron';
import { durationMs } from './duration';
import { type Condition, compileInterest, compileTrigger, parseOperand, valueAt } from './expressions';

/** A registered function, checked and compiled: all that running it needs. Stored as JSON. */
export type FunctionPlan = {
  id: string;
  name: string;
  maxAttempts: number;
  concurrency: { limit: number; keyPath: string[] | null }[];
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
const Step = z.object({ retries: z.object({ attempts: z.number().int().min(0).optional() }).optional() });
const Config = z.strictObject({
  id: z.string(),
  name: z.string().optional(),
  triggers: z.array(Trigger),
  steps: z.object({ step: Step }),
  concurrency: z.union([z.number().int(), Limit, z.array(Limit)]).optional(),
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

  const { name, triggers, steps, concurrency, cancel = [] } = checked.data;
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
      const cron = parseCron(trigger.cron);
      if (!cron || !nextTick(cron, new Date())) refuse(`the cron "${trigger.cron}"`, 'never fires or cannot be read');
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
    const key = limit.key === undefined ? null : parseOperand(limit.key);
    const keyPath = key && 'path' in key && key.path[0] === 'event' ? key.path.slice(1) : null;
    if (limit.key !== undefined && !keyPath) refuse(`the concurrency key "${limit.key}"`);
    plan.concurrency.push({ limit: limit.limit, keyPath });
  }

  for (const rule of cancel) {
    if (rule.if !== undefined && !tiesLaterEvent(rule.if)) refuse(`the cancelOn expression "${rule.if}"`);
    const timeoutMs = rule.timeout === undefined ? undefined : durationMs(rule.timeout);
    if (timeoutMs === null) refuse(`the cancelOn timeout "${rule.timeout}"`);
    plan.cancelOn.push({ event: rule.event, expression: rule.if, timeoutMs: timeoutMs ?? undefined });
  }
  return { plan, refusals };
}

/** The concurrency slots that a call of this function for `event` counts against. */
export function slotsOf(plan: FunctionPlan, event: unknown): { slot: string; most: number }[] {
  return plan.concurrency.map(({ limit, keyPath }, rule) => {
    const key = keyPath ? JSON.stringify(valueAt(event, keyPath) ?? null) : '';
    return { slot: `${plan.id}#${rule}:${key}`, most: limit };
  });
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
