/** Where the shop is; used until the reader's browser has said otherwise. */
export const houseTimeZone = 'Asia/Seoul';

export function isTimeZone(text: string | undefined): text is string {
  if (text === undefined || text.length > 64) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** The first moment of a calendar day, as `2026-11-23`, where the clocks show `timeZone`; null when there is no such day. */
export function dayStart(day: string, timeZone: string): Date | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? momentOf(`${day}T00:00`, timeZone) : null;
}

/** The moment at which the clocks of `timeZone` show a minute, as `2026-11-23T18:00`; null when there is no such minute. */
export function momentOf(minute: string, timeZone: string): Date | null {
  const shown = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(minute) ? Date.parse(`${minute}Z`) : Number.NaN;
  if (Number.isNaN(shown)) return null;
  // Twice: around a change of the clocks the offset of the first guess may be that of the other side.
  const guess = shown - offsetMs(shown, timeZone);
  return new Date(shown - offsetMs(guess, timeZone));
}

/** What the clocks of `timeZone` show at a moment, to the minute, as `2026-11-23T18:00`. */
export function minuteAt(moment: Date, timeZone: string): string {
  return new Date(moment.getTime() + offsetMs(moment.getTime(), timeZone)).toISOString().slice(0, 16);
}

/** The day after a calendar day. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** How far the clocks of a zone are ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - at;
}
