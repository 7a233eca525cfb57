import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { ArtFrame } from '@/components/ui/art-frame';
import { Money } from '@/components/ui/money';
import { Pill } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { paths } from '@/lib/http/paths';
import type { OrderSummary } from '@/lib/orders/model';
import { formatWon } from '@/lib/shared/money';
import { OrderStatusPill } from './order-status';
import { thumbnailOf } from './picture';

/** An order in the list: what, when, how much, and how it stands. The whole of it opens the order. */
export function OrderItem({ order }: { order: OrderSummary }) {
  const t = useTranslations('checkout.orders');
  const locale = useLocale();
  const { id, number, status, placedAt, totalWon, refundedWon, firstLineName, image, lineCount } = order;
  return (
    <article className="relative flex items-center gap-4 rounded-lg border p-4 transition-colors hover:border-edge has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent has-[a:focus-visible]:outline-offset-2 sm:p-5">
      <ArtFrame src={thumbnailOf(image)} alt="" className="size-18 shrink-0 rounded-md" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <OrderStatusPill status={status} />
          {refundedWon > 0 && status !== 'CANCELLED' && <Pill>{t('partlyRefunded')}</Pill>}
          <RelativeTime at={placedAt} className="text-faint text-xs" />
        </div>
        <h2 className="mt-1.5 truncate font-semibold text-[0.9375rem]">
          <Link href={paths.order(id)} className="after:absolute after:inset-0 focus-visible:outline-none">
            {lineCount > 1 ? t('andMore', { name: firstLineName, count: lineCount - 1 }) : firstLineName}
          </Link>
        </h2>
        <p className="mt-0.5 flex flex-wrap gap-x-2 text-muted text-sm">
          <Money won={totalWon} />
          {refundedWon > 0 && <span>{t('refunded', { won: formatWon(refundedWon, locale) })}</span>}
          <span className="text-faint tabular-nums">{number}</span>
        </p>
      </div>
      <ChevronRight aria-hidden className="size-5 shrink-0 text-faint" />
    </article>
  );
}
