import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { newId } from '@/lib/shared/ids';
import { advance, type Backoff, handBack } from './advance';
import { advanceAlone } from './advance-alone';
import { failure, readAnswer, type Verdict } from './answer';
import { Bell, listenForRings, lookMs } from './bell';
import { type AppAddress, callApp, type Reply } from './call';
import { claimCalls, type LeasedCall, msUntilCallDue, parkDue } from './claim';
import { prepared } from './connection';
import { attempt, isTransient, throughOutage, transaction } from './database';
import { type Errand, findErrands, msUntilErrand, runErrand } from './errands';
import {
  announceRunner,
  buryRunners,
  burySilent,
  buryStrangers,
  heartbeat,
  heartbeatMs,
  leaseMs,
  sweepHistory,
} from './liveness';
import { touchIdleSlots } from './slots';

export type SessionOptions = {
  pool: Pool;
  app: AppAddress;
  /** Calls of the app under way at once. */
  concurrency: number;
  callTimeoutMs: number;
  backoff: Backoff;
  log: (line: string) => void;
};

/** How often an app that is away is asked whether it is back. */
const awayMs = 250;
/** After a look that failed, or that found what is due in others' hands. */
const lookAgainMs = 100;
/** Postgres fails in more ways than `isTransient` knows: what a call brought is not given up at the first. */
const storeTriesMax = 4;
const storeAgainMs = 500;
const errandsMax = 100;
const errandRetryMs = 1000;
/** Errands carried out at once. */
const errandHands = 4;
/** A run goes on from step to step at once for this long, then it gets in line again with the others. */
const turnMs = 1000;
const mendMs = 15_000;
const sweepMs = 60_000;
/** Pieces of old history removed per sweep: far more a minute than a runner can make. */
const sweepPiecesMax = 100;
/** On stopping, calls under way may take this long to end by themselves; then they are handed back. */
export const stopPatienceMs = 2500;

/**
 * Works on what is due under one identity, until it is stopped or lost: other runners have buried this one after a long silence.
 * `ended` resolves then, and a new session begins with a new identity.
 */
export class Session {
  readonly ended: Promise<void>;
  private readonly stopping = new AbortController();
  private readonly aborting = new AbortController();
  private readonly bells = { call: new Bell(), errand: new Bell() };
  private readonly underWay = new Map<string, Promise<void>>();
  private appIsAway = false;
  private parkedAt = 0;
  /** When this runner was last heard, and since when without a gap, in Unix milliseconds. */
  private beatAt = Date.now();
  private steadySince = Date.now();

  private constructor(
    private readonly id: string,
    private readonly options: SessionOptions,
  ) {
    // Every call under way listens.
    setMaxListeners(0, this.aborting.signal);
    this.ended = this.work();
  }

  static async start(options: SessionOptions): Promise<Session> {
    const id = newId();
    await transaction(options.pool, (tx) => announceRunner(tx, id));
    return new Session(id, options);
  }

  /** Takes nothing more, waits a little for the calls under way, then hands them back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const bell of Object.values(this.bells)) bell.ring();
    await this.ended;
  }

  private async work(): Promise<void> {
    const { pool } = this.options;
    const timers = [
      every(heartbeatMs, () => this.beat()),
      every(mendMs, () => attempt(pool, buryStrangers)),
      every(mendMs, () => attempt(pool, touchIdleSlots)),
      every(sweepMs, () => this.sweep()),
    ];
    await Promise.all([
      listenForRings(pool, this.bells, this.stopping.signal),
      this.keepLooking(this.bells.call, () => this.lookForCalls()),
      this.keepLooking(this.bells.errand, () => this.lookForErrands()),
    ]);
    for (const timer of timers) clearInterval(timer);
    const abort = setTimeout(() => this.aborting.abort(), stopPatienceMs);
    await Promise.all(this.underWay.values());
    clearTimeout(abort);
    await attempt(pool, (tx) => buryRunners(tx, [this.id])).catch(() => undefined);
  }

  /** Looks for what is due whenever the bell rings, and whenever as many milliseconds have passed as the last look said. */
  private async keepLooking(bell: Bell, look: () => Promise<number>): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const pauseMs = await look().catch((error) => {
        this.note('Looking for work', error);
        return lookAgainMs;
      });
      await bell.wait(pauseMs);
    }
  }

  private async lookForCalls(): Promise<number> {
    const { pool, concurrency } = this.options;
    // While the app is away one call now and then finds out whether it is back.
    const hands = Math.min(concurrency - this.underWay.size, this.appIsAway ? 1 : concurrency);
    if (hands <= 0) return lookMs;
    await this.parkNowAndThen();
    const calls = await claimCalls(pool, { runnerId: this.id, callsMax: hands });
    for (const call of calls) this.begin(call);
    // The end of one of them rings.
    if (calls.length === hands) return lookMs;
    const dueMs = (await msUntilCallDue(pool)) ?? lookMs;
    return dueMs > 0 ? Math.min(dueMs, lookMs) : lookAgainMs;
  }

  /** However much else is due: what waits for its slots gets in line for them. */
  private async parkNowAndThen(): Promise<void> {
    if (performance.now() - this.parkedAt < lookAgainMs) return;
    await attempt(this.options.pool, parkDue);
    this.parkedAt = performance.now();
  }

  private begin(call: LeasedCall): void {
    const work = this.carryOut(call)
      .catch((error) => this.note(`A call of ${call.run.plan.id}`, error))
      .finally(() => {
        if (this.underWay.get(call.id) === work) this.underWay.delete(call.id);
        setTimeout(() => this.bells.call.ring(), this.appIsAway ? awayMs : 0);
      });
    this.underWay.set(call.id, work);
  }

  private async carryOut(first: LeasedCall): Promise<void> {
    const turnEndsAt = performance.now() + turnMs;
    for (let call: LeasedCall | null = first; call; ) {
      const mayGoOn = performance.now() < turnEndsAt && !this.stopping.signal.aborted;
      call = await this.callOnce(call, mayGoOn);
    }
  }

  /** Makes a call and stores what it brought. Returns the next call of the run where that follows at once, under the same lease. */
  private async callOnce(call: LeasedCall, mayGoOn: boolean): Promise<LeasedCall | null> {
    const { pool } = this.options;
    const reply = await this.ask(call);
    if (reply.kind === 'aborted') {
      await transaction(pool, (tx) => handBack(tx, call));
      return null;
    }
    const verdict = judge(reply);
    this.noteWhetherAppIsAway(verdict);
    for (let tries = 1; ; tries++) {
      try {
        return await this.store(call, verdict, mayGoOn);
      } catch (error) {
        if (isTransient(error)) throw error;
        if (tries < storeTriesMax) {
          await delay(storeAgainMs);
          continue;
        }
        // What could not be stored time and again is to the run an error like any other.
        const message = `What the call brought cannot be stored: ${error instanceof Error ? error.message : error}.`;
        return this.store(call, { kind: 'retry', error: failure('NotStored', message), afterMs: null }, false);
      }
    }
  }

  /** A call that cannot even be made (its event nests too deep to be written down) is one that failed. */
  private async ask(call: LeasedCall): Promise<Reply> {
    const { app, callTimeoutMs } = this.options;
    try {
      return await callApp(app, call, { timeoutMs: callTimeoutMs, signal: this.aborting.signal });
    } catch (error) {
      return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  private async store(call: LeasedCall, verdict: Verdict, mayGoOn: boolean): Promise<LeasedCall | null> {
    const { pool, backoff } = this.options;
    const alone = await throughOutage(() => advanceAlone(prepared(pool), call, { verdict, mayGoOn }));
    if (alone) return alone.next;
    await transaction(pool, (tx) => advance(tx, call, verdict, backoff));
    return null;
  }

  private async lookForErrands(): Promise<number> {
    const { pool } = this.options;
    const errands = await findErrands(pool, errandsMax);
    const rest = errands.values();
    const isDone = await Promise.all(
      Array.from({ length: errandHands }, async () => {
        let done = true;
        for (const errand of rest) done = (await this.run(errand)) && done;
        return done;
      }),
    );
    if (isDone.includes(false)) return errandRetryMs;
    if (errands.length >= errandsMax) return 0;
    const dueMs = (await msUntilErrand(pool)) ?? lookMs;
    return Math.max(0, Math.min(dueMs, lookMs));
  }

  private async run(errand: Errand): Promise<boolean> {
    try {
      await attempt(this.options.pool, (tx) => runErrand(tx, errand));
      return true;
    } catch (error) {
      this.note(`The errand "${errand.kind}"`, error);
      return false;
    }
  }

  /** Tells what is under way when the statement leaves, and not when it got in line for a connection. */
  private async heartbeat() {
    const client = await this.options.pool.connect();
    try {
      return await heartbeat(prepared(client), { runnerId: this.id, callIds: [...this.underWay.keys()] });
    } finally {
      client.release();
    }
  }

  private async beat(): Promise<void> {
    const { pool, log } = this.options;
    const { isBuried, isOtherSilent } = await this.heartbeat();
    const now = Date.now();
    if (now - this.beatAt > 2 * heartbeatMs) this.steadySince = now;
    this.beatAt = now;
    if (isBuried) {
      log('This runner was silent for so long that its work was given to others; starting afresh.');
      await this.stop();
      return;
    }
    // Who could not be heard itself lately, because Postgres was away, judges nobody.
    if (isOtherSilent && now - this.steadySince > leaseMs) await attempt(pool, burySilent);
  }

  private async sweep(): Promise<void> {
    for (let pieces = 0; pieces < sweepPiecesMax; pieces++) {
      if (!(await attempt(this.options.pool, sweepHistory))) return;
    }
  }

  /** Postgres being away shows elsewhere, and is no news every time. */
  private note(what: string, error: unknown): void {
    if (!isTransient(error)) this.options.log(`${what} failed: ${error instanceof Error ? error.message : error}`);
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

/** Repeats work, never twice at once. Postgres being away shows elsewhere, and the next time tries again. */
function every(ms: number, work: () => Promise<unknown>): NodeJS.Timeout {
  let busy = false;
  return setInterval(async () => {
    if (busy) return;
    busy = true;
    await work().catch(() => undefined);
    busy = false;
  }, ms);
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
