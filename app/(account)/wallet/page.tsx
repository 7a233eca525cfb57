import { ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { WalletEntries } from '@/components/shop/wallet-entries';
import { WalletTopUp } from '@/components/shop/wallet-top-up';
import { Card, CardSection } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Money } from '@/components/ui/money';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireUser } from '@/lib/identity/auth';
import type { Page } from '@/lib/shared/pagination';
import type { WalletEntryView } from '@/lib/wallet/model';
import { findBalance, listWalletEntries } from '@/lib/wallet/queries';
import { topUpOffer } from './top-up-offer';

type WalletPageProps = { searchParams: Promise<{ cursor?: string | string[] }> };

const pageSize = 20;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout.wallet');
  return { title: t('title') };
}

export default async function WalletPage({ searchParams }: WalletPageProps) {
  const [user, search] = await Promise.all([requireUser(paths.wallet), searchParams]);
  const cursor = typeof search.cursor === 'string' ? search.cursor : undefined;
  const [balanceWon, entries, t] = await Promise.all([
    findBalance(db(), user.id),
    readPage(user.id, cursor),
    getTranslations('checkout.wallet'),
  ]);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading title={t('title')} />
      <Card className="grid md:grid-cols-2">
        <section aria-label={t('balance')} className="p-5 sm:p-6">
          <h2 className="text-muted text-sm">{t('balance')}</h2>
          <p aria-live="polite" className="mt-1">
            <Money won={balanceWon} className="font-bold text-3xl tracking-tight" />
          </p>
          <p className="mt-3 text-faint text-sm">{t('about')}</p>
        </section>
        <section aria-label={t('topUp')} className="border-t p-5 sm:p-6 md:border-t-0 md:border-l">
          <WalletTopUp offer={topUpOffer()} />
        </section>
      </Card>
      <Card>
        <CardSection title={t('entries')}>
          {entries.items.length === 0 ? (
            <EmptyState icon={ReceiptText} title={t('none')} body={t('noneBody')} className="py-8" />
          ) : (
            <WalletEntries entries={entries.items} />
          )}
          <Pages cursor={cursor} nextCursor={entries.nextCursor} />
        </CardSection>
      </Card>
    </div>
  );
}

/** A cursor that is not one of ours leads to the newest entries. */
async function readPage(userId: string, cursor: string | undefined): Promise<Page<WalletEntryView>> {
  const listed = await listWalletEntries(db(), { userId, limit: pageSize, cursor });
  if (listed.ok) return listed.value;
  const newest = await listWalletEntries(db(), { userId, limit: pageSize });
  return newest.ok ? newest.value : { items: [], nextCursor: null };
}

async function Pages({ cursor, nextCursor }: { cursor: string | undefined; nextCursor: string | null }) {
  const t = await getTranslations('checkout.wallet');
  if (!cursor && !nextCursor) return null;
  return (
    <div className="mt-5 flex justify-center gap-2">
      {cursor && (
        <LinkButton asChild variant="ghost" size="sm">
          <Link href={paths.wallet}>{t('newest')}</Link>
        </LinkButton>
      )}
      {nextCursor && (
        <LinkButton asChild variant="outline" size="sm">
          <Link href={`${paths.wallet}?${new URLSearchParams({ cursor: nextCursor })}`} rel="next">
            {t('older')}
          </Link>
        </LinkButton>
      )}
    </div>
  );
}
