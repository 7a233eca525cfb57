import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { Pill } from '@/components/ui/pill';
import { useShortDuration } from './use-short-duration';

type BacklogAgeProps = { oldestAgeMs: number | null; slaMs: number };

/** How long the oldest waiting delivery has waited, against how long it may. */
export function BacklogAge({ oldestAgeMs, slaMs }: BacklogAgeProps) {
  const t = useTranslations('admin.deliveries');
  const durationText = useShortDuration();
  if (oldestAgeMs === null) return <span className="text-muted">–</span>;
  const isOver = oldestAgeMs > slaMs;
  return (
    <span className="inline-grid gap-1">
      <span className="flex items-center gap-2 whitespace-nowrap tabular-nums">
        <span className={cn(isOver && 'font-medium text-danger')}>{durationText(oldestAgeMs)}</span>
        <span className="text-faint">/ {durationText(slaMs)}</span>
        {isOver && <Pill tone="danger">{t('endpoints.overdue')}</Pill>}
      </span>
      <span aria-hidden className="h-1 w-28 overflow-hidden rounded-full bg-hover">
        <span
          className={cn('block h-full rounded-full', isOver ? 'bg-danger' : 'bg-accent')}
          style={{ width: `${Math.min(1, oldestAgeMs / slaMs) * 100}%` }}
        />
      </span>
    </span>
  );
}
