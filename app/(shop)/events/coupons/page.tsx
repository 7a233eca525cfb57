import { TicketPercent } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { CouponOffers } from '@/components/shop/coupon-offers';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import { listOffers } from '@/lib/coupons/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { currentUser } from '@/lib/identity/auth';
import { now as clockNow } from '@/lib/shared/clock';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('coupons.offers');
  return { title: t('title'), description: t('lead') };
}

export default async function CouponEventsPage() {
  const [user, locale, t] = await Promise.all([currentUser(), getLocale(), getTranslations('coupons.offers')]);
  const now = clockNow();
  const offers = await listOffers(db(), { userId: user?.id ?? null, locale, now });
  return (
    <div className="page grid max-w-3xl gap-6 py-6 lg:py-10">
      <PageHeading title={t('title')} description={t('lead')} />
      {offers.length === 0 ? (
        <NoOffers />
      ) : (
        <CouponOffers offers={offers} asOf={now} isMember={user !== null} here={paths.couponEvents} />
      )}
    </div>
  );
}

async function NoOffers() {
  const t = await getTranslations('coupons.offers');
  return (
    <EmptyState
      icon={TicketPercent}
      title={t('none')}
      body={t('noneBody')}
      action={
        <LinkButton asChild>
          <Link href={paths.products}>{t('toProducts')}</Link>
        </LinkButton>
      }
    />
  );
}
