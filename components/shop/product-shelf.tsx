import type { ProductItem } from '@/lib/catalog/model';
import { ProductGrid } from './product-grid';
import { ProductTile } from './product-tile';
import { SectionHeading } from './section-heading';

type ProductShelfProps = {
  title: string;
  note?: string;
  /** Where there is more of it. */
  href?: string | undefined;
  products: ProductItem[];
  /** Whether it has the page's whole width. */
  wide?: boolean;
};

/** A titled row of products. Nothing when there are none. */
export function ProductShelf({ title, note, href, products, wide = true }: ProductShelfProps) {
  if (products.length === 0) return null;
  return (
    <section>
      <SectionHeading title={title} note={note} href={href} />
      <ProductGrid wide={wide}>
        {products.map((product) => (
          <li key={product.id}>
            <ProductTile product={product} />
          </li>
        ))}
      </ProductGrid>
    </section>
  );
}
