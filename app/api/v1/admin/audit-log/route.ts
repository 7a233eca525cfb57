import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { AuditPage, AuditQuery } from '@/lib/identity/audit-model';
import { listAuditEntries } from '@/lib/identity/audit-queries';

export const GET = defineRoute(
  {
    name: 'listAuditEntries',
    summary: 'What admins did, newest first, with what it touched before and after',
    query: AuditQuery,
    response: AuditPage,
    actor: 'admin',
  },
  ({ tx, query }) => listAuditEntries(tx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
