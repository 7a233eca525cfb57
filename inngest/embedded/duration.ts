const unitMs: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of the SDK's durations ("30s", "1d2h"), or null when it is none. */
export function durationMs(text: string): number | null {
  if (!/^(?:\d+[smhdw])+$/.test(text)) return null;
  let totalMs = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([smhdw])/g)) totalMs += Number(count) * (unitMs[unit ?? ''] ?? 0);
  return totalMs;
}

/** When a sleep or a timeout ends, given as a duration from now or as an ISO date; null when it is neither. */
export function momentAfter(text: string, now: Date): Date | null {
  const ms = durationMs(text);
  if (ms !== null) return new Date(now.getTime() + ms);
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
