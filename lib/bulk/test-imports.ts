import { db } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { testAdmin } from '@/lib/inventory/test-products';
import { unwrap } from '@/lib/shared/result';
import { applyImport } from './apply-import';
import { checkImport } from './check-import';
import { exportProducts } from './export-products';
import { listProblems } from './queries';
import { receiveImport } from './receive-import';
import { requestApplication } from './request-application';

// Imports for database tests, made by the real use cases.

const now = new Date('2026-11-20T03:00:00Z');

/** The bytes of a file in pieces that part it anywhere. */
export async function* bytesOf(text: string | Uint8Array, pieceBytes = 1_000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

export function receive(file: string | Uint8Array) {
  return receiveImport(db(), { actor: testAdmin, fileName: 'goods.csv', bytes: bytesOf(file), now });
}

/** Uploads a file and has it checked; the import's id and state. */
export async function upload(file: string) {
  const { importId } = unwrap(await receive(file));
  const { state } = unwrap(await inTransaction((tx) => checkImport(tx, { importId })));
  return { ...(await db().productImport.findUniqueOrThrow({ where: { id: importId } })), importId, state };
}

export async function request(importId: string) {
  return inTransaction((tx) => requestApplication(tx, { actor: testAdmin, importId, now }));
}

export async function apply(importId: string, tell: (appliedRows: number) => Promise<void> = async () => undefined) {
  return unwrap(await inTransaction((tx) => applyImport(tx, { importId, tell, now }), { limitMs: 60_000 })).state;
}

/** All the way. */
export async function importFile(file: string) {
  const { importId, state } = await upload(file);
  if (state !== 'READY') return { importId, state, problems: await problemsOf(importId) };
  unwrap(await request(importId));
  return { importId, state: await apply(importId), problems: await problemsOf(importId) };
}

/** As `4 priceWon notANumber`. */
export async function problemsOf(importId: string): Promise<string[]> {
  const { items } = unwrap(await listProblems(db(), { importId, limit: 100, locale: 'en' }));
  return items.map(({ line, column, code }) => `${line} ${column ?? '-'} ${code}`);
}

export async function exported(query: Parameters<typeof exportProducts>[1] = {}): Promise<string> {
  let text = '';
  for await (const piece of exportProducts(db(), query)) text += piece;
  return text;
}

/** A file of rows under a header. */
export function csv(header: string, ...lines: string[]): string {
  return [header, ...lines].map((line) => `${line}\r\n`).join('');
}
