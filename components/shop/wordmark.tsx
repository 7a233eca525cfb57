import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';

/** The shop's sign: three floorboards (a maru is a wooden floor), and its name in both scripts. */
export function Wordmark({ className }: { className?: string }) {
  const t = useTranslations('common.brand');
  return (
    <span className={cn('inline-flex items-center gap-2.5', className)}>
      <svg aria-hidden viewBox="0 0 32 32" className="size-7 shrink-0">
        <rect width="32" height="32" rx="9" className="fill-accent" />
        <g className="fill-on-accent">
          <rect x="7" y="8" width="11.5" height="4" rx="1.4" />
          <rect x="20" y="8" width="5" height="4" rx="1.4" opacity="0.55" />
          <rect x="7" y="14" width="5" height="4" rx="1.4" opacity="0.55" />
          <rect x="13.5" y="14" width="11.5" height="4" rx="1.4" />
          <rect x="7" y="20" width="8.5" height="4" rx="1.4" />
          <rect x="17" y="20" width="8" height="4" rx="1.4" opacity="0.55" />
        </g>
      </svg>
      <span className="flex items-baseline gap-1.5 leading-none">
        <span className="font-extrabold text-[1.375rem] tracking-[-0.04em]">Maru</span>
        <span className="font-semibold text-[0.9375rem] text-muted max-[22.5rem]:hidden">{t('wordmark')}</span>
      </span>
    </span>
  );
}
