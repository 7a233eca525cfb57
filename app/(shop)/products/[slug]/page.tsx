import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { addToCart } from '@/app/(shop)/cart/actions';
import { CouponOffers } from '@/components/shop/coupon-offers';
import { noFilters } from '@/components/shop/list-address';
import { ProductBuyBox } from '@/components/shop/product-buy-box';
import { ProductGallery } from '@/components/shop/product-gallery';
import { ProductJsonLd } from '@/components/shop/product-json-ld';
import { ProductShelf } from '@/components/shop/product-shelf';
import { ProductTerms } from '@/components/shop/product-terms';
import type { RestockVisitor } from '@/components/shop/restock-form';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { findProductCoupons } from '@/lib/cart/find-product-coupons';
import { listProducts } from '@/lib/catalog/list-products';
import type { ProductDetail } from '@/lib/catalog/model';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { currentUser } from '@/lib/identity/auth';
import { findAwaited } from '@/lib/notifications/restock/queries';
import { readSettings } from '@/lib/settings/read-settings';
import { now as clockNow } from '@/lib/shared/clock';
import { unwrap } from '@/lib/shared/result';
import { productOf } from './product';

type ProductPageProps = { params: Promise<{ slug: string }> };

const relatedCount = 4;

export async function generateMetadata({ params }: ProductPageProps): Promise<Metadata> {
  const { name, description, slug, image } = await productOf((await params).slug);
  return {
    title: name,
    description,
    alternates: { canonical: paths.product(slug) },
    openGraph: { title: name, description, ...(image && { images: [image] }) },
  };
}

export default async function ProductPage({ params }: ProductPageProps) {
  const product = await productOf((await params).slug);
  const [visitor, coupons, settings] = await Promise.all([visitorOf(product), couponsFor(product), readSettings(db())]);
  return (
    <div className="page py-4 lg:py-8">
      <ProductJsonLd product={product} />
      <WayHere product={product} />
      <div className="mt-3 grid gap-x-14 gap-y-8 lg:mt-6 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]">
        <ProductGallery images={product.images} name={product.name} />
        <div className="grid content-start gap-8">
          <ProductBuyBox
            product={product}
            couponPrices={coupons.couponPrices}
            visitor={visitor}
            addToCart={addToCart}
          />
          <ProductCoupons {...coupons} here={paths.product(product.slug)} />
          <ProductTerms settings={settings} />
        </div>
      </div>
      <RelatedProducts product={product} />
    </div>
  );
}

async function visitorOf({ variants }: ProductDetail): Promise<RestockVisitor> {
  const user = await currentUser();
  if (!user) return { email: null, awaitedVariantIds: [] };
  const variantIds = variants.map(({ id }) => id);
  return { email: user.email, awaitedVariantIds: await findAwaited(db(), { userId: user.id, variantIds }) };
}

async function couponsFor({ id, categoryPath, variants }: ProductDetail) {
  const [user, locale] = await Promise.all([currentUser(), getLocale()]);
  const [userId, now] = [user?.id ?? null, clockNow()];
  const product = { id, categoryIds: categoryPath.map((category) => category.id), variants };
  return {
    ...(await findProductCoupons(db(), { product, userId, locale, now })),
    isMember: userId !== null,
    asOf: now,
  };
}

type ProductCouponsProps = Awaited<ReturnType<typeof couponsFor>> & { here: string };

/** Coupons that one can take on the way. */
async function ProductCoupons({ offers, isMember, asOf, here }: ProductCouponsProps) {
  const t = await getTranslations('coupons.product');
  if (offers.length === 0) return null;
  return (
    <section className="grid grid-cols-1 gap-3">
      <h2 className="font-semibold text-[0.9375rem]">{t('title')}</h2>
      <CouponOffers offers={offers} asOf={asOf} isMember={isMember} here={here} />
    </section>
  );
}

function WayHere({ product }: { product: ProductDetail }) {
  return (
    <Breadcrumb>
      {product.categoryPath.map(({ id, slug, name }) => (
        <Link key={id} href={paths.category(slug)}>
          {name}
        </Link>
      ))}
      <span aria-current="page">{product.name}</span>
    </Breadcrumb>
  );
}

/** Others of the same shelf. */
async function RelatedProducts({ product }: { product: ProductDetail }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('shop.product')]);
  const [shelf] = product.categoryPath;
  const query = {
    ...noFilters,
    category: shelf?.slug,
    inStock: true,
    sort: 'newest',
    limit: relatedCount + 1,
  } as const;
  const { items } = unwrap(await listProducts(db(), query, { locale }));
  const others = items.filter(({ id }) => id !== product.id).slice(0, relatedCount);
  return (
    <div className="mt-20 empty:hidden lg:mt-28">
      <ProductShelf title={t('related')} href={shelf && paths.category(shelf.slug)} products={others} />
    </div>
  );
}
