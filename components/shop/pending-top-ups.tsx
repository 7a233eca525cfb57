import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { formatWon } from '@/lib/shared/money';

/** Top-ups that the provider has not answered yet. */
export function PendingTopUps({ topUps }: { topUps: { id: string; amountWon: number }[] }) {
  const t = useTranslations('orders.wallet');
  const locale = useLocale();
  return topUps.map(({ id, amountWon }) => (
    <Notice key={id} tone="info" title={t('pending', { won: formatWon(amountWon, locale) })}>
      {t('pendingBody')}
    </Notice>
  ));
}
