import { describe, expect, test } from 'vitest';
import { nextTick } from './cron';

/** [expression, after, next]; local times are written with their offset. */
const ticks: [string, string, string | null][] = [
  ['* * * * *', '2026-03-01T10:00:00Z', '2026-03-01T10:01:00Z'],
  ['* * * * *', '2026-03-01T10:00:59.999Z', '2026-03-01T10:01:00Z'],
  ['*/15 * * * *', '2026-03-01T10:46:00Z', '2026-03-01T11:00:00Z'],
  ['5-10/2 3,4 * * *', '2026-03-01T03:09:00Z', '2026-03-01T04:05:00Z'],
  ['0 0 29 2 *', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00Z'],
  ['0 0 31 2 *', '2026-03-01T00:00:00Z', null],
  ['0 9 * * mon-fri', '2026-03-06T09:00:00Z', '2026-03-09T09:00:00Z'],
  ['0 9 * * 7', '2026-03-02T00:00:00Z', '2026-03-08T09:00:00Z'],
  ['0 0 13 * fri', '2026-03-01T00:00:00Z', '2026-03-06T00:00:00Z'],
  ['0 0 1 jan *', '2026-03-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['@daily', '2026-03-01T10:00:00Z', '2026-03-02T00:00:00Z'],
  ['TZ=Asia/Seoul 0 9 * * *', '2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'],
  ['TZ=Asia/Kolkata 30 0 * * *', '2026-03-01T00:00:00Z', '2026-03-01T19:00:00Z'],
  // Berlin's clocks go from 02:00 to 03:00 on 2026-03-29, and from 03:00 back to 02:00 on 2026-10-25.
  ['TZ=Europe/Berlin 0 9 * * *', '2026-03-28T12:00:00Z', '2026-03-29T07:00:00Z'],
  ['TZ=Europe/Berlin 30 2 * * *', '2026-03-28T12:00:00Z', '2026-03-29T01:30:00Z'],
  ['TZ=Europe/Berlin 30 2 * * *', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
  ['TZ=Europe/Berlin 30 2 * * *', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
];

describe('the next tick', () => {
  test.each(ticks)('of "%s" after %s is %s', (expression, after, next) => {
    expect(nextTick(expression, new Date(after))?.toISOString() ?? null).toBe(next && new Date(next).toISOString());
  });

  test('is strictly later, each time, through a change of clocks', () => {
    let at = new Date('2026-10-24T20:00:00Z');
    for (let count = 0; count < 100; count++) {
      const next = nextTick('TZ=Europe/Berlin */20 * * * *', at);
      expect(next && next > at).toBe(true);
      at = next ?? at;
    }
  });
});

test.each([
  '',
  '* * * *',
  '60 * * * *',
  '* 24 * * *',
  '0 0 0 * *',
  '5-1 * * * *',
  '*/0 * * * *',
  'TZ=Nowhere/At 0 0 * * *',
  'a * * * *',
  '1,,2 * * * *',
  '0 * * * * *',
])('refuses "%s"', (expression) => expect(nextTick(expression, new Date())).toBeNull());
