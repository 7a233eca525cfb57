import { defineRoute } from '@/lib/http/define-route';
import { otherMethods } from '@/lib/http/other-methods';
import { AdminUserPage, UserQuery } from '@/lib/identity/model';
import { listUsers } from '@/lib/identity/queries';

export const GET = defineRoute(
  {
    name: 'listUsers',
    summary: 'Every account, newest first, by tier, role, block and text',
    query: UserQuery,
    response: AdminUserPage,
    actor: 'admin',
  },
  ({ tx, query }) => listUsers(tx, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
