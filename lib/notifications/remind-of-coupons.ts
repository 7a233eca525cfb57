import { type CampaignRow, discountOf } from '@/lib/coupons/coupon-sql';
import { couponReminderMs } from '@/lib/coupons/model';
import type { Db, Tx } from '@/lib/db/client';
import { firstRow, rows, type Sql, sql } from '@/lib/db/sql';
import { houseTimeZone } from '@/lib/shared/calendar';
import { later } from '@/lib/shared/clock';
import { type Locale, type Localized, localize } from '@/lib/shared/locale';
import { ok, type Result } from '@/lib/shared/result';
import type { CouponReminderLinks } from './coupon-reminder-model';
import { couponReminderMail } from './mail/coupon-reminder-mail';
import { queueMessage } from './queue-message';

/** Coupons that one mail lists; the next day's has the rest. */
const couponsPerMailMax = 50;
const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: houseTimeZone, dateStyle: 'short' });

type Ending = Pick<CampaignRow, 'name' | 'discountType' | 'amountWon' | 'percent' | 'capWon'> & { usableUntil: Date };

/**
 * Queues the mail that tells a member which of their coupons end within three days: one mail a day, each coupon in one mail, and for those who
 * asked for it.
 *
 * Idempotent, whoever runs beside. Locks the account, then the coupons.
 */
export async function remindOfCoupons(
  tx: Tx,
  { userId, links, now }: { userId: string; links: CouponReminderLinks; now: Date },
): Promise<Result<{ queued: boolean }>> {
  const member = await firstRow<{ email: string; locale: Locale }>(
    tx,
    sql`SELECT u.email, u.coupon_reminder_locale AS locale FROM users u
        WHERE u.id = ${userId}::uuid AND ${wishesIt} FOR NO KEY UPDATE`,
  );
  if (!member) return ok({ queued: false });
  const { email, locale } = member;
  const ending = await rows<Ending & { name: Localized }>(
    tx,
    sql`WITH ending AS (
          SELECT c.id FROM coupons c JOIN users u ON u.id = c.user_id WHERE u.id = ${userId}::uuid AND ${isDue(now)}
          ORDER BY c.usable_until, c.id LIMIT ${couponsPerMailMax} FOR NO KEY UPDATE OF c
        ), marked AS (
          UPDATE coupons c SET reminded_at = ${now} FROM ending WHERE c.id = ending.id RETURNING c.id, c.campaign_id, c.usable_until
        )
        SELECT k.name, k.discount_type, k.amount_won, k.percent, k.cap_won, m.usable_until
        FROM marked m JOIN coupon_campaigns k ON k.id = m.campaign_id ORDER BY m.usable_until, m.id`,
  );
  if (ending.length === 0) return ok({ queued: false });
  const coupons = ending.map((one) => ({
    name: localize(one.name, locale),
    discount: discountOf(one),
    usableUntil: one.usableUntil,
  }));
  return ok(
    await queueMessage(tx, {
      ...{ kind: 'COUPON_REMINDER', to: email, userId, locale, now },
      dedupKey: `${keyPrefix}${userId}:${dayOf.format(now)}`,
      content: couponReminderMail({ coupons, couponsUrl: links.coupons, profileUrl: links.profile }, locale),
      unsubscribeUrl: links.endByMailProgram(userId),
    }),
  );
}

/** Members who are to be told of coupons today and were not, at most `limit`. */
export async function findMembersToRemind(db: Db, { now, limit }: { now: Date; limit: number }): Promise<string[]> {
  const due = await rows<{ id: string }>(
    db,
    sql`SELECT u.id FROM users u WHERE ${wishesIt} AND EXISTS (SELECT FROM coupons c WHERE c.user_id = u.id AND ${isDue(now)})
        ORDER BY u.id LIMIT ${limit}`,
  );
  return due.map(({ id }) => id);
}

const keyPrefix = 'coupon-reminder:';
const wishesIt = sql`u.coupon_reminder_locale IS NOT NULL AND u.blocked_at IS NULL`;

/** The coupon `c` of the member `u`. One that lives no longer than the time to remind needs no reminder. */
function isDue(now: Date): Sql {
  return sql`c.state = 'USABLE' AND c.reminded_at IS NULL AND c.usable_until > ${now} AND c.usable_until <= ${later(now, couponReminderMs)}
    AND c.usable_until - c.issued_at > ${couponReminderMs} * interval '1 millisecond'
    AND NOT EXISTS (SELECT FROM messages m WHERE m.dedup_key = ${keyPrefix}::text || u.id::text || ${`:${dayOf.format(now)}`}::text)`;
}
