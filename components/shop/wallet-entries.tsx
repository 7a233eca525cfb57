import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { Money } from '@/components/ui/money';
import { RelativeTime } from '@/components/ui/relative-time';
import { quietLink } from '@/components/ui/text-link';
import { paths } from '@/lib/http/paths';
import type { WalletEntryView } from '@/lib/wallet/model';

/** The statement: what came, what went, and what was left each time. */
export function WalletEntries({ entries }: { entries: WalletEntryView[] }) {
  return (
    <ul className="-my-3.5 divide-y">
      {entries.map((entry) => (
        <WalletEntry key={entry.id} entry={entry} />
      ))}
    </ul>
  );
}

function WalletEntry({
  entry: { kind, amountWon, balanceAfterWon, referenceId, createdAt },
}: {
  entry: WalletEntryView;
}) {
  const t = useTranslations('checkout.wallet');
  const comesIn = amountWon > 0;
  const Arrow = comesIn ? ArrowDownLeft : ArrowUpRight;
  const ofOrder = kind === 'PAYMENT' || kind === 'REFUND';
  return (
    <li className="flex items-center gap-4 py-3.5">
      <span
        aria-hidden
        className={cn(
          'grid size-10 shrink-0 place-items-center rounded-full',
          comesIn ? 'bg-accent-soft text-accent-ink' : 'bg-sunken text-muted',
        )}
      >
        <Arrow className="size-[1.125rem]" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium text-[0.9375rem]">{t(`kinds.${kind}`)}</p>
        <p className="flex flex-wrap gap-x-2 text-faint text-[0.8125rem]">
          <RelativeTime at={createdAt} />
          {ofOrder && (
            <Link href={paths.order(referenceId)} className={quietLink}>
              {t('toOrder')}
            </Link>
          )}
        </p>
      </div>
      <div className="text-right">
        <Money won={amountWon} signed className={cn('font-semibold', comesIn && 'text-accent-ink')} />
        <p className="text-faint text-[0.8125rem]">
          {t('after')} <Money won={balanceAfterWon} />
        </p>
      </div>
    </li>
  );
}
