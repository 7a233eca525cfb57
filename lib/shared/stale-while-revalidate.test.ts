import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { staleWhileRevalidate } from './stale-while-revalidate';

/** A source that counts its loads; each takes as long as the test wants. */
function source({ freshMs = 60_000, staleMs = 60_000 } = {}) {
  const loads: { value: number; end: (error?: Error) => void }[] = [];
  const failures: unknown[] = [];
  const load = () =>
    new Promise<number>((resolve, reject) => {
      const value = loads.length + 1;
      loads.push({ value, end: (error) => (error ? reject(error) : resolve(value)) });
    });
  const cached = staleWhileRevalidate({
    load,
    freshMs,
    staleMs,
    everyMs: 1,
    onFailure: (error) => failures.push(error),
  });
  return { ...cached, loads, failures };
}

it('is loaded once, however many wait for it', async () => {
  const { read, loads } = source();
  const readers = [read(), read(), read()];
  expect(loads).toHaveLength(1);
  loads[0]?.end();
  expect(await Promise.all([...readers, read()])).toEqual([1, 1, 1, 1]);
  expect(loads).toHaveLength(1);
});

it('is given while a newer one is loaded, and also when that fails', async () => {
  const { read, loads, failures } = source({ freshMs: 0 });
  const first = read();
  loads[0]?.end();
  await first;
  await delay(2);
  expect(await read()).toBe(1);
  expect(loads).toHaveLength(2);
  loads[1]?.end(new Error('away'));
  await vi.waitFor(() => expect(failures).toHaveLength(1));
  await vi.waitFor(async () => {
    expect(await read()).toBe(1);
    expect(loads).toHaveLength(3);
  });
  loads[2]?.end();
  await vi.waitFor(async () => expect(await read()).toBe(3));
});

it('makes readers wait when it is too old, and tells them of a failure', async () => {
  const { read, loads } = source({ freshMs: 0, staleMs: 0 });
  const first = read();
  loads[0]?.end();
  await first;
  await delay(2);
  const [second, third] = [read(), read()];
  loads[1]?.end(new Error('away'));
  await expect(second).rejects.toThrow('away');
  await expect(third).rejects.toThrow('away');
});

it('is loaded anew when it has changed, although a load from before the change is under way and ends last', async () => {
  const { read, refresh, loads } = source();
  const first = read();
  refresh();
  expect(loads).toHaveLength(2);
  loads[1]?.end();
  await vi.waitFor(async () => expect(await read()).toBe(2));
  loads[0]?.end();
  expect(await first).toBe(1);
  expect(await read()).toBe(2);
});
