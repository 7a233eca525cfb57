import { z } from 'zod';
import { pathWith } from '@/components/queries/query-text';
import { paths } from '@/lib/http/paths';
import { AuditQuery } from '@/lib/identity/audit-model';
import { orNone } from './or-none';

const { entityType, entityId, cursor } = AuditQuery.shape;
const day = z.iso.date().refine((text) => text >= '2000', 'before any deed');

/** The state of the audit log, as it stands in the page's address. Days are the reader's own, the last included. */
export const AuditListQuery = z.object({
  entityType: orNone(entityType),
  entityId: orNone(entityId),
  from: orNone(day),
  to: orNone(day),
  cursor: orNone(cursor),
});
export type AuditListQuery = z.infer<typeof AuditListQuery>;

/** The page with this state; what is not set is left out. */
export function auditListPath(query: AuditListQuery): string {
  return pathWith(paths.adminAudit, query);
}
