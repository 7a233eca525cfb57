import { err, ok, type Result } from '@/lib/shared/result';
import type { HttpError } from './errors';

type TooManyAtOnce = Extract<HttpError, { code: 'http.tooManyAtOnce' }>;

/** Asked when the first request comes, since the environment is not known before. */
type Bounds = { atOnceMax: () => number; waitMsMax: number; waitingMax?: number };

/** What one process lets wait; each holds a socket and little else. */
const waitingMaxByDefault = 10_000;
/** However long the line is: who comes back sooner than needed only stands in it again, and a rush may end sooner than it looks. */
const retrySecondsMax = 10;

/**
 * Lets so many requests of one kind work at once. The others wait in the order in which they came, and hold no connection meanwhile: a rush
 * for one thing leaves some for everything else. Nobody in it runs into a timeout, since who has waited for `waitMsMax` is told when to come back.
 *
 * Each process has its own. Error: `http.tooManyAtOnce`, also at once where `waitingMax` wait already; nothing was done then.
 */
export class WaitingLine {
  readonly #bounds: Bounds;
  /** In the order in which they came; each is called with whether it is its turn. */
  readonly #waiting = new Set<(isTurn: boolean) => void>();
  #workingCount = 0;
  /** Since nobody waited last. */
  #rush = { startedAt: 0, servedCount: 0 };

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  async pass<Value>(work: () => Promise<Value>): Promise<Result<Value, TooManyAtOnce>> {
    if (!(await this.#enter())) return err({ code: 'http.tooManyAtOnce', retryAfterSeconds: this.#secondsToEnd() });
    try {
      return ok(await work());
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<boolean> {
    const { atOnceMax, waitMsMax, waitingMax = waitingMaxByDefault } = this.#bounds;
    if (this.#workingCount < atOnceMax()) {
      this.#workingCount += 1;
      return true;
    }
    if (this.#waiting.size >= waitingMax) return false;
    if (this.#waiting.size === 0) this.#rush = { startedAt: performance.now(), servedCount: 0 };
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(false), waitMsMax);
      const settle = (isTurn: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        resolve(isTurn);
      };
      this.#waiting.add(settle);
    });
  }

  /** Whoever is next takes the place that becomes free. */
  #leave(): void {
    this.#rush.servedCount += 1;
    const [next] = this.#waiting;
    if (next) next(true);
    else this.#workingCount -= 1;
  }

  /** Until those who wait now have had their turn, as quickly as it went so far, with those who are at work as good as done. */
  #secondsToEnd(): number {
    const { startedAt, servedCount } = this.#rush;
    const msPerTurn = (performance.now() - startedAt) / (servedCount + this.#workingCount);
    const seconds = Math.ceil((this.#waiting.size * msPerTurn) / 1000);
    return Math.min(retrySecondsMax, Math.max(1, seconds));
  }
}
