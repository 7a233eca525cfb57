import { z } from 'zod';
import type { Feature } from '../feature';

const minuteMs = 60_000;
/** Seoul is ahead by nine hours, all year. */
const seoulMs = 9 * 60 * minuteMs;

const ScheduledEvent = z.object({ name: z.string(), data: z.object({ cron: z.string(), scheduledAt: z.string() }) });

/** The next two minutes as crons in Seoul's time, which anywhere else is hours away. Two, as the first may pass while the app registers. */
function soonInSeoul(now: Date): string[] {
  return [1, 2].map((minutes) => {
    const there = new Date(now.getTime() + minutes * minuteMs + seoulMs);
    return `TZ=Asia/Seoul ${there.getUTCMinutes()} ${there.getUTCHours()} * * *`;
  });
}

export const schedules: Feature = {
  functions: ({ inngest, trace }) => [
    inngest.createFunction({ id: 'every-minute', triggers: [{ cron: '* * * * *' }] }, async ({ event }) => {
      await trace('every minute', 'fired', event);
    }),

    inngest.createFunction(
      { id: 'in-seoul', triggers: soonInSeoul(new Date()).map((cron) => ({ cron })) },
      async ({ event }) => {
        await trace('in Seoul', 'fired', event);
      },
    ),
  ],

  scenarios: {
    async 'fires every minute, beginning with the next'({ expect, traceOf }) {
      const registeredBefore = Date.now();
      const { at, detail } = await traceOf('every minute').first('fired');
      const { name, data } = ScheduledEvent.parse(detail);
      expect([name, data.cron]).toEqual(['inngest/scheduled.timer', '* * * * *']);
      const scheduledAt = Date.parse(data.scheduledAt);
      expect(scheduledAt % minuteMs).toBe(0);
      expect(scheduledAt - registeredBefore).toBeLessThanOrEqual(minuteMs);
      expect(at).toBeGreaterThanOrEqual(scheduledAt);
    },

    async 'fires at a time of day in a time zone'({ expect, traceOf }) {
      const { at, detail } = await traceOf('in Seoul').first('fired');
      const { data } = ScheduledEvent.parse(detail);
      const [, minute, hour] = /^TZ=Asia\/Seoul (\d+) (\d+) /.exec(data.cron) ?? [];
      const inSeoul = new Date(Date.parse(data.scheduledAt) + seoulMs);
      expect([inSeoul.getUTCHours(), inSeoul.getUTCMinutes()]).toEqual([Number(hour), Number(minute)]);
      expect(at).toBeGreaterThanOrEqual(Date.parse(data.scheduledAt));
    },
  },
};
