import { expect, it } from 'vitest';
import { dayStart, minuteAt, momentOf, nextDay } from './calendar';

it.each([
  ['2026-11-23', 'Asia/Seoul', '2026-11-22T15:00:00.000Z'],
  ['2026-11-23', 'UTC', '2026-11-23T00:00:00.000Z'],
  ['2026-11-23', 'America/New_York', '2026-11-23T05:00:00.000Z'],
  // Clocks change at two at night, after the day has begun.
  ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
  ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
  ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
  ['2026-11-23', 'Asia/Kathmandu', '2026-11-22T18:15:00.000Z'],
])('%s begins in %s at %s', (day, timeZone, start) => {
  expect(dayStart(day, timeZone)?.toISOString()).toBe(start);
});

it.each(['', 'today', '2026-13-01', '2026-11-23T00:00', '26-11-23'])('%j is no day', (day) => {
  expect(dayStart(day, 'Asia/Seoul')).toBeNull();
});

it('the day after the last of a month is the first of the next', () => {
  expect(nextDay('2026-12-31')).toBe('2027-01-01');
  expect(nextDay('2028-02-28')).toBe('2028-02-29');
});

it.each([
  ['2026-11-23T12:30', 'Asia/Seoul', '2026-11-23T03:30:00.000Z'],
  ['2026-07-01T12:30', 'America/New_York', '2026-07-01T16:30:00.000Z'],
])('clocks that show %s in %s do so at %s, and the other way round', (minute, timeZone, moment) => {
  expect(momentOf(minute, timeZone)?.toISOString()).toBe(moment);
  expect(minuteAt(new Date(moment), timeZone)).toBe(minute);
});

it.each(['', '2026-11-23', '2026-11-23T25:00', '2026-11-23T12:30:00'])('%j is no minute', (minute) => {
  expect(momentOf(minute, 'Asia/Seoul')).toBeNull();
});
