import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { currentTheme } from '@/components/preferences/current-theme';
import { CategoryTiles } from '@/components/shop/category-tiles';
import { CouponOffers } from '@/components/shop/coupon-offers';
import { Hero } from '@/components/shop/hero';
import { listHref, noFilters } from '@/components/shop/list-address';
import { PopularShelf } from '@/components/shop/popular-shelf';
import { ProductShelf } from '@/components/shop/product-shelf';
import { SectionHeading } from '@/components/shop/section-heading';
import { LinkButton } from '@/components/ui/link-button';
import { findCategoryPictures } from '@/lib/catalog/find-category-pictures';
import { listProducts } from '@/lib/catalog/list-products';
import type { ProductItem, ProductQuery } from '@/lib/catalog/model';
import { readCategoryTree } from '@/lib/catalog/queries';
import { listOffers } from '@/lib/coupons/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { currentUser } from '@/lib/identity/auth';
import { readPopularProducts } from '@/lib/insights/popular-products';
import { now as clockNow } from '@/lib/shared/clock';
import type { Locale } from '@/lib/shared/locale';
import { formatWon } from '@/lib/shared/money';
import { unwrap } from '@/lib/shared/result';

const newCount = 8;
const giftCount = 4;
const offerCount = 2;
/** What one gives without an occasion. */
const giftWonMax = 20_000;

const newest = { ...noFilters, sort: 'newest', limit: newCount } as const;
const gifts = { ...noFilters, inStock: true, maxPriceWon: giftWonMax, sort: 'priceDesc', limit: giftCount } as const;

export default async function HomePage() {
  const locale = await getLocale();
  const [user, now] = [await currentUser(), clockNow()];
  const [theme, popular, categories, pictures, arrivals, smallThings, offers, t, coupons] = await Promise.all([
    currentTheme(),
    readPopularProducts(db(), { locale }),
    readCategoryTree(db(), { locale }),
    findCategoryPictures(db()),
    productsOf(newest, locale),
    productsOf(gifts, locale),
    listOffers(db(), { userId: user?.id ?? null, locale, now, limit: offerCount }),
    getTranslations('shop.home'),
    getTranslations('coupons.offers'),
  ]);
  return (
    <>
      <div className="page pt-4 lg:pt-6">
        <Hero
          theme={theme}
          title={t.rich('title', { br: () => <br /> })}
          body={t('lead')}
          action={
            <LinkButton asChild size="lg">
              <Link href={paths.products}>{t('toProducts')}</Link>
            </LinkButton>
          }
        />
      </div>
      <div className="page mt-10 grid grid-cols-1 gap-16 lg:mt-14 lg:gap-24">
        <PopularShelf popular={popular} />
        {offers.length > 0 && (
          <section>
            <SectionHeading title={coupons('shelf')} note={coupons('lead')} href={paths.couponEvents} />
            <CouponOffers offers={offers} asOf={now} isMember={user !== null} here={paths.couponEvents} />
          </section>
        )}
        <CategoryTiles categories={categories} pictures={pictures} />
        <ProductShelf title={t('new')} note={t('newNote')} href={paths.products} products={arrivals} />
        <ProductShelf
          title={t('gifts', { won: formatWon(giftWonMax, locale) })}
          note={t('giftsNote')}
          href={listHref(paths.products, gifts)}
          products={smallThings}
        />
      </div>
    </>
  );
}

/** Without a cursor nothing can be refused. */
async function productsOf(query: ProductQuery, locale: Locale): Promise<ProductItem[]> {
  return unwrap(await listProducts(db(), query, { locale })).items;
}
