import { z } from 'zod';
import { pathWith } from '@/components/queries/query-text';
import { paths } from '@/lib/http/paths';
import { UserQuery } from '@/lib/identity/model';
import { orNone } from './or-none';

const { q, tier, blocked, cursor } = UserQuery.shape;

/** The state of the list of accounts, as it stands in the page's address. */
export const UserListQuery = z.object({
  q: orNone(q),
  tier: orNone(tier),
  blocked: orNone(blocked),
  cursor: orNone(cursor),
});
export type UserListQuery = z.infer<typeof UserListQuery>;

/** The page with this state; what is not set is left out. */
export function userListPath(query: UserListQuery): string {
  return pathWith(paths.adminUsers, query);
}
