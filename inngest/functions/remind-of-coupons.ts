import { cron } from 'inngest';
import { inngest } from '@/inngest/client';
import { wakeMail } from '@/inngest/wake-mail';
import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { couponReminderLinks } from '@/lib/http/coupon-reminder-links';
import { findMembersToRemind, remindOfCoupons } from '@/lib/notifications/remind-of-coupons';
import { now } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';

/** Members whom one step tells; a crash costs no more than their being looked at again. */
const membersPerStep = 500;
/** What is left after so many steps is told at the next hour. */
const stepCountMax = 200;

/** Each morning, and later in the day what is left, tells members of coupons that end in the next days. Nobody is written to twice a day. */
export const remindOfCouponsFunction = inngest.createFunction(
  { id: 'remind-of-coupons', concurrency: 1, retries: 0, triggers: [cron('TZ=Asia/Seoul 0 10-18 * * *')] },
  async ({ step }) => {
    let reminded = 0;
    for (let turn = 1; turn <= stepCountMax; turn++) {
      const told = await step.run(`tell ${turn}`, tellSome);
      reminded += told;
      if (told < membersPerStep) break;
    }
    return { reminded };
  },
);

async function tellSome(): Promise<number> {
  const userIds = await findMembersToRemind(db(), { now: now(), limit: membersPerStep });
  const links = couponReminderLinks();
  for (const userId of userIds) unwrap(await inTransaction((tx) => remindOfCoupons(tx, { userId, links, now: now() })));
  if (userIds.length > 0) wakeMail();
  return userIds.length;
}
