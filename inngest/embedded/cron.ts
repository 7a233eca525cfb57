/** A cron expression, parsed: for each field the values that it allows, and the time zone they are read in. */
export type Cron = {
  minutes: Set<number>;
  hours: Set<number>;
  days: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
  /** Days of month and of week both restricted: cron's rule is that either may match. */
  eitherDay: boolean;
  timeZone: string;
};

const dayMs = 86_400_000;
/** Leap days are at most eight years apart; what does not fire in this time never fires. */
const searchDaysMax = 8 * 366 + 1;
/** No clock is ever set back by more than this; earlier times of the day need no look. */
const clockShiftMsMax = 3 * 3_600_000;
const nicknames: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
};
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Parses `[TZ=Area/City ]minute hour day month weekday`; null when it is not such an expression. */
export function parseCron(text: string): Cron | null {
  const [, zone, rest = ''] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.*)$/.exec(text.trim()) ?? [];
  const fields = (nicknames[rest] ?? rest).split(/\s+/);
  if (fields.length !== 5 || (zone !== undefined && !isTimeZone(zone))) return null;
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const minutes = parseField(minute, 0, 59);
  const hours = parseField(hour, 0, 23);
  const days = parseField(day, 1, 31);
  const months = parseField(month, 1, 12, monthNames);
  const weekdays = parseField(weekday, 0, 7, weekdayNames);
  if (!minutes || !hours || !days || !months || !weekdays) return null;
  if (weekdays.has(7)) weekdays.add(0);
  const eitherDay = !day.startsWith('*') && !weekday.startsWith('*');
  return { minutes, hours, days, months, weekdays, eitherDay, timeZone: zone ?? 'UTC' };
}

/**
 * The first moment after `after` at which the expression fires; null when it never does.
 * A time that daylight saving skips does not fire that day, one that it repeats fires once.
 */
export function nextTick(cron: Cron, after: Date): Date | null {
  const local = wallClock(after, cron.timeZone);
  let day = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate());
  for (let tries = 0; tries < searchDaysMax; tries++, day += dayMs) {
    if (!matchesDay(cron, new Date(day))) continue;
    for (const hour of ascending(cron.hours)) {
      for (const minute of ascending(cron.minutes)) {
        const wallMs = day + hour * 3_600_000 + minute * 60_000;
        if (wallMs < local.getTime() - clockShiftMsMax) continue;
        const moment = instantOf(wallMs, cron.timeZone);
        if (moment && moment > after) return moment;
      }
    }
  }
  return null;
}

function parseField(text: string, min: number, max: number, names: string[] = []): Set<number> | null {
  const values = new Set<number>();
  const number = (part: string) => {
    const named = names.indexOf(part.toLowerCase());
    if (named >= 0) return names === monthNames ? named + 1 : named;
    return /^\d+$/.test(part) ? Number(part) : Number.NaN;
  };
  for (const part of text.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [from = '', to] = range.split('-');
    const first = from === '*' ? min : number(from);
    const last = from === '*' || (to === undefined && step) ? max : number(to ?? from);
    const stride = step === undefined ? 1 : Number(step);
    if (!(first >= min && last <= max && first <= last && stride > 0)) return null;
    for (let value = first; value <= last; value += stride) values.add(value);
  }
  return values;
}

function matchesDay(cron: Cron, day: Date): boolean {
  if (!cron.months.has(day.getUTCMonth() + 1)) return false;
  const dayOfMonth = cron.days.has(day.getUTCDate());
  const weekday = cron.weekdays.has(day.getUTCDay());
  return cron.eitherDay ? dayOfMonth || weekday : dayOfMonth && weekday;
}

function ascending(values: Set<number>): number[] {
  return [...values].sort((a, b) => a - b);
}

/** The instant at which clocks in `timeZone` show `wallMs` (written as if it were UTC); null when they never do. */
function instantOf(wallMs: number, timeZone: string): Date | null {
  const offsetMs = (instantMs: number) => wallClock(new Date(instantMs), timeZone).getTime() - instantMs;
  // The offsets in force a day before and a day after cover both sides of a change; the earlier instant comes first.
  const guesses = [wallMs - offsetMs(wallMs - dayMs), wallMs - offsetMs(wallMs + dayMs)].sort((a, b) => a - b);
  const instantMs = guesses.find((guess) => guess + offsetMs(guess) === wallMs);
  return instantMs === undefined ? null : new Date(instantMs);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in `timeZone` show at `instant`, to the second, written as if it were UTC. */
function wallClock(instant: Date, timeZone: string): Date {
  const wholeSeconds = Math.floor(instant.getTime() / 1000) * 1000;
  if (timeZone === 'UTC') return new Date(wholeSeconds);
  let format = formats.get(timeZone);
  if (!format) {
    const numeric = 'numeric';
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(wholeSeconds).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }));
  } catch {
    return false;
  }
}
