import { EventEmitter } from 'node:events';
import { type Runner as GraphileRunner, Logger, run, type Task, type TaskList } from 'graphile-worker';
import type { Pool } from 'pg';
import { advance, type Backoff, handBack, wakeStep } from './advance';
import { failure, readAnswer, type Verdict } from './answer';
import { type AppAddress, callApp, type Reply } from './call';
import { claimCall } from './claim';
import { attempt, transaction } from './database';
import { receiveEvents } from './intake';
import {
  announceRunner,
  buryRunners,
  buryStrangers,
  heartbeat,
  heartbeatMs,
  requeueOverdue,
  returnLostJobs,
  sweepHistory,
} from './liveness';
import { cancelRun, type EventBody, rerun } from './runs';
import { tick } from './tick';

export type SessionOptions = {
  pool: Pool;
  app: AppAddress;
  /** Calls of the app under way at once. */
  concurrency: number;
  callTimeoutMs: number;
  backoff: Backoff;
  log: (line: string) => void;
};

const pollMs = 1000;
/** Jobs taken from the queue that no worker had time for go back after this, for other runners. */
const localQueueMs = 2000;
const netMs = 15_000;
const sweepMs = 60_000;
/** Pieces of old history removed per sweep: far more a minute than a runner can make. */
const sweepPiecesMax = 100;
/** On stopping, calls under way may take this long to end by themselves; then they are handed back. */
export const stopPatienceMs = 2500;

/**
 * Works on the queue under one identity, until it is stopped or lost: graphile-worker gave up, or other runners have buried this one
 * after a long silence. `ended` resolves then, and a new session begins with a new identity.
 */
export class Session {
  readonly ended: Promise<void>;
  private readonly aborting = new AbortController();
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly timers: NodeJS.Timeout[] = [];
  private appIsAway = false;

  private constructor(
    private readonly id: string,
    private readonly worker: GraphileRunner,
    private readonly options: SessionOptions,
    /** Ids of the queue's jobs that are being worked on. */
    private readonly jobs: ReadonlySet<string>,
  ) {
    this.ended = worker.promise.catch((error: Error) => options.log(`The job queue stopped: ${error.message}`));
  }

  static async start(options: SessionOptions): Promise<Session> {
    const { pool, concurrency, log } = options;
    const events = new EventEmitter();
    let poolId = '';
    events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
      poolId = workerPool.id;
    });
    let begin: (session: Session) => void = () => undefined;
    const started = new Promise<Session>((resolve) => {
      begin = resolve;
    });
    const jobs = new Set<string>();
    const worker = await run({
      pgPool: pool,
      events,
      concurrency,
      pollInterval: pollMs,
      noHandleSignals: true,
      logger: quietLogger(log),
      // Batched completion is the one that survives a Postgres that is away for a while.
      // The local queue polls once for all workers instead of once each.
      preset: {
        worker: {
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
          localQueue: { size: concurrency, ttl: localQueueMs },
          gracefulShutdownAbortTimeout: stopPatienceMs,
        },
      },
      taskList: noting(jobs, {
        call: async (payload) => (await started).call(payload as { callId: string; limited: boolean }),
        wake: (payload) => transaction(pool, (tx) => wakeStep(tx, payload as { runId: string; stepId: string })),
        cancel: (payload) => transaction(pool, (tx) => cancelRun(tx, payload as { runId: string })),
        rerun: (payload) => transaction(pool, (tx) => rerun(tx, payload as { runId: string; newRunId: string })),
        tick: (payload) => transaction(pool, (tx) => tick(tx, payload as { functionId: string; cron: string })),
        announce: async (payload) => {
          const { event } = payload as { event: EventBody };
          await transaction(pool, (tx) => receiveEvents(tx, [{ body: event, key: `${event.name}:${event.id}` }]));
        },
      }),
    });
    const session = new Session(poolId, worker, options, jobs);
    try {
      await transaction(pool, (tx) => announceRunner(tx, poolId));
    } catch (error) {
      await worker.stop().catch(() => undefined);
      throw error;
    } finally {
      begin(session);
    }
    session.every(heartbeatMs, () => session.beat());
    session.every(netMs, () => session.mend());
    session.every(sweepMs, () => session.sweep());
    return session;
  }

  /** Takes no more jobs, waits a little for those under way, then hands their calls back. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    const abort = setTimeout(() => this.aborting.abort(), stopPatienceMs);
    await this.worker.stop().catch(() => undefined);
    clearTimeout(abort);
    await attempt(this.options.pool, (tx) => buryRunners(tx, [this.id])).catch(() => undefined);
  }

  /** One at a time per call: a job may come while an earlier one's commit is still on its way back to us, and must not be lost then. */
  private async call(job: { callId: string; limited: boolean }): Promise<void> {
    for (let other = this.underWay.get(job.callId); other; other = this.underWay.get(job.callId)) {
      // How it ended is its own job's matter.
      await other.catch(() => undefined);
    }
    const work = this.carryOut(job).finally(() => this.underWay.delete(job.callId));
    this.underWay.set(job.callId, work);
    await work;
  }

  private async carryOut({ callId, limited }: { callId: string; limited: boolean }): Promise<void> {
    const { pool, app, callTimeoutMs, backoff } = this.options;
    const call = await claimCall(pool, { callId, runnerId: this.id, limited });
    if (!call) return;
    const reply = await callApp(app, call, { timeoutMs: callTimeoutMs, signal: this.aborting.signal });
    if (reply.kind === 'aborted') {
      await transaction(pool, (tx) => handBack(tx, call));
      return;
    }
    const verdict = judge(reply);
    this.noteWhetherAppIsAway(verdict);
    await transaction(pool, (tx) => advance(tx, call, verdict, backoff));
  }

  private async beat(): Promise<void> {
    const alive = await attempt(this.options.pool, (tx) => heartbeat(tx, this.id));
    if (alive) return;
    this.options.log('This runner was silent for so long that its work was given to others; starting afresh.');
    await this.stop();
  }

  private async mend(): Promise<void> {
    const { pool, concurrency } = this.options;
    await attempt(pool, buryStrangers);
    await attempt(pool, (tx) => returnLostJobs(tx, { runnerId: this.id, known: [...this.jobs] }));
    // With all hands full, what is due may well be waiting its turn.
    if (this.underWay.size < concurrency) await attempt(pool, requeueOverdue);
  }

  private async sweep(): Promise<void> {
    for (let pieces = 0; pieces < sweepPiecesMax; pieces++) {
      if (!(await attempt(this.options.pool, sweepHistory))) return;
    }
  }

  private every(ms: number, work: () => Promise<unknown>): void {
    let busy = false;
    const timer = setInterval(async () => {
      if (busy) return;
      busy = true;
      // Postgres being away shows elsewhere, and the next beat tries again.
      await work().catch(() => undefined);
      busy = false;
    }, ms);
    this.timers.push(timer);
  }

  private noteWhetherAppIsAway(verdict: Verdict): void {
    const away = verdict.kind === 'unreachable';
    if (away === this.appIsAway) return;
    this.appIsAway = away;
    this.options.log(
      away ? `The app cannot be reached (${verdict.reason}); runs wait for it.` : 'The app answers again.',
    );
  }
}

/** Has `jobs` hold the ids of those that are being worked on. */
function noting(jobs: Set<string>, tasks: Record<string, (payload: unknown) => Promise<unknown>>): TaskList {
  const noted = Object.entries(tasks).map(([name, work]): [string, Task] => [
    name,
    async (payload, { job }) => {
      jobs.add(job.id);
      try {
        await work(payload);
      } finally {
        jobs.delete(job.id);
      }
    },
  ]);
  return Object.fromEntries(noted);
}

function judge(reply: Exclude<Reply, { kind: 'aborted' }>): Verdict {
  switch (reply.kind) {
    case 'answer':
      return readAnswer(reply.answer, new Date());
    case 'unreachable':
      return { kind: 'unreachable', reason: reply.reason };
    case 'broken':
      return {
        kind: 'retry',
        error: failure('ConnectionLost', `The call ended without an answer: ${reply.reason}.`),
        afterMs: null,
      };
  }
}

function quietLogger(log: (line: string) => void): Logger {
  return new Logger(() => (level, message) => {
    // One line each: the stacks are graphile-worker's own, and say the same at every lost connection.
    if (level === 'error') log(message.split('\n', 1)[0] ?? message);
  });
}
