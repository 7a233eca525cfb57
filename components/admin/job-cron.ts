/** A schedule that can be said in a few words; null for any other. */
export type CronWords =
  | { kind: 'everyMinutes'; minutes: number }
  | { kind: 'hourly'; minute: number }
  | { kind: 'daily'; time: string };

/** Reads the cron expressions that most schedules are: every so many minutes, hourly, daily. */
export function readCron(cron: string): CronWords | null {
  const [, minute = '', hour = ''] = /^(\*|\*\/\d+|\d+) (\*|\d+) \* \* \*$/.exec(cron) ?? [];
  if (minute.startsWith('*')) {
    const minutes = minute === '*' ? 1 : Number(minute.slice(2));
    // Only what divides the hour comes at equal distances.
    return hour === '*' && 60 % minutes === 0 ? { kind: 'everyMinutes', minutes } : null;
  }
  if (minute === '') return null;
  if (hour === '*') return { kind: 'hourly', minute: Number(minute) };
  return { kind: 'daily', time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` };
}
