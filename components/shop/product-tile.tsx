import Link from 'next/link';
import { Price } from '@/components/ui/price';
import type { ProductItem } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';
import { TilePicture } from './tile-picture';

type ProductTileProps = {
  product: ProductItem;
  /** Among the first that people see. */
  eager?: boolean;
  /** The level of its name among the page's headings. */
  heading?: 'h2' | 'h3';
  /** What else is said of it, below its price. */
  note?: string;
};

/** A product in a list: picture, category, name, price, and how many are left when that matters. */
export function ProductTile({ product, eager = false, heading: Heading = 'h3', note }: ProductTileProps) {
  const { slug, name, priceWon, compareAtWon, category } = product;
  return (
    <article className="group relative grid content-start gap-3">
      <TilePicture product={product} eager={eager} />
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
        {note && <p className="text-[0.8125rem] text-muted">{note}</p>}
      </div>
    </article>
  );
}
