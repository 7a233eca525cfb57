import { z } from 'zod';
import { paths } from '@/lib/http/paths';
import { UserQuery } from '@/lib/identity/model';

/** What is not a choice, as an empty field of the form or something that someone edited, is none. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value || undefined, schema.optional()).catch(undefined);

const { q, tier, blocked, cursor } = UserQuery.shape;

/** The state of the list of accounts, as it stands in the page's address. */
export const UserListQuery = z.object({
  q: optional(q),
  tier: optional(tier),
  blocked: optional(blocked),
  cursor: optional(cursor),
});
export type UserListQuery = z.infer<typeof UserListQuery>;

/** The page with this state; what is not set is left out. */
export function userListPath(query: UserListQuery): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return set.length > 0 ? `${paths.adminUsers}?${new URLSearchParams(set)}` : paths.adminUsers;
}
