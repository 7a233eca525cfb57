import { useTranslations } from 'next-intl';

const units = [
  { key: 'days', ms: 86_400_000 },
  { key: 'hours', ms: 3_600_000 },
  { key: 'minutes', ms: 60_000 },
  { key: 'seconds', ms: 1_000 },
] as const;

/** A length of time in its largest fitting unit alone, to one decimal where that says more: for axes, tiles and cells. */
export function useShortDuration(): (ms: number) => string {
  const t = useTranslations('admin.deliveries.duration');
  return (ms) => {
    const unit = units.find((one) => ms >= one.ms);
    if (!unit) return t('ms', { value: Math.round(ms) });
    const value = ms / unit.ms;
    return t(unit.key, { value: value < 10 ? Math.round(value * 10) / 10 : Math.round(value) });
  };
}
