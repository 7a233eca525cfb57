import type { Tx } from '@/lib/db/client';
import { firstRow, sql } from '@/lib/db/sql';
import { err, ok, type Result } from '@/lib/shared/result';
import type { CatalogError } from '../model';

/** A product's pictures in their order, which nobody else changes before this transaction ends: locks the product's row. */
export async function lockPictures(tx: Tx, productId: string) {
  const product = await firstRow(tx, sql`SELECT id FROM products WHERE id = ${productId}::uuid FOR NO KEY UPDATE`);
  if (!product) return err({ code: 'catalog.productNotFound' }) satisfies Result<never, CatalogError>;
  return ok(await tx.picture.findMany({ where: { productId }, orderBy: { position: 'asc' } }));
}
