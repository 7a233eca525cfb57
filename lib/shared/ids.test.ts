import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstIdAt, isId, newId } from './ids';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an id lies between the first one of its millisecond and the first one of the next', () => {
  for (const at of ['1970-01-01T00:00:00.000Z', '2026-11-23T01:02:03.456Z', '9999-12-31T23:59:59.999Z']) {
    const now = new Date(at);
    vi.setSystemTime(now);
    const id = newId();
    expect(isId(firstIdAt(now))).toBe(true);
    expect(firstIdAt(now) <= id).toBe(true);
    expect(id < firstIdAt(new Date(now.getTime() + 1))).toBe(true);
  }
});

test('ids of one millisecond grow, and are unique also beyond what can be counted', () => {
  const ids = Array.from({ length: 4_000 }, newId);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set([...ids, ...Array.from({ length: 4_000 }, newId)]).size).toBe(8_000);
});
