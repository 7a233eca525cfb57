import type { Db } from '@/lib/db/client';
import { isId } from '@/lib/shared/ids';
import { Email } from './model';

export type FoundUsers = {
  ids: string[];
  /** As they were written; nobody's. */
  unknown: string[];
};

/** The accounts that a list names by id or e-mail address, each once, and what it names that is nobody's. */
export async function findUsers(db: Db, named: string[]): Promise<FoundUsers> {
  const read = named.map((text) => ({ text, name: isId(text) ? text.toLowerCase() : Email.safeParse(text).data }));
  const names = read.flatMap(({ name }) => name ?? []);
  const users = await db.user.findMany({
    where: { OR: [{ id: { in: names.filter(isId) } }, { email: { in: names } }] },
    select: { id: true, email: true },
  });
  const known = new Map(users.flatMap(({ id, email }) => [[id, id] as const, [email, id] as const]));
  return {
    ids: [...new Set(read.flatMap(({ name }) => known.get(name ?? '') ?? []))],
    unknown: read.filter(({ name }) => !known.has(name ?? '')).map(({ text }) => text),
  };
}
