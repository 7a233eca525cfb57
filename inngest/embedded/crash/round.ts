import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { openPool, transaction } from '../database';
import { testKeys } from '../test-app';
import { audit, type Sent } from './audit';
import { Cluster } from './cluster';
import { effectSql } from './functions';
import { type Fault, machineCount, type Plan, planOf } from './plan';

/** All runs end within this time of the last kill. */
const settleMsMax = 60_000;
const settlePollMs = 100;
/** Clients ask again until they are heard. */
const sendRetryMs = 100;
const sendTimeoutMs = 5_000;
const sendMsMax = 120_000;
const retryMs = 100;
const keysPerRound = 2;
const tickerId = 'crash-ticker';

export type RoundReport = {
  seed: number;
  faults: string[];
  events: number;
  /** How long the last runs took to end, from the moment at which every process was back. */
  settledMs: number;
  /** Steps that were executed more often than needed. */
  repeats: number;
};

/** A cluster and what a crash round needs of it. */
export class CrashCourse {
  private constructor(
    readonly cluster: Cluster,
    private readonly pool: Pool,
  ) {}

  static async start(): Promise<CrashCourse> {
    const cluster = await Cluster.start({ size: machineCount, appFile: 'inngest/embedded/crash/app.ts', retryMs });
    const pool = openPool(cluster.databaseUrl, 4);
    await pool.query(effectSql);
    return new CrashCourse(cluster, pool);
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.cluster.stop();
  }

  /** Sends events while processes are killed, as the seed says, then waits and checks. Throws what is wrong, with the seed. */
  async round(seed: number): Promise<RoundReport> {
    const plan = planOf(seed);
    try {
      return await this.run(seed, plan);
    } catch (error) {
      const faults = plan.faults.map((fault) => `  ${inWords(fault)}`).join('\n');
      throw new Error(
        `Crash round with seed ${seed}: ${error instanceof Error ? error.message : error}\n\n${faults}\n\n${this.cluster.tail()}`,
      );
    }
  }

  private async run(seed: number, plan: Plan): Promise<RoundReport> {
    const ticks = [await this.setSchedule(plan.tickAtMs)];
    const startedAt = performance.now();
    const at = (ms: number) => delay(Math.max(0, startedAt + ms - performance.now()));
    const [sent] = await Promise.all([
      Promise.all(
        plan.sends.map(async ({ atMs, machine, kinds }, index) => {
          await at(atMs);
          return this.sendAll(
            machine,
            plan,
            kinds.map((kind, position) => ({ kind, tag: `${seed}.${index}.${position}` })),
          );
        }),
      ).then((sends) => sends.flat()),
      ...plan.faults.map(async (fault) => {
        await at(fault.atMs);
        await this.inflict(fault);
      }),
    ]);

    const quietAt = performance.now();
    const complaints = await this.settle({ sent, ticks });
    const settledMs = Math.round(performance.now() - quietAt);
    const surprises = this.cluster.parts
      // Killed while it recovers, Postgres gives up, as it should.
      .filter((part) => part !== this.cluster.postgres)
      .flatMap(({ name, surprises }) =>
        surprises.splice(0).map((surprise) => `${name} ${surprise} although nobody ended it.`),
      );
    const wrong = [...complaints, ...surprises];
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    return {
      seed,
      faults: plan.faults.map(inWords),
      events: sent.length,
      settledMs,
      repeats: await this.countRepeats(sent),
    };
  }

  /** Sends events in one request, and later the cancellations, each until it is acknowledged. */
  private async sendAll(machine: number, { cancelAfterMs }: Plan, events: Sent[]): Promise<Sent[]> {
    await this.send(
      machine,
      events.map(({ kind, tag }, index) => ({
        id: tag,
        name: `crash/${kind}`,
        data: { tag, key: `${tag.split('.')[0]}.${index % keysPerRound}` },
      })),
    );
    const cancels = events.filter(({ kind }) => kind === 'cancelled');
    if (cancels.length > 0) {
      await delay(cancelAfterMs);
      await this.send(
        machine,
        cancels.map(({ tag }) => ({ id: `${tag}.cancel`, name: 'crash/cancel', data: { tag } })),
      );
    }
    return events;
  }

  /** Asks one machine after the other until one has taken the events. */
  private async send(machine: number, events: { id: string; name: string; data: object }[]): Promise<void> {
    const { eventUrls } = this.cluster;
    const giveUpAt = performance.now() + sendMsMax;
    for (let turn = machine; performance.now() < giveUpAt; turn++) {
      const response = await fetch(`${eventUrls[turn % eventUrls.length]}/e/${testKeys.eventKey}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(events),
        signal: AbortSignal.timeout(sendTimeoutMs),
      }).catch(() => null);
      if (response?.ok) return;
      if (response && response.status < 500) throw new Error(`An event was refused with ${response.status}.`);
      await delay(sendRetryMs);
    }
    throw new Error('No runner took an event.');
  }

  private async inflict({ what, machine, pauseMs, pick }: Fault): Promise<void> {
    const { cluster } = this;
    switch (what) {
      case 'kill runner':
        return cluster.runners[machine]?.restart('SIGKILL', pauseMs);
      case 'kill all runners':
        await Promise.all(cluster.runners.map((runner) => runner.restart('SIGKILL', pauseMs)));
        return;
      case 'kill app':
        return cluster.apps[machine]?.restart('SIGKILL', pauseMs);
      case 'kill postgres':
        return cluster.killPostgres(pauseMs);
      case 'kill one of postgres':
        return cluster.killBackend(pick);
      case 'end runner':
        return cluster.runners[machine]?.restart('SIGTERM', pauseMs);
      case 'end postgres':
        return cluster.postgres.restart('SIGINT', pauseMs);
    }
  }

  /** Waits until nothing is amiss; returns what still is at the end of the time allowed. */
  private async settle(expected: { sent: Sent[]; ticks: string[] }): Promise<string[]> {
    const giveUpAt = performance.now() + settleMsMax;
    for (;;) {
      const complaints = await transaction(this.pool, (tx) => audit(tx, expected));
      const working = await this.cluster.isWorking();
      if (complaints.length === 0 && working) return [];
      if (performance.now() > giveUpAt) return working ? complaints : [...complaints, 'Not every process works again.'];
      await delay(settlePollMs);
    }
  }

  /** Moves the cron's next time near, as if its minute came round. Returns that time as its event will name it. */
  private async setSchedule(afterMs: number): Promise<string> {
    const moved = await transaction(this.pool, (tx) =>
      tx.query<{ next_at: Date }>(
        `WITH moved AS (
           UPDATE maru_jobs.schedule SET next_at = date_trunc('milliseconds', now() + $2 * interval '1 ms')
           WHERE function_id = $1 RETURNING function_id, cron, next_at
         ), job AS (
           SELECT graphile_worker.add_job('tick', json_build_object('functionId', function_id, 'cron', cron), run_at := next_at) FROM moved
         )
         SELECT next_at FROM moved, job`,
        [tickerId, afterMs],
      ),
    );
    const [schedule] = moved.rows;
    if (!schedule) throw new Error('The ticker is not registered.');
    return schedule.next_at.toISOString().replace('.000Z', 'Z');
  }

  private async countRepeats(sent: Sent[]): Promise<number> {
    const counted = await transaction(this.pool, (tx) =>
      tx.query<{ repeats: number }>(
        `SELECT (count(*) - count(DISTINCT (tag, step)))::int AS repeats FROM crash.effect WHERE tag = ANY ($1) AND step <> 'stubborn'`,
        [sent.map(({ tag }) => tag)],
      ),
    );
    return counted.rows[0]?.repeats ?? 0;
  }
}

function inWords({ atMs, what, machine, pauseMs }: Fault): string {
  const which = what.endsWith('runner') || what.endsWith('app') ? ` ${machine + 1}` : '';
  return `${what}${which} at ${atMs} ms, back after ${pauseMs} ms`;
}
