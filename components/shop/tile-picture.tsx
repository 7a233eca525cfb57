'use client';

import { useTranslations } from 'next-intl';
import { type Availability, useProductStock } from '@/components/queries/stock-availability';
import { ArtFrame } from '@/components/ui/art-frame';
import { Badge } from '@/components/ui/badge';
import type { ProductItem } from '@/lib/catalog/model';
import { pictureSet } from './picture';

/** A product's picture in a list, with how many are left as it is right now. */
export function TilePicture({ product, eager }: { product: ProductItem; eager: boolean }) {
  const stock = useProductStock(product);
  const { image } = product;
  return (
    <ArtFrame
      {...(image ? pictureSet(image) : { src: null })}
      alt=""
      sizes="(width >= 64rem) 17rem, (width >= 40rem) 30vw, 46vw"
      eager={eager}
      faded={stock.stockStatus === 'SOLD_OUT'}
      badges={<StockBadge stock={stock} />}
      className="[&_img]:group-hover:scale-[1.03]"
    />
  );
}

function StockBadge({ stock: { stockStatus, availableUnits } }: { stock: Availability }) {
  const t = useTranslations('shop.stock');
  if (stockStatus === 'SOLD_OUT') return <Badge tone="ink">{t('soldOut')}</Badge>;
  if (stockStatus === 'LOW')
    return <Badge>{availableUnits === 1 ? t('last') : t('low', { units: availableUnits })}</Badge>;
  return null;
}
