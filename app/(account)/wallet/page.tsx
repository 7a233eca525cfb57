import { Download, ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { PendingTopUps } from '@/components/shop/pending-top-ups';
import { WalletEntries } from '@/components/shop/wallet-entries';
import { WalletFilterLinks } from '@/components/shop/wallet-filter-links';
import { type Statement, statementOf, walletHref } from '@/components/shop/wallet-statement';
import { WalletTopUp } from '@/components/shop/wallet-top-up';
import { Card, CardSection } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Money } from '@/components/ui/money';
import { PageHeading } from '@/components/ui/page-heading';
import { db } from '@/lib/db/client';
import { apiPaths, paths } from '@/lib/http/paths';
import { requireUser } from '@/lib/identity/auth';
import { hours, later, now } from '@/lib/shared/clock';
import type { Page } from '@/lib/shared/pagination';
import type { WalletEntryView, WalletFilter } from '@/lib/wallet/model';
import { findBalance, findPendingTopUps, listWalletEntries } from '@/lib/wallet/queries';
import { topUpOffer } from './top-up-offer';

type WalletPageProps = { searchParams: Promise<Partial<Record<'kind' | 'days' | 'cursor', string | string[]>>> };

const pageSize = 20;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout.wallet');
  return { title: t('title') };
}

export default async function WalletPage({ searchParams }: WalletPageProps) {
  const [user, asked] = await Promise.all([requireUser(paths.wallet), searchParams]);
  const statement = statementOf(asked);
  const filter = filterOf(statement);
  const cursor = typeof asked.cursor === 'string' ? asked.cursor : undefined;
  const [balanceWon, pending, entries, t] = await Promise.all([
    findBalance(db(), user.id),
    findPendingTopUps(db(), user.id),
    readPage({ userId: user.id, ...filter }, cursor),
    getTranslations('checkout.wallet'),
  ]);
  const tStatement = await getTranslations('orders.wallet');
  const isFiltered = statement.kind !== undefined || statement.days !== undefined;
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
      <PendingTopUps topUps={pending} />
      <Card>
        <CardSection
          title={t('entries')}
          aside={
            <LinkButton variant="ghost" size="sm" href={exportHref(filter)} download>
              <Download aria-hidden />
              {tStatement('export')}
            </LinkButton>
          }
        >
          <WalletFilterLinks statement={statement} />
          {entries.items.length === 0 ? (
            <EmptyState
              icon={ReceiptText}
              title={isFiltered ? tStatement('noneFound') : t('none')}
              body={isFiltered ? undefined : t('noneBody')}
              className="py-8"
            />
          ) : (
            <WalletEntries entries={entries.items} />
          )}
          <Pages statement={statement} cursor={cursor} nextCursor={entries.nextCursor} />
        </CardSection>
      </Card>
    </div>
  );
}

/** What the filters in the address come to for the query: the last so many days, until now. */
function filterOf({ kind, days }: Statement): WalletFilter {
  return { kind, from: days && later(now(), -hours(24 * days)).toISOString() };
}

function exportHref({ kind, from }: WalletFilter): string {
  const search = new URLSearchParams({ ...(kind && { kind }), ...(from && { from }) });
  return `${apiPaths.walletExport}?${search}`;
}

/** A cursor that is not one of ours leads to the newest entries. */
async function readPage(
  statement: { userId: string } & WalletFilter,
  cursor: string | undefined,
): Promise<Page<WalletEntryView>> {
  const listed = await listWalletEntries(db(), { ...statement, limit: pageSize, cursor });
  if (listed.ok) return listed.value;
  const newest = await listWalletEntries(db(), { ...statement, limit: pageSize });
  return newest.ok ? newest.value : { items: [], nextCursor: null };
}

type PagesProps = { statement: Statement; cursor: string | undefined; nextCursor: string | null };

async function Pages({ statement, cursor, nextCursor }: PagesProps) {
  const t = await getTranslations('checkout.wallet');
  if (!cursor && !nextCursor) return null;
  return (
    <div className="mt-5 flex justify-center gap-2">
      {cursor && (
        <LinkButton asChild variant="ghost" size="sm">
          <Link href={walletHref(statement)}>{t('newest')}</Link>
        </LinkButton>
      )}
      {nextCursor && (
        <LinkButton asChild variant="outline" size="sm">
          <Link href={walletHref({ ...statement, cursor: nextCursor })} rel="next">
            {t('older')}
          </Link>
        </LinkButton>
      )}
    </div>
  );
}
