import { z } from 'zod';
import { Moment } from '@/lib/shared/moment';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { DeliveryFilter, isInOrder, notInOrder } from './model';

/** Dead deliveries that are to be replayed; what is not said narrows nothing, so that a misspelt member is refused. */
export const ReplayFilter = DeliveryFilter.extend({
  /** Of a `DeadGroup`: a part of the error's text finds others, too. */
  groupKey: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
})
  .strict()
  .refine(isInOrder, notInOrder);
export type ReplayFilter = z.infer<typeof ReplayFilter>;

export const ReplayInput = z.strictObject({ filter: ReplayFilter, dryRun: z.boolean().default(false) });
export type ReplayInput = z.infer<typeof ReplayInput>;

export const ResyncInput = z.strictObject({ since: Moment, dryRun: z.boolean().default(false) });
export type ResyncInput = z.infer<typeof ResyncInput>;

/** How far a replay or a resync is. */
export const DeliveryJobView = z
  .object({
    id: z.string(),
    kind: z.enum(['REPLAY', 'RESYNC']),
    state: z.enum(['RUNNING', 'DONE']),
    /** Of a resync, or to which a replay is narrowed. */
    endpoint: z.object({ id: z.string(), name: z.string(), removed: z.boolean() }).nullable(),
    filter: z.record(z.string(), z.string()).nullable(),
    since: z.iso.datetime().nullable(),
    wantedCount: z.number().int(),
    doneCount: z.number().int(),
    /** What was settled otherwise meanwhile, or has nothing to send. */
    skippedCount: z.number().int(),
    requestedBy: z.object({ id: z.string(), name: z.string() }),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'DeliveryJob' });
export type DeliveryJobView = z.infer<typeof DeliveryJobView>;
export const DeliveryJobPage = pageOf(DeliveryJobView);
export const DeliveryJobQuery = PageQuery.extend({
  /** Of resyncs; replays are of a filter. */
  endpointId: z.uuid().optional(),
});
export type DeliveryJobQuery = z.infer<typeof DeliveryJobQuery>;

/** Most that a page shows: what is older is in the audit log. */
export const latestJobsMax = 5;

/** A look at what a replay or resync would do (`job` null), or the job that does it. */
export const DeliveryJobAnswer = z.object({
  dryRun: z.boolean(),
  count: z.number().int(),
  /** Null after a dry run, and where there is nothing to do. */
  job: DeliveryJobView.nullable(),
});
export type DeliveryJobAnswer = z.infer<typeof DeliveryJobAnswer>;
