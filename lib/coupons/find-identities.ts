import { createHmac } from 'node:crypto';
import type { Db } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';

/**
 * What a request tells of who sends it: the browser's cookie, null for programs; the caller's address, null when unknown. `secret` keeps
 * what is stored from being tried out.
 */
export type Signs = { device: string | null; address: string | null; secret: string };

/** By which a claimer is known again, whatever the account: hashed under the house's secret, and `masked` for people, where it can be. */
export type Identity = { kind: 'DEVICE' | 'PHONE' | 'ADDRESS'; hash: Buffer; masked: string | null };

/** Of an address, the postal code and the first letters of the street. */
const addressLettersShown = 10;

/**
 * What an account can be recognised by: its device, its phone, and the addresses it keeps, each normalised and hashed. Two ways of writing
 * one phone or address are the same.
 */
export async function findIdentities(
  db: Db,
  { userId, signs: { device, secret } }: { userId: string; signs: Signs },
): Promise<Identity[]> {
  const known = await firstRow<{ phones: string[]; addresses: string[] }>(
    db,
    sql`SELECT array_remove(array_agg(a.phone) || u.phone, NULL) AS phones,
          array_remove(array_agg(a.postal_code || ' ' || a.line1 || ' ' || a.line2), NULL) AS addresses
        FROM users u LEFT JOIN addresses a ON a.user_id = u.id WHERE u.id = ${userId}::uuid GROUP BY u.id`,
  );
  const identity = (kind: Identity['kind'], text: string, masked: string | null) => ({
    kind,
    hash: createHmac('sha256', secret).update(`${kind} ${text}`).digest(),
    masked,
  });
  const addresses = new Map((known?.addresses ?? []).map((address) => [normalizeAddress(address), address]));
  return [
    ...(device ? [identity('DEVICE', device, null)] : []),
    ...[...new Set((known?.phones ?? []).map(normalizePhone))].map((phone) =>
      identity('PHONE', phone, `***-****-${phone.slice(-4)}`),
    ),
    ...[...addresses].map(([normal, address]) =>
      identity('ADDRESS', normal, `${address.slice(0, addressLettersShown)}…`),
    ),
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
