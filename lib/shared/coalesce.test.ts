import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { coalesce } from './coalesce';

it('works at once, and once more for all calls that came meanwhile', async () => {
  const seen: number[] = [];
  let calls = 0;
  const call = coalesce(async () => void seen.push(calls), 20);
  for (; calls < 100; calls++) call();
  await until(() => seen.length === 2);
  expect(seen).toEqual([0, 100]);
});

it('is followed by a start of the work, whenever it is called', async () => {
  let calls = 0;
  let served = 0;
  const call = coalesce(async () => {
    const before = calls;
    await delay(1);
    served = before;
  }, 2);
  for (let round = 0; round < 20; round++) {
    calls++;
    call();
    await delay(round % 4);
  }
  await until(() => served === calls);
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(1);
}
