import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ArtFrame } from '@/components/ui/art-frame';
import { Badge } from '@/components/ui/badge';
import { Price } from '@/components/ui/price';
import type { ProductItem } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { smallPicture } from './picture';

type ProductTileProps = {
  product: ProductItem;
  /** Among the first that people see. */
  eager?: boolean;
  /** The level of its name among the page's headings. */
  heading?: 'h2' | 'h3';
};

/** A product in a list: picture, category, name, price, and how many are left when that matters. */
export function ProductTile({ product, eager = false, heading: Heading = 'h3' }: ProductTileProps) {
  const { slug, name, priceWon, compareAtWon, category, image, stockStatus } = product;
  return (
    <article className="group relative grid content-start gap-3">
      <ArtFrame
        src={image?.url}
        small={image && smallPicture(image.url)}
        width={image?.width}
        alt=""
        sizes="(width >= 64rem) 17rem, (width >= 40rem) 30vw, 46vw"
        eager={eager}
        faded={stockStatus === 'SOLD_OUT'}
        badges={<StockBadge product={product} />}
        className="[&_img]:group-hover:scale-[1.03]"
      />
      <div className="grid gap-0.5 px-0.5">
        <p className="text-[0.8125rem] text-faint">{category.name}</p>
        <Heading className="text-[0.9375rem] leading-snug">
          <Link
            href={paths.product(slug)}
            className="after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:outline-offset-2"
          >
            {name}
          </Link>
        </Heading>
        <Price won={priceWon} compareAtWon={compareAtWon} className="mt-0.5" />
      </div>
    </article>
  );
}

function StockBadge({ product: { stockStatus, availableUnits } }: { product: ProductItem }) {
  const t = useTranslations('shop.stock');
  if (stockStatus === 'SOLD_OUT') return <Badge tone="ink">{t('soldOut')}</Badge>;
  if (stockStatus === 'LOW')
    return <Badge>{availableUnits === 1 ? t('last') : t('low', { units: availableUnits })}</Badge>;
  return null;
}
