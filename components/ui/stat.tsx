import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from './cn';

type StatProps = {
  label: ReactNode;
  value: ReactNode;
  /** Against the period before, in percent. */
  changePercent?: number | null;
  /** Whether growing is good news: it colours the change. */
  growth?: 'good' | 'bad' | 'neutral';
  note?: ReactNode;
  className?: string;
};

/** One number that matters, with what it is compared to. */
export function Stat({ label, value, changePercent, growth = 'neutral', note, className }: StatProps) {
  return (
    <div className={cn('rounded-md border bg-surface px-4 py-3.5', className)}>
      <p className="text-[0.8125rem] text-muted">{label}</p>
      <p className="mt-1 whitespace-nowrap font-bold text-lg tabular-nums tracking-tight sm:text-2xl">{value}</p>
      {(changePercent !== undefined || note) && (
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-faint text-xs">
          {typeof changePercent === 'number' && <Change percent={changePercent} growth={growth} />}
          {note}
        </p>
      )}
    </div>
  );
}

function Change({ percent, growth }: { percent: number; growth: 'good' | 'bad' | 'neutral' }) {
  const t = useTranslations('common.ui');
  const up = percent > 0;
  const good = growth !== 'neutral' && up === (growth === 'good');
  const look = percent === 0 || growth === 'neutral' ? 'text-muted' : good ? 'text-success' : 'text-danger';
  return (
    <span className={cn('inline-flex items-center gap-0.5 font-medium tabular-nums', look)}>
      {percent !== 0 &&
        (up ? (
          <ArrowUp aria-label={t('up')} className="size-3.5" />
        ) : (
          <ArrowDown aria-label={t('down')} className="size-3.5" />
        ))}
      {Math.abs(percent)}%
    </span>
  );
}
