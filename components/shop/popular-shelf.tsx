import { useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/ui/relative-time';
import type { PopularProducts } from '@/lib/insights/model';
import { ProductTile } from './product-tile';
import { SectionHeading } from './section-heading';

/** What sold most, the first first; on phones a row to push along. Nothing when nothing sold. */
export function PopularShelf({ popular: { items, computedAt } }: { popular: PopularProducts }) {
  const t = useTranslations('shop.home');
  if (items.length === 0) return null;
  const counted = t.rich('counted', { time: () => <RelativeTime at={computedAt} /> });
  return (
    <section aria-labelledby="popular">
      <SectionHeading
        id="popular"
        title={t('popular')}
        note={
          <>
            {t('popularNote')} <span className="whitespace-nowrap text-faint">{counted}</span>
          </>
        }
      />
      <ol className="-mx-5 flex snap-x scroll-px-5 gap-3 overflow-x-auto px-5 pb-1 [scrollbar-width:none] sm:gap-5 lg:mx-0 lg:grid lg:grid-cols-5 lg:overflow-visible lg:px-0">
        {items.map(({ rank, product, unitsSold }) => (
          <li key={product.id} className="relative w-40 shrink-0 snap-start sm:w-52 lg:w-auto">
            <ProductTile product={product} note={t('unitsSold', { units: unitsSold })} />
            <p className="pointer-events-none absolute top-0 right-0 grid size-9 place-items-center rounded-tr-lg rounded-bl-lg bg-ink font-bold text-canvas text-sm tabular-nums">
              <span aria-hidden>{rank}</span>
              <span className="sr-only">{t('rank', { rank })}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
