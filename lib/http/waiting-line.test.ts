import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WaitingLine } from './waiting-line';

const waitMsMax = 4_000;
const tooMany = (retryAfterSeconds: number) => ({
  ok: false,
  error: { code: 'http.tooManyAtOnce', retryAfterSeconds },
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a waiting line', () => {
  it('lets so many work at once, the others in the order in which they came', async () => {
    const line = new WaitingLine({ atOnceMax: () => 2, waitMsMax });
    const begun: number[] = [];
    const all = Promise.all(
      [1, 2, 3, 4].map((place) =>
        line.pass(() => {
          begun.push(place);
          return takes(100);
        }),
      ),
    );
    await vi.advanceTimersByTimeAsync(99);
    expect(begun).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toEqual([1, 2, 3, 4]);
    await vi.advanceTimersByTimeAsync(100);
    expect((await all).map(({ ok }) => ok)).toEqual([true, true, true, true]);
  });

  it('tells who has waited long enough how long the others will take, and does nothing for them', async () => {
    const line = new WaitingLine({ atOnceMax: () => 1, waitMsMax });
    const begun: number[] = [];
    const ask = (place: number) =>
      line.pass(() => {
        begun.push(place);
        return takes(990);
      });
    const first = [1, 2, 3, 4, 5, 6, 7].map(ask);
    await vi.advanceTimersByTimeAsync(2_000);
    const later = [8, 9, 10].map(ask);
    await vi.advanceTimersByTimeAsync(2_000);
    // About one a second: five had their turn, two wait no longer, and those that came later are still there.
    expect(await Promise.all(first.slice(5))).toEqual([tooMany(4), tooMany(3)]);
    await vi.advanceTimersByTimeAsync(6_000);
    expect((await Promise.all(later)).map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(begun).toEqual([1, 2, 3, 4, 5, 8, 9]);
  });

  it('goes on after work that throws, and takes no more than it can hold', async () => {
    const line = new WaitingLine({ atOnceMax: () => 1, waitMsMax, waitingMax: 1 });
    const broken = line.pass(async () => {
      await takes(10);
      throw new Error('broken');
    });
    const waiting = line.pass(() => takes(10));
    expect(await line.pass(() => takes(10))).toEqual(tooMany(1));
    const [thrown] = await Promise.all([
      broken.catch((error: Error) => error.message),
      vi.advanceTimersByTimeAsync(20),
    ]);
    expect([thrown, (await waiting).ok]).toEqual(['broken', true]);
  });
});

function takes(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
