import { expect, test } from 'vitest';
import { wavePauseMs, waveSizeMax } from './model';
import { nextWaveAt, waveSize } from './rules';

test.each([
  [0, 0],
  [1, 2],
  [7, 14],
  [waveSizeMax, waveSizeMax],
])('of %i units a wave tells at most %i', (availableUnits, size) => {
  expect(waveSize(availableUnits)).toBe(size);
});

test('the next wave may begin half an hour after the last has ended', () => {
  const endedAt = new Date('2026-11-23T03:00:00Z');
  expect(nextWaveAt(endedAt).getTime() - endedAt.getTime()).toBe(wavePauseMs);
  expect(wavePauseMs).toBe(30 * 60 * 1_000);
});
