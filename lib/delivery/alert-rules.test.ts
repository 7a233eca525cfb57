import { describe, expect, it } from 'vitest';
import { later } from '@/lib/shared/clock';
import { judgeEndpoint } from './alert-rules';
import { type ErrorClass, errorClasses } from './model';
import { type RecentFigures, recentMs } from './read-recent';

const now = new Date('2026-11-23T12:00:00.000Z');

const quiet: RecentFigures = {
  ...{
    id: 'e',
    name: 'Warehouse',
    paused: false,
    isGone: false,
    slaMs: 60_000,
    rateShare: 1,
    dead: 0,
    slaBreaches: 0,
    calls: [],
  },
  breaker: { state: 'CLOSED', forced: false, since: '2026-11-23T00:00:00.000Z', probeAt: null },
  backlog: { count: 0, oldestAgeSeconds: null, grownBy: 0 },
  acknowledged: { count: 0, lateCount: 0, olderCount: 0, latencyMs: null },
};
const open = { ...quiet.breaker, state: 'OPEN' as const };
const closedFor = (ms: number) => ({ breaker: { ...quiet.breaker, since: later(now, -ms).toISOString() } });
const allKeepFailing = errorClasses.map((one) => `(DELIVERY_FAILING e:${one})`);
const backlog = (count: number, oldestAgeSeconds: number, grownBy: number) => ({
  backlog: { count, oldestAgeSeconds, grownBy },
  slaMs: 86_400_000,
});
const calls = (counts: Partial<Record<ErrorClass | 'OK', number>>) => ({
  calls: Object.entries(counts).map(([name, count]) => ({
    ...{ endpointId: 'e', step: 0, count },
    errorClass: name === 'OK' ? null : (name as ErrorClass),
  })),
});

describe('what is said about an endpoint', () => {
  it.each<[string, Partial<RecentFigures>, string[]]>([
    ['nothing, when all is well', {}, []],
    ['something dead', { dead: 1 }, ['DELIVERY_DEAD e']],
    ['an open breaker; what failed before stays', { breaker: open }, ['CIRCUIT_OPEN e', ...allKeepFailing]],
    ['one that probes', { breaker: { ...open, state: 'HALF_OPEN' } }, ['CIRCUIT_OPEN e', ...allKeepFailing]],
    ['one that has closed just now: both stay', closedFor(recentMs - 1), ['(CIRCUIT_OPEN e)', ...allKeepFailing]],
    [
      'one that has closed and is called without failing',
      { ...closedFor(1), ...calls({ OK: 10 }) },
      ['(CIRCUIT_OPEN e)'],
    ],
    ['not one that has closed for a while, though it is idle', { ...closedFor(recentMs), rateShare: 0.1 }, []],
    ['not one that a person holds open', { breaker: { ...open, forced: true } }, []],
    ['a receiver that says it is gone', { paused: true, isGone: true }, ['CIRCUIT_OPEN e']],
    ['late acknowledgements', { slaBreaches: 1 }, ['SLA_BREACH e']],
    ['one that waits for too long', { backlog: { count: 1, oldestAgeSeconds: 61, grownBy: 0 } }, ['SLA_BREACH e']],
    ['a little that waits', backlog(999, 600, 500), []],
    ['a little that is old', backlog(1, 601, 0), ['DELIVERY_BACKLOG e']],
    ['much, and growing', backlog(1_000, 10, 1), ['DELIVERY_BACKLOG e']],
    ['much, and shrinking: it stays if it was raised', backlog(1_000, 10, -1), ['(DELIVERY_BACKLOG e)']],
    ['a fifth of the calls failing alike', calls({ OK: 8, HTTP_5XX: 2 }), ['DELIVERY_FAILING e:HTTP_5XX']],
    ['several ways to fail', calls({ DNS: 5, TLS: 5 }), ['DELIVERY_FAILING e:DNS', 'DELIVERY_FAILING e:TLS']],
    ['a tenth: it stays if it was raised', calls({ OK: 9, TIMEOUT: 1 }), ['(DELIVERY_FAILING e:TIMEOUT)']],
    ['less than a tenth', calls({ OK: 91, TIMEOUT: 9 }), []],
    ['too few calls to tell', calls({ TIMEOUT: 9 }), []],
  ])('%s', (_, figures, expected) => {
    const said = judgeEndpoint({ ...quiet, ...figures }, now).map(({ kind, subject, isRaised }) => {
      const text = `${kind} ${subject}`;
      return isRaised ? text : `(${text})`;
    });
    expect(said).toEqual(expected);
  });
});
