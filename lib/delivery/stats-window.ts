import { later } from '@/lib/shared/clock';
import { err, ok, type Result } from '@/lib/shared/result';
import { type DeliveryStatsQuery, statsDaysMax } from './stats-model';

/** A time, in steps that begin with it; the last may be cut short. */
export type StatsWindow = { from: Date; to: Date; stepSeconds: number; stepCount: number };

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const dayMs = day * 1_000;

const stepCountMax = 60;
/** Lengths that people read with ease. The longest time has at most so many of the longest. */
const stepsSeconds = [1, 5, 15, minute, 5 * minute, 15 * minute, hour / 2, hour, 2 * hour, 6 * hour, 12 * hour, day];
const stepSecondsMax = 2 * day;

/** The time that figures are asked for: the day before `now` unless said. Error: `delivery.badWindow`. */
export function statsWindow(
  query: Pick<DeliveryStatsQuery, 'from' | 'to'>,
  now: Date,
): Result<StatsWindow, { code: 'delivery.badWindow'; daysMax: number }> {
  const to = query.to ? new Date(query.to) : now;
  const from = query.from ? new Date(query.from) : later(to, -dayMs);
  const seconds = (to.getTime() - from.getTime()) / 1_000;
  if (seconds <= 0 || seconds > statsDaysMax * day) return err({ code: 'delivery.badWindow', daysMax: statsDaysMax });
  const stepSeconds = stepsSeconds.find((step) => seconds / step <= stepCountMax) ?? stepSecondsMax;
  return ok({ from, to, stepSeconds, stepCount: Math.ceil(seconds / stepSeconds) });
}
