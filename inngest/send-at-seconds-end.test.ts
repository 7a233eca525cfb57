import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inngest } from './client';
import { occasionCame, saleMade } from './events';
import { sendAtSecondsEnd } from './send-at-seconds-end';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-26T10:00:00.200Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

it('sends one event for all that came in a second, after all of it, and one for what came in the next', () => {
  const sent: { name: string; id: string; atMs: number }[] = [];
  vi.spyOn(inngest, 'send').mockImplementation(async (event) => {
    sent.push({ ...(event as { name: string; id: string }), atMs: Date.now() % 10_000 });
    return { ids: [] };
  });
  sendAtSecondsEnd(occasionCame);
  vi.advanceTimersByTime(700);
  sendAtSecondsEnd(occasionCame);
  sendAtSecondsEnd(saleMade);
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(102);
  // In the next second, though the timer of the one before has yet to come.
  sendAtSecondsEnd(occasionCame);
  vi.advanceTimersByTime(500);
  sendAtSecondsEnd(occasionCame);
  vi.advanceTimersByTime(1_000);
  expect(sent.map(({ name, atMs }) => [name, atMs])).toEqual([
    [occasionCame.name, 1_005],
    [saleMade.name, 1_005],
    [occasionCame.name, 2_005],
  ]);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
});

it('that an event is lost disturbs nobody, and the next is sent', async () => {
  const send = vi.spyOn(inngest, 'send').mockRejectedValue(new Error('The runner is down.'));
  sendAtSecondsEnd(occasionCame);
  await vi.advanceTimersByTimeAsync(1_000);
  sendAtSecondsEnd(occasionCame);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(send).toHaveBeenCalledTimes(2);
});
