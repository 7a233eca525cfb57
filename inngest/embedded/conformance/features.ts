import type { Feature } from './feature';
import { cancelling } from './features/cancelling';
import { checkpointing } from './features/checkpointing';
import { concurrency } from './features/concurrency';
import { events } from './features/events';
import { failures } from './features/failures';
import { idempotency } from './features/idempotency';
import { outage } from './features/outage';
import { parallel } from './features/parallel';
import { payloads } from './features/payloads';
import { retries } from './features/retries';
import { schedules } from './features/schedules';
import { sleeping } from './features/sleeping';
import { slowness } from './features/slowness';
import { steps } from './features/steps';
import { throttle } from './features/throttle';
import { waiting } from './features/waiting';

/** All that the suite looks at. Those that take longest come first. */
export const features: Record<string, Feature> = {
  schedules,
  retries,
  throttle,
  slowness,
  steps,
  sleeping,
  parallel,
  failures,
  events,
  waiting,
  cancelling,
  concurrency,
  idempotency,
  payloads,
  checkpointing,
  outage,
};
