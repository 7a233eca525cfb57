import { cn } from './cn';

type ProgressProps = { label: string; value: number; max: number; tone?: 'accent' | 'warning'; className?: string };

/** How far something is: an upload, the way to free shipping. */
export function Progress({ label, value, max, tone = 'accent', className }: ProgressProps) {
  const percent = max <= 0 ? 100 : Math.min(100, Math.max(0, (value / max) * 100));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(percent)}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cn('h-1.5 overflow-hidden rounded-full bg-hover', className)}
    >
      <div
        className={cn('h-full rounded-full transition-[width]', tone === 'accent' ? 'bg-accent' : 'bg-warning')}
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
