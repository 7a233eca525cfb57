import { AlertPage, AlertQuery } from '@/lib/alerts/model';
import { listAlerts } from '@/lib/alerts/queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'listAlerts',
    summary: 'Alerts, newest first, and how many nobody has seen to yet',
    query: AlertQuery,
    response: AlertPage,
    actor: 'admin',
  },
  ({ tx, query, locale }) => listAlerts(tx, query, { locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
