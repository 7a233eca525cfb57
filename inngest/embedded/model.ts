import { z } from 'zod';
import { Moment } from '@/lib/shared/moment';
import { PageQuery, pageOf } from '@/lib/shared/pagination';

/** What people are shown of the runner and its runs. How they are stored is in schema.sql.ts. */

export const runStates = ['RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type RunState = (typeof runStates)[number];

/** What an admin may do with a run, and in which states. */
export const runActions = {
  cancel: ['RUNNING'],
  rerun: ['COMPLETED', 'FAILED', 'CANCELLED'],
} as const satisfies Record<string, readonly RunState[]>;
export type RunAction = keyof typeof runActions;

/**
 * What a running run is at: CALLED, the app works on it; QUEUED, its call waits for a runner, a free slot or its throttled start;
 * RETRYING, its call failed and is due again later; ASLEEP, it waits for a time or an event.
 */
export const runPhases = ['CALLED', 'QUEUED', 'RETRYING', 'ASLEEP'] as const;
export type RunPhase = (typeof runPhases)[number];

/** WORKING, a runner lives; STOPPED, none does and runs wait; ABSENT, none has ever been here: an Inngest server runs the jobs. */
export const engineStates = ['WORKING', 'STOPPED', 'ABSENT'] as const;
export type EngineState = (typeof engineStates)[number];

/** The event that a schedule sends to its function alone. */
export const scheduleEvent = 'inngest/scheduled.timer';

/** Of the ends in this many hours functions are counted. */
export const recentHours = 24;

export const JobEngine = z
  .object({
    state: z.enum(engineStates),
    /** Runners heard of within the lease. */
    runnerCount: z.number().int(),
    /** Calls of the app that are due and that no runner is at. */
    waitingCount: z.number().int(),
    /** Those of them that wait for a concurrency limit. */
    parkedCount: z.number().int(),
    oldestWaitingAt: z.iso.datetime().nullable(),
    underWayCount: z.number().int(),
    /** Calls due in the future: retries, and starts held back by a throttle. */
    laterCount: z.number().int(),
  })
  .meta({ id: 'JobEngine' });
export type JobEngine = z.infer<typeof JobEngine>;

export const JobFunction = z
  .object({
    id: z.string(),
    name: z.string(),
    /** When the app was first seen without it. */
    archivedAt: z.iso.datetime().nullable(),
    /** Events that start it, and the condition on them. */
    triggers: z.array(z.object({ event: z.string(), if: z.string().nullable() })),
    schedules: z.array(z.object({ cron: z.string(), timeZone: z.string(), nextAt: z.iso.datetime() })),
    /** At most `limit` calls at once, for each value of `key`. */
    concurrency: z.array(z.object({ limit: z.number().int(), key: z.string().nullable() })),
    /** At most `burst` runs start at once, and afterwards one every `intervalMs`, for each value of `key`. */
    throttle: z.object({ burst: z.number().int(), intervalMs: z.number(), key: z.string().nullable() }).nullable(),
    /** One run in 24 hours for each value that the event has here. */
    idempotencyKey: z.string().nullable(),
    /** Events that cancel its runs. */
    cancelOn: z.array(z.string()),
    maxAttempts: z.number().int(),
    /** Runs that ended in the last 24 hours. */
    completedCount: z.number().int(),
    failedCount: z.number().int(),
    /** Runs that have not ended, whenever they began. */
    runningCount: z.number().int(),
  })
  .meta({ id: 'JobFunction' });
export type JobFunction = z.infer<typeof JobFunction>;

export const JobsOverview = z.object({ engine: JobEngine, functions: z.array(JobFunction) });
export type JobsOverview = z.infer<typeof JobsOverview>;

export const JobRun = z
  .object({
    id: z.string(),
    functionId: z.string(),
    functionName: z.string(),
    /** `inngest/scheduled.timer` for a run that a schedule started. */
    eventName: z.string(),
    state: z.enum(runStates),
    phase: z.enum(runPhases).nullable(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    /** So far, while it runs. */
    durationMs: z.number().int(),
    /** Of its present call, from 1; null when it is owed none. */
    attempt: z.number().int().nullable(),
    maxAttempts: z.number().int(),
    /** Attempts that failed and were repeated. */
    failedAttemptCount: z.number().int(),
    /** When it goes on by itself: the next attempt, or the end of its sleep. */
    nextAt: z.iso.datetime().nullable(),
    /** What it failed with, or its present call did last; one line, cut. */
    error: z.string().nullable(),
    /** The run that this one repeats. */
    rerunOf: z.string().nullable(),
  })
  .meta({ id: 'JobRun' });
export type JobRun = z.infer<typeof JobRun>;

export const JobRunPage = pageOf(JobRun);

/** Runs that a page of a search looks through; the next page goes on from there. */
export const searchedRunsMax = 5_000;

export const JobRunQuery = PageQuery.extend({
  state: z.enum(runStates).optional(),
  functionId: z.string().min(1).max(256).optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  /** Leaves out what schedules started. */
  withoutSchedules: z.stringbool().optional(),
  /** A run's id, or text in the JSON of the event that started it. */
  q: z.string().trim().max(100).optional(),
});
export type JobRunQuery = z.infer<typeof JobRunQuery>;

/** JSON that others wrote, as text: it may hold what JSON can and Postgres's own texts can't, and may be cut. */
export const Excerpt = z.object({ text: z.string(), isCut: z.boolean(), totalBytes: z.number().int() });
export type Excerpt = z.infer<typeof Excerpt>;

export const JobFailure = z.object({ message: z.string(), stack: z.string().nullable() });
export type JobFailure = z.infer<typeof JobFailure>;

/** RUN, work of the function's own; SLEEP, until a time; EVENT, until an event or a time. */
export const stepKinds = ['RUN', 'SLEEP', 'EVENT'] as const;
export type StepKind = (typeof stepKinds)[number];

export const JobStep = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(stepKinds),
  /** The same as `settledAt` for a step that ran in the very call that came upon it. */
  askedAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
  wakesAt: z.iso.datetime().nullable(),
  /** The event that it waits for now. */
  awaitedEvent: z.string().nullable(),
  /** Attempts that failed before the one that settled it. */
  failedAttemptCount: z.number().int(),
  /** Null also for a step without a result: a sleep, or a wait whose event did not come. */
  result: Excerpt.nullable(),
  failure: JobFailure.nullable(),
});
export type JobStep = z.infer<typeof JobStep>;

export const JobCall = z.object({
  id: z.string(),
  /** The one step that it runs; null when it continues the function. */
  stepName: z.string().nullable(),
  /** From 1. */
  attempt: z.number().int(),
  dueAt: z.iso.datetime(),
  /** It waits for a concurrency limit. */
  isParked: z.boolean(),
  /** Since when a living runner is at it, and which. */
  leasedAt: z.iso.datetime().nullable(),
  runnerId: z.string().nullable(),
  lastFailure: JobFailure.nullable(),
});
export type JobCall = z.infer<typeof JobCall>;

/** An attempt that failed and was repeated, or is yet to be. */
export const JobFailedAttempt = z.object({
  id: z.string(),
  /** The step that failed; null when it was the function itself. */
  stepName: z.string().nullable(),
  /** From 1. */
  attempt: z.number().int(),
  failedAt: z.iso.datetime(),
  failure: JobFailure.nullable(),
});
export type JobFailedAttempt = z.infer<typeof JobFailedAttempt>;

export const JobRunDetail = JobRun.extend({
  engineState: z.enum(engineStates),
  /** The app no longer has the function. */
  isFunctionArchived: z.boolean(),
  /** `body` is the event as the function is given it, with its sender's own id. */
  event: z.object({ id: z.string(), receivedAt: z.iso.datetime(), body: Excerpt }),
  /** In the order in which they were settled, those still open last; the latest of `stepCount`. */
  steps: z.array(JobStep),
  stepCount: z.number().int(),
  calls: z.array(JobCall),
  /** Latest first; the latest of `failedAttemptCount`. What a run failed with at last is its `failure`. */
  failedAttempts: z.array(JobFailedAttempt),
  output: Excerpt.nullable(),
  failure: JobFailure.nullable(),
  /** Runs that repeat this one, latest first. */
  reruns: z.array(JobRun.pick({ id: true, state: true, phase: true, startedAt: true })),
  /** Asked for, and not yet done: no runner has had the time. */
  isCancelRequested: z.boolean(),
  isRerunRequested: z.boolean(),
  allowedActions: z.array(z.enum(['cancel', 'rerun'])),
}).meta({ id: 'JobRunDetail' });
export type JobRunDetail = z.infer<typeof JobRunDetail>;

/** The answer to a command, which a runner carries out: the run that it is about, or that it brings. */
export const JobCommand = z.object({ runId: z.string() });
export type JobCommand = z.infer<typeof JobCommand>;
