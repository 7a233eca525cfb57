import type pg from 'pg';
import { newId } from '@/lib/shared/ids';

/** A campaign, and so many coupons of it, each of somebody else, whose time was over in the course of the last day. */
export async function addOverdueCoupons(client: pg.Client, count: number): Promise<void> {
  const campaignId = newId();
  await client.query('BEGIN');
  // The rows are as the app would have them; checking a million of them one by one is what takes long.
  await client.query('SET LOCAL session_replication_role = replica');
  await client.query(
    `INSERT INTO coupon_campaigns (id, name, status, discount_type, amount_won, scope_type, scope_ids, tiers, issue_way, quantity, issued_count,
       use_days, restore_on_cancel, partial_cancel_policy, abuse_policy)
     VALUES ($1, '{"ko": "지난 쿠폰"}', 'ENDED', 'FIXED', 1000, 'ALL', '{}', '{}', 'CLAIM', $2, $2, 1, 'NEVER', 'KEEP', 'FLAG')`,
    [campaignId, count],
  );
  await client.query(
    `INSERT INTO users (id, email, password_hash, name)
     SELECT md5('user' || n)::uuid, n || '@maru.example', 'none', '하나' FROM generate_series(1, $1::int) n`,
    [count],
  );
  await client.query(
    `INSERT INTO coupons (id, campaign_id, user_id, ordinal, state, source, usable_from, usable_until, issued_at)
     SELECT md5('coupon' || n)::uuid, $1, md5('user' || n)::uuid, 1, 'USABLE', 'CLAIM', over_at - interval '1 day', over_at, over_at - interval '1 day'
     FROM generate_series(1, $2::int) n, LATERAL (SELECT now() - n * interval '1 day' / $2::int AS over_at) AS o`,
    [campaignId, count],
  );
  await client.query(
    `INSERT INTO coupon_events (coupon_id, position, type, actor_kind, actor_id, occurred_at)
     SELECT id, 1, 'ISSUED', 'CUSTOMER', user_id, issued_at FROM coupons WHERE campaign_id = $1`,
    [campaignId],
  );
  await client.query('COMMIT');
  await client.query('VACUUM ANALYZE users, coupons, coupon_events');
}
