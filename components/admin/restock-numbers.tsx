import { useTranslations } from 'next-intl';
import { Stat } from '@/components/ui/stat';
import type { RestockConversion, RestockCounts } from '@/lib/notifications/restock/model';

type RestockNumbersProps = { counts: RestockCounts; conversion: RestockConversion };

/** How many wait, how many were told, and how many of those bought. */
export function RestockNumbers({ counts, conversion: { notifiedCount, boughtCount } }: RestockNumbersProps) {
  const t = useTranslations('admin.restocks');
  const number = (count: number) => count.toLocaleString('en-US');
  const rate = notifiedCount === 0 ? '–' : `${Math.round((boughtCount / notifiedCount) * 100)}%`;
  const window = t('stats.window');
  return (
    <section aria-label={t('numbers')} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat
        label={t('stats.waiting')}
        value={number(counts.WAITING)}
        note={t('stats.waitingNote', { count: counts.PENDING_CONFIRMATION })}
      />
      <Stat label={t('stats.notified')} value={number(notifiedCount)} note={window} />
      <Stat label={t('stats.bought')} value={number(boughtCount)} note={window} />
      <Stat label={t('stats.rate')} value={rate} note={window} />
    </section>
  );
}
