import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type CallEnd,
  callEnd,
  decideGate,
  type Gate,
  type GateChange,
  openMs,
  openMsMax,
  openMsMin,
  rampShare,
  shareMin,
} from './breaker-rules';
import { errorClasses } from './model';

const well: CallEnd = { isFailure: false, hangs: false, isRateLimited: false, isProbe: false, retryAfterMs: null };
const failed: CallEnd = { ...well, isFailure: true };
const hung: CallEnd = { ...failed, hangs: true };
const limited: CallEnd = { ...failed, isRateLimited: true };
const closed: Gate = {
  ...{ breaker: 'CLOSED', openCount: 0, rateShare: 1, shareAgeMs: 60_000 },
  ...{ concurrency: 4, ratePerSecond: 20, timeoutMs: 10_000 },
};
const halfOpen: Gate = { ...closed, breaker: 'HALF_OPEN', openCount: 1 };

describe('a breaker', () => {
  test.each([
    [9, 9, null],
    [10, 5, 'OPEN'],
    [10, 4, null],
    [100, 49, null],
    [100, 50, 'OPEN'],
  ])('after %d calls of which %d failed: %s', (callCount, failedCount, expected) => {
    expect(decideGate(closed, [failed], { callCount, failedCount })?.breaker?.to ?? null).toBe(expected);
  });

  test.each([
    ['one at a time', { concurrency: 1 }, 6],
    ['that has just come back', { rateShare: rampShare }, 6],
    ['with a long timeout', { timeoutMs: 30_000 }, 8],
    ['with the longest, one at a time', { concurrency: 1, timeoutMs: 60_000 }, 1],
    ['with a low rate', { ratePerSecond: 0.1 }, 6],
  ])(
    'of an endpoint %s, for which ten calls are more than hang within a minute, opens by fewer that all fail and hang',
    (_, settings, least) => {
      const breakerAfter = (callCount: number, failedCount: number, end = hung) =>
        decideGate({ ...closed, ...settings }, [end], { callCount, failedCount })?.breaker?.to ?? null;
      expect(breakerAfter(least, least)).toBe('OPEN');
      expect(breakerAfter(least + 1, least)).toBeNull();
      expect([failed, limited].map((end) => breakerAfter(9, 9, end))).toEqual([null, null]);
      if (least > 1) expect(breakerAfter(least - 1, least - 1)).toBeNull();
    },
  );

  it('opens by a failure only, and is open for 30 s', () => {
    const counts = { callCount: 20, failedCount: 10 };
    expect(decideGate(closed, [well], counts)).toBeNull();
    expect(decideGate(closed, [well, failed], counts)?.breaker).toEqual({
      to: 'OPEN',
      cause: 'FAILURES',
      openCount: 1,
      openMs: openMsMin,
    });
  });

  it('closes by a probe that is answered, with a small share', () => {
    const change = decideGate(halfOpen, [{ ...well, isProbe: true }], { callCount: 1, failedCount: 0 });
    expect(change).toMatchObject({ breaker: { to: 'CLOSED', openCount: 0, openMs: null }, rateShare: rampShare });
  });

  it('opens again by a probe that fails, for twice as long each time up to ten minutes', () => {
    const change = decideGate(halfOpen, [{ ...failed, isProbe: true }], { callCount: 1, failedCount: 1 });
    expect(change?.breaker).toEqual({ to: 'OPEN', cause: 'PROBE_FAILED', openCount: 2, openMs: 60_000 });
    expect([0, 1, 2, 3, 4, 5, 50].map(openMs)).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000]);
  });

  it('takes a 4xx for an endpoint that is well, but a 429 not', () => {
    const end = (errorClass: (typeof errorClasses)[number] | null) =>
      callEnd({ errorClass, retryAfterMs: null }, false);
    expect(errorClasses.filter((errorClass) => !end(errorClass).isFailure)).toEqual(['HTTP_4XX']);
    expect(end(null).isFailure).toBe(false);
    expect(end('RATE_LIMITED')).toEqual(limited);
  });
});

describe('a share of the rate', () => {
  test.each([
    ['is halved by a 429', closed, [well, limited], 0.5],
    ['stays for a second after a change', { ...closed, shareAgeMs: 999 }, [limited], null],
    ['grows with success', { ...closed, rateShare: 0.5 }, [well], 0.55],
    ['grows to the whole', { ...closed, rateShare: 0.98 }, [well], 1],
    ['does not grow by failures', { ...closed, rateShare: 0.5 }, [failed], null],
    ['has a floor', { ...closed, rateShare: shareMin }, [limited], null],
  ])('%s', (_, gate, ends, expected) => {
    expect(decideGate(gate, ends, { callCount: 1, failedCount: 0 })?.rateShare ?? null).toBe(expected);
  });
});

it('whatever happens, a gate stays within what the table allows, and nothing but a probe leaves an open breaker', () => {
  fc.assert(
    fc.property(gates, fc.array(callEnds, { minLength: 1, maxLength: 5 }), callCounts, (gate, ends, counts) => {
      const change = decideGate(gate, ends, counts);
      if (change === null) return;
      const { breaker, rateShare } = change;
      if (rateShare !== null) {
        expect(rateShare).toBeGreaterThan(0);
        expect(rateShare).toBeLessThanOrEqual(1);
      }
      if (breaker === null) return;
      expect(allowed[gate.breaker]).toContain(`${breaker.to} ${breaker.cause}`);
      expect((breaker.openMs === null) === (breaker.to !== 'OPEN')).toBe(true);
      if (breaker.openMs !== null) expect(breaker.openMs).toBeLessThanOrEqual(openMsMax);
      if (gate.breaker === 'HALF_OPEN') expect(ends.some(({ isProbe }) => isProbe)).toBe(true);
    }),
  );
});

/** What calls that ended may do; OPEN is left by time or by hand only. */
const allowed: Record<Gate['breaker'], string[]> = {
  CLOSED: ['OPEN FAILURES'],
  OPEN: [] satisfies NonNullable<GateChange['breaker']>['cause'][],
  HALF_OPEN: ['OPEN PROBE_FAILED', 'CLOSED PROBE_SUCCEEDED'],
};

const gates: fc.Arbitrary<Gate> = fc.record({
  breaker: fc.constantFrom('CLOSED', 'OPEN', 'HALF_OPEN'),
  openCount: fc.nat(1_000),
  rateShare: fc.double({ min: shareMin, max: 1, noNaN: true }),
  shareAgeMs: fc.nat(5_000),
  concurrency: fc.integer({ min: 1, max: 64 }),
  ratePerSecond: fc.double({ min: 0.1, max: 1_000, noNaN: true }),
  timeoutMs: fc.integer({ min: 100, max: 60_000 }),
});
const callEnds: fc.Arbitrary<CallEnd> = fc
  .record({ isFailure: fc.boolean(), hangs: fc.boolean(), limited: fc.boolean(), isProbe: fc.boolean() })
  .map(({ limited, hangs, isFailure, isProbe }) => ({
    isFailure: isFailure || hangs || limited,
    hangs,
    isRateLimited: limited,
    isProbe,
    retryAfterMs: null,
  }));
const callCounts = fc
  .tuple(fc.nat(100), fc.nat(100))
  .map(([a, b]) => ({ callCount: Math.max(a, b), failedCount: Math.min(a, b) }));
