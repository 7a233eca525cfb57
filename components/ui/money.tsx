import { useLocale } from 'next-intl';
import { formatWon } from '@/lib/shared/money';
import { cn } from './cn';

type MoneyProps = {
  won: number /** Shows a plus before amounts that come in. */;
  signed?: boolean;
  className?: string;
};

/** An amount in the reader's form, its digits aligned in columns. */
export function Money({ won, signed = false, className }: MoneyProps) {
  const locale = useLocale();
  return (
    <span className={cn('whitespace-nowrap tabular-nums', className)}>
      {signed && won > 0 && '+'}
      {formatWon(won, locale)}
    </span>
  );
}
