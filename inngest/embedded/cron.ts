import { Cron } from 'croner';

/**
 * The first moment after `after` at which `[TZ=Area/City ]minute hour day month weekday` fires, without a zone in UTC.
 * Null when it never does, or when it is no such expression.
 *
 * A time that daylight saving skips fires an hour later that day; one that it repeats fires once.
 */
export function nextTick(expression: string, after: Date): Date | null {
  const [, timezone = 'UTC', pattern = ''] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.*)$/.exec(expression.trim()) ?? [];
  try {
    return new Cron(pattern, { timezone, mode: pattern.startsWith('@') ? 'auto' : '5-part', paused: true }).nextRun(
      after,
    );
  } catch {
    return null;
  }
}
