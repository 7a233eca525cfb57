'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { wakeDelivery } from '@/inngest/wake-delivery';
import { wakeGiveUp } from '@/inngest/wake-give-up';
import { BreakerChange } from '@/lib/delivery/breaker-model';
import { changeEndpoint } from '@/lib/delivery/change-endpoint';
import { createEndpoint } from '@/lib/delivery/create-endpoint';
import { EndpointFields, type EndpointView, type SecretRotation } from '@/lib/delivery/endpoint-model';
import { type DeliveryDetail, SkipInput } from '@/lib/delivery/model';
import { removeEndpoint as remove } from '@/lib/delivery/remove-endpoint';
import { retryDelivery } from '@/lib/delivery/retry-delivery';
import { rotateSecret } from '@/lib/delivery/rotate-secret';
import { setBreaker } from '@/lib/delivery/set-breaker';
import { skipDelivery } from '@/lib/delivery/skip-delivery';
import { env } from '@/lib/env';
import { type ActionState, defineAction } from '@/lib/http/define-action';
import { paths } from '@/lib/http/paths';
import { ok } from '@/lib/shared/result';

/** An endpoint as saved; the secret comes with a new one only. */
export type SavedEndpoint = { endpoint: EndpointView; secret: string | null };

const retryAction = defineAction(
  { name: 'retryDelivery', input: z.object({ id: z.uuid() }), actor: 'admin', afterCommit: deliveriesChanged },
  ({ tx, actor, input }) => retryDelivery(tx, { actor, deliveryId: input.id }),
);

const skipAction = defineAction(
  {
    name: 'skipDelivery',
    input: SkipInput.extend({ id: z.uuid() }),
    actor: 'admin',
    afterCommit: deliveriesChanged,
  },
  ({ tx, actor, input: { id, reason } }) => skipDelivery(tx, { actor, deliveryId: id, reason }),
);

const breakerAction = defineAction(
  {
    name: 'setBreaker',
    input: BreakerChange.extend({ id: z.uuid() }),
    actor: 'admin',
    afterCommit: deliveriesChanged,
  },
  ({ tx, actor, input: { id, state } }) => setBreaker(tx, { actor, endpointId: id, state }),
);

const rotateAction = defineAction(
  {
    name: 'rotateSecret',
    input: z.object({ id: z.uuid(), endPrevious: z.stringbool() }),
    actor: 'admin',
    afterCommit: deliveriesChanged,
  },
  ({ tx, actor, input: { id, endPrevious }, now }) => rotateSecret(tx, { actor, endpointId: id, endPrevious, now }),
);

const pauseAction = defineAction(
  {
    name: 'pauseEndpoint',
    input: z.object({ id: z.uuid(), paused: z.stringbool() }),
    actor: 'admin',
    afterCommit: deliveriesChanged,
  },
  ({ tx, actor, input: { id, paused }, now }) =>
    changeEndpoint(tx, { actor, endpointId: id, change: { paused }, allowedHosts: env().DELIVERY_ALLOWED_HOSTS, now }),
);

/** Shows nothing anew: the page that asks is about what is gone then, and leads away. */
const removeAction = defineAction(
  {
    name: 'removeEndpoint',
    input: z.object({ id: z.uuid() }),
    actor: 'admin',
    afterCommit: (_: undefined, { input }) => wakeGiveUp(input.id),
  },
  ({ tx, actor, input: { id }, now }) => remove(tx, { actor, endpointId: id, now }),
);

const saveAction = defineAction(
  {
    name: 'saveEndpoint',
    input: z.preprocess(gatherFields, EndpointFields.omit({ paused: true }).extend({ id: z.uuid().optional() })),
    actor: 'admin',
    afterCommit: deliveriesChanged,
  },
  async ({ tx, actor, input: { id, ...fields }, now }) => {
    const allowedHosts = env().DELIVERY_ALLOWED_HOSTS;
    if (id !== undefined) {
      const changed = await changeEndpoint(tx, { actor, endpointId: id, change: fields, allowedHosts, now });
      return changed.ok ? ok({ endpoint: changed.value, secret: null }) : changed;
    }
    const created = await createEndpoint(tx, { actor, fields: { ...fields, paused: false }, allowedHosts, now });
    if (!created.ok) return created;
    const { secret, ...endpoint } = created.value;
    return ok({ endpoint, secret: secret as string | null });
  },
);

export async function retryDeliveryNow(
  previous: ActionState<DeliveryDetail>,
  form: FormData,
): Promise<ActionState<DeliveryDetail>> {
  return retryAction(previous, form);
}

export async function skipDeliveryForGood(
  previous: ActionState<DeliveryDetail>,
  form: FormData,
): Promise<ActionState<DeliveryDetail>> {
  return skipAction(previous, form);
}

export async function changeBreaker(
  previous: ActionState<EndpointView>,
  form: FormData,
): Promise<ActionState<EndpointView>> {
  return breakerAction(previous, form);
}

export async function rotateEndpointSecret(
  previous: ActionState<SecretRotation>,
  form: FormData,
): Promise<ActionState<SecretRotation>> {
  return rotateAction(previous, form);
}

export async function pauseEndpoint(
  previous: ActionState<EndpointView>,
  form: FormData,
): Promise<ActionState<EndpointView>> {
  return pauseAction(previous, form);
}

export async function removeEndpoint(
  previous: ActionState<undefined>,
  form: FormData,
): Promise<ActionState<undefined>> {
  return removeAction(previous, form);
}

export async function saveEndpoint(
  previous: ActionState<SavedEndpoint>,
  form: FormData,
): Promise<ActionState<SavedEndpoint>> {
  return saveAction(previous, form);
}

function deliveriesChanged(): void {
  revalidatePath(paths.adminDeliveries, 'layout');
  wakeDelivery();
}

/**
 * A form has only texts: numbers, the list of delays and one checkbox per type become what the endpoint has. What a new one leaves empty
 * gets its usual value; of one that is there, an empty number is a mistake. What only batches have is not looked at without them.
 */
function gatherFields(form: unknown): unknown {
  const typed = z.record(z.string(), z.string()).parse(form);
  const digits = (text: string) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);
  const number = (text = '') => (text.trim() === '' && !typed.id ? undefined : digits(text.trim()));
  const ofBatches = (field: 'batchSize' | 'batchWaitMs') => {
    const given = number(typed[field]);
    return typed.mode === 'BATCH' || EndpointFields.shape[field].safeParse(given).success ? given : undefined;
  };
  const slaSeconds = number(typed.slaSeconds);
  return {
    id: typed.id || undefined,
    name: typed.name,
    url: typed.url?.trim(),
    types: Object.keys(typed).flatMap((name) => (name.startsWith('type:') ? [name.slice('type:'.length)] : [])),
    mode: typed.mode,
    batchSize: ofBatches('batchSize'),
    batchWaitMs: ofBatches('batchWaitMs'),
    concurrency: number(typed.concurrency),
    ratePerSecond: number(typed.ratePerSecond),
    timeoutMs: number(typed.timeoutMs),
    maxAttempts: number(typed.maxAttempts),
    slaMs: slaSeconds && slaSeconds * 1_000,
    supersede: typed.supersede === 'true',
    backoffSeconds: typed.backoffSeconds
      ?.split(/[\s,]+/)
      .filter(Boolean)
      .map(digits),
  };
}
