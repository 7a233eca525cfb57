import type { ProductDetail, VariantView } from '@/lib/catalog/model';
import { paths } from '@/lib/http/paths';

/** The product for search engines (schema.org). */
export function ProductJsonLd({ product }: { product: ProductDetail }) {
  const { name, description, slug, images, category, variants } = product;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name,
    description,
    category: category.name,
    url: paths.product(slug),
    image: images.map(({ url }) => url),
    sku: variants[0]?.sku,
    offers: variants.map((variant) => offerOf(variant, slug)),
  };
  // A text must not be able to end the script that it stands in.
  const json = JSON.stringify(data).replace(/</g, '\\u003c');
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in a script is written as it is, and escaped above
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}

function offerOf({ sku, priceWon, stockStatus }: VariantView, slug: string) {
  return {
    '@type': 'Offer',
    sku,
    price: priceWon,
    priceCurrency: 'KRW',
    availability: availabilities[stockStatus],
    itemCondition: 'https://schema.org/NewCondition',
    url: paths.product(slug),
  };
}

const availabilities = {
  IN_STOCK: 'https://schema.org/InStock',
  LOW: 'https://schema.org/LimitedAvailability',
  SOLD_OUT: 'https://schema.org/OutOfStock',
} as const;
