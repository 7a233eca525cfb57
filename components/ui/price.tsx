import { useTranslations } from 'next-intl';
import { cn } from './cn';
import { Money } from './money';

type PriceProps = { won: number; compareAtWon?: number | null | undefined; size?: 'sm' | 'lg'; className?: string };

/** What it costs, and when reduced: from what, and by how many percent. */
export function Price({ won, compareAtWon, size = 'sm', className }: PriceProps) {
  const t = useTranslations('common.ui');
  const percent = compareAtWon && compareAtWon > won ? Math.floor(((compareAtWon - won) * 100) / compareAtWon) : 0;
  return (
    <span
      className={cn(
        'flex flex-wrap items-baseline gap-x-1.5 font-bold',
        size === 'lg' ? 'text-2xl' : 'text-[0.9375rem]',
        className,
      )}
    >
      {percent > 0 && (
        <span className="text-danger tabular-nums">
          <span aria-hidden>{percent}%</span>
          <span className="sr-only">{t('discounted', { percent })}</span>
        </span>
      )}
      <Money won={won} />
      {percent > 0 && compareAtWon && (
        <s className={cn('font-normal text-faint', size === 'lg' ? 'text-base' : 'text-[0.8125rem]')}>
          <span className="sr-only">{t('priceBefore')} </span>
          <Money won={compareAtWon} />
        </s>
      )}
    </span>
  );
}
