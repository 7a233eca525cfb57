import { createHmac } from 'node:crypto';
import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import type { Identity } from './record-identities';

/** `secret` keeps what is stored from being tried out; `device` is the browser's cookie, null for programs. */
export type FindIdentities = { userId: string; device: string | null; secret: string };

/**
 * What an account can be recognised by: its device, its phone, and the addresses it keeps, each normalised and hashed. Two ways of writing
 * one phone or address are the same.
 */
export async function findIdentities(db: Db, { userId, device, secret }: FindIdentities): Promise<Identity[]> {
  const known = await firstRow<{ phones: string[]; addresses: string[] }>(
    db,
    sql`SELECT array_remove(array_agg(a.phone) || u.phone, NULL) AS phones,
          array_remove(array_agg(a.postal_code || ' ' || a.line1 || ' ' || a.line2), NULL) AS addresses
        FROM users u LEFT JOIN addresses a ON a.user_id = u.id WHERE u.id = ${userId}::uuid GROUP BY u.id`,
  );
  const hashed = (kind: Identity['kind'], text: string) => ({
    kind,
    hash: createHmac('sha256', secret).update(`${kind} ${text}`).digest(),
  });
  const unique = (texts: string[]) => [...new Set(texts)];
  return [
    ...(device ? [hashed('DEVICE', device)] : []),
    ...unique((known?.phones ?? []).map(normalizePhone)).map((phone) => hashed('PHONE', phone)),
    ...unique((known?.addresses ?? []).map(normalizeAddress)).map((address) => hashed('ADDRESS', address)),
  ];
}

/** Digits alone, a Korean number without its country's: `+82 10-1234-5678` is `01012345678`. */
export function normalizePhone(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^(?:00)?82(?=[1-9])/, '0');
}

/** Letters and digits alone, composed and in lower case. */
export function normalizeAddress(address: string): string {
  return address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
