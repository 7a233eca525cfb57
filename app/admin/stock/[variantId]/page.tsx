import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { StockDetail } from '@/components/admin/stock-detail';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { listExpectedStock } from '@/lib/inventory/expected-stock-queries';
import { listMovements } from '@/lib/inventory/queries';
import { PageQuery } from '@/lib/shared/pagination';
import { unwrap } from '@/lib/shared/result';
import { readVariant } from './variant';

type StockOfVariantProps = {
  params: Promise<{ variantId: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

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
