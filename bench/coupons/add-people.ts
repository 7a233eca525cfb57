import type pg from 'pg';
import { bearerTokenHash, newBearerToken } from '@/lib/identity/bearer-token';
import { newId } from '@/lib/shared/ids';

/**
 * So many shoppers who are signed in, each with a phone of their own, and who signed up long ago: a thousand newcomers would have their own
 * coupons and the watch over bursts at work. By SQL: hashing their passwords would take minutes.
 */
export async function addPeople(client: pg.Client, count: number): Promise<{ userId: string; token: string }[]> {
  const people = Array.from({ length: count }, () => ({ userId: newId(), token: newBearerToken() }));
  await client.query(
    `WITH person AS (
       INSERT INTO users (id, email, password_hash, name, phone, created_at)
       SELECT id, id || '@maru.example', 'none', '하나', '010' || lpad(place::text, 8, '0'), now() - interval '1 year' FROM unnest($1::uuid[]) WITH ORDINALITY AS p (id, place))
     INSERT INTO api_tokens (id, user_id, token_hash, expires_at)
     SELECT gen_random_uuid(), id, hash, now() + interval '1 day' FROM unnest($1::uuid[], $2::bytea[]) AS t (id, hash)`,
    [people.map(({ userId }) => userId), people.map(({ token }) => Buffer.from(bearerTokenHash(token)))],
  );
  await client.query('ANALYZE users, api_tokens');
  return people;
}
