import { AbuseFlagPage, AbuseFlagQuery } from '@/lib/coupons/abuse-model';
import { listAbuseFlags } from '@/lib/coupons/abuse-queries';
import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';

export const GET = defineRoute(
  {
    name: 'listAbuseFlags',
    summary: 'Accounts that look like one person, with the evidence, newest first',
    query: AbuseFlagQuery,
    response: AbuseFlagPage,
    actor: 'admin',
  },
  ({ tx, query, locale }) => listAbuseFlags(tx, query, { locale }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
