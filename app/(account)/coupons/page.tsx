import { TicketPercent } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { CouponCodeForm } from '@/components/shop/coupon-code-form';
import { CouponItem } from '@/components/shop/coupon-item';
import { CouponStateLinks, couponsHref } from '@/components/shop/coupon-state-links';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeading } from '@/components/ui/page-heading';
import { CouponQuery, type CouponState, type CouponView } from '@/lib/coupons/model';
import { listCoupons } from '@/lib/coupons/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireUser } from '@/lib/identity/auth';
import type { Page } from '@/lib/shared/pagination';

type CouponsProps = { searchParams: Promise<Record<string, string | string[]>> };

const pageSize = 20;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('coupons.box');
  return { title: t('title') };
}

export default async function CouponsPage({ searchParams }: CouponsProps) {
  const [user, search, t] = await Promise.all([
    requireUser(paths.coupons),
    searchParams,
    getTranslations('coupons.box'),
  ]);
  const state = CouponQuery.shape.state.safeParse(search.state).data;
  const cursor = typeof search.cursor === 'string' ? search.cursor : undefined;
  const { items, nextCursor } = await readPage({ userId: user.id, state, cursor });
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading title={t('title')} description={t('lead')} />
      <CouponCodeForm />
      <CouponStateLinks state={state} />
      {items.length === 0 ? (
        <NoCoupons />
      ) : (
        <ul aria-label={t('label')} className="grid grid-cols-1 gap-3">
          {items.map((coupon) => (
            <li key={coupon.id}>
              <CouponItem coupon={coupon} />
            </li>
          ))}
        </ul>
      )}
      <div className="flex justify-center gap-2 empty:hidden">
        {cursor && (
          <LinkButton asChild variant="ghost" size="sm">
            <Link href={couponsHref({ state })}>{t('newest')}</Link>
          </LinkButton>
        )}
        {nextCursor && (
          <LinkButton asChild variant="outline" size="sm">
            <Link href={couponsHref({ state, cursor: nextCursor })} rel="next">
              {t('older')}
            </Link>
          </LinkButton>
        )}
      </div>
    </div>
  );
}

/** A cursor that is not one of ours leads to the newest coupons. */
async function readPage({
  userId,
  state,
  cursor,
}: {
  userId: string;
  state: CouponState | undefined;
  cursor: string | undefined;
}): Promise<Page<CouponView>> {
  const reading = { userId, state, locale: await getLocale(), limit: pageSize };
  const listed = await listCoupons(db(), { ...reading, cursor });
  if (listed.ok) return listed.value;
  const newest = await listCoupons(db(), reading);
  return newest.ok ? newest.value : { items: [], nextCursor: null };
}

async function NoCoupons() {
  const t = await getTranslations('coupons.box');
  return (
    <EmptyState
      icon={TicketPercent}
      title={t('none')}
      body={t('noneBody')}
      action={
        <LinkButton asChild>
          <Link href={paths.couponEvents}>{t('toOffers')}</Link>
        </LinkButton>
      }
    />
  );
}
