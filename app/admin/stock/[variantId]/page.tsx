import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import { StockDetail } from '@/components/admin/stock-detail';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireAdmin } from '@/lib/identity/auth';
import { listExpectedStock } from '@/lib/inventory/expected-stock-queries';
import { listMovements, readStock } from '@/lib/inventory/queries';
import { isId } from '@/lib/shared/ids';
import { PageQuery } from '@/lib/shared/pagination';
import { unwrap } from '@/lib/shared/result';

type StockOfVariantProps = {
  params: Promise<{ variantId: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

const readVariant = cache(async (variantId: string) => {
  await requireAdmin(paths.adminStockOf(variantId));
  const stock = isId(variantId) ? await readStock(db(), { variantId }, { locale: await getLocale() }) : null;
  if (!stock?.ok) notFound();
  return stock.value;
});

export async function generateMetadata({ params }: StockOfVariantProps): Promise<Metadata> {
  const { productName, sku } = await readVariant((await params).variantId);
  return { title: `${productName} (${sku})` };
}

export default async function StockOfVariant({ params, searchParams }: StockOfVariantProps) {
  const { variantId } = await params;
  const stock = await readVariant(variantId);
  const cursor = PageQuery.shape.cursor.catch(undefined).parse((await searchParams).cursor);
  const [movements, expected] = await Promise.all([
    listMovements(db(), { variantId, ...PageQuery.parse({ cursor }) }),
    listExpectedStock(db(), { variantId, ...PageQuery.parse({}) }),
  ]);
  if (!movements.ok) redirect(paths.adminStockOf(variantId));
  return (
    <StockDetail
      key={cursor ?? ''}
      rendered={stock}
      expected={unwrap(expected)}
      movements={movements.value}
      cursor={cursor}
    />
  );
}
