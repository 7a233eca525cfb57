import { z } from 'zod';
import { Moment } from '@/lib/shared/moment';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { Text } from '@/lib/shared/text';

/** What deeds in the back office are done to. */
export const auditEntityTypes = [
  'order',
  'product',
  'variant',
  'category',
  'productImport',
  'couponCampaign',
  'coupon',
  'abuseFlag',
  'user',
  'delivery',
  'deliveryEndpoint',
  'deliveryJob',
  'restockSubscription',
  'alert',
  'message',
  'job_run',
  'settings',
] as const;
export type AuditEntityType = (typeof auditEntityTypes)[number];

const Facts = z.record(z.string(), z.unknown()).nullable();

export const AuditEntryView = z
  .object({
    id: z.string(),
    occurredAt: z.iso.datetime(),
    /** The name is null when there is no such account, as for what the house does by itself. */
    actor: z.object({ id: z.string(), name: z.string().nullable() }),
    /** As `stock.move`. */
    action: z.string(),
    entityType: z.enum(auditEntityTypes),
    entityId: z.string(),
    /** The same for all that one deed did to many things. */
    groupId: z.string().nullable(),
    /** What the change touched, before and after it; null for what did not exist. */
    before: Facts,
    after: Facts,
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntryView = z.infer<typeof AuditEntryView>;

export const AuditPage = pageOf(AuditEntryView);

export const AuditQuery = PageQuery.extend({
  action: Text(1, 80).optional(),
  entityType: z.enum(auditEntityTypes).optional(),
  entityId: Text(1, 80).optional(),
  actorId: z.uuid().optional(),
  from: Moment.optional(),
  to: Moment.optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
