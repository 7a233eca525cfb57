import { raiseAlerts } from '@/lib/alerts/raise-alerts';
import { recoverAlerts } from '@/lib/alerts/recover-alerts';
import type { Tx } from '@/lib/db/client';
import { rows, sql } from '@/lib/db/sql';
import type { Localized } from '@/lib/shared/locale';

/**
 * Makes the alerts agree with the flags: one COUPON_ABUSE per campaign that has flags nobody has decided on, and none for others.
 *
 * Looks at all campaigns, so that it may be called late, and none of the claims need raise anything.
 */
export async function tendAbuseAlerts(tx: Tx): Promise<void> {
  const flagged = await rows<{ id: string; name: Localized }>(
    tx,
    sql`SELECT k.id, k.name FROM coupon_campaigns k
        WHERE EXISTS (SELECT FROM abuse_flags f WHERE f.campaign_id = k.id AND f.decision IS NULL) ORDER BY k.id`,
  );
  const kind = 'COUPON_ABUSE' as const;
  await raiseAlerts(
    tx,
    flagged.map(({ id, name }) => ({ kind, subject: id, details: { campaignId: id, name } })),
  );
  const raised = await rows<{ subject: string }>(
    tx,
    sql`SELECT subject FROM alerts WHERE kind = ${kind}::alert_kind AND recovered_at IS NULL`,
  );
  const over = raised.filter(({ subject }) => flagged.every(({ id }) => id !== subject));
  await recoverAlerts(
    tx,
    over.map(({ subject }) => ({ kind, subject })),
  );
}
