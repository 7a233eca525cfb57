import { useTranslations } from 'next-intl';

/** What the office has words for. */
const actions = [
  'order.transition',
  'order.cancel',
  'order.changeTracking',
  'product.create',
  'product.change',
  'product.addPicture',
  'product.arrangePictures',
  'product.removePicture',
  'product.import',
  'variant.create',
  'variant.change',
  'category.create',
  'category.change',
  'category.arrange',
  'category.remove',
  'stock.move',
  'stock.setThresholds',
  'stock.expect',
  'stock.endExpected',
  'couponCampaign.create',
  'couponCampaign.change',
  'coupon.codes',
  'coupon.grant',
  'coupon.revoke',
  'coupon.revokeAll',
  'abuseFlag.decide',
  'user.change',
  'delivery.retry',
  'delivery.skip',
  'delivery.replay',
  'delivery.replayEnd',
  'deliveryEndpoint.create',
  'deliveryEndpoint.change',
  'deliveryEndpoint.rotateSecret',
  'deliveryEndpoint.setBreaker',
  'deliveryEndpoint.resync',
  'deliveryEndpoint.resyncEnd',
  'deliveryEndpoint.remove',
  'restock.end',
  'alert.acknowledge',
  'notification.resend',
  'job.cancel',
  'job.rerun',
  'settings.change',
] as const;

/** A deed in words; one without is called as the log calls it. */
export function AuditAction({ action }: { action: string }) {
  const t = useTranslations('admin.audit.actions');
  const known = actions.find((one) => one === action);
  return known ? t(known) : <span className="font-mono text-xs">{action}</span>;
}
