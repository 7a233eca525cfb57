import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/http/paths';
import { minuteAt, momentOf } from '@/lib/shared/calendar';
import { days, hours, later, minutes } from '@/lib/shared/clock';

/** Times whose figures can be looked at, up to now. */
export const statsRanges = ['1h', '24h', '7d', '30d'] as const;
export type StatsRange = (typeof statsRanges)[number];

/** How long each is, and the round times that it begins with, so that its steps do, too. */
const lengths = {
  '1h': { ms: hours(1), roundMs: minutes(1) },
  '24h': { ms: hours(24), roundMs: minutes(30) },
  '7d': { ms: days(7), roundMs: hours(6) },
  '30d': { ms: days(30), roundMs: hours(12) },
} as const satisfies Record<StatsRange, object>;

/** When a range that ends now begins: the first round time in it by the reader's clocks. */
export function startOfRange(range: StatsRange, { now, timeZone }: { now: Date; timeZone: string }): Date {
  const { ms, roundMs } = lengths[range];
  const shown = Date.parse(`${minuteAt(later(now, -ms), timeZone)}Z`);
  const round = new Date((Math.floor(shown / roundMs) + 1) * roundMs);
  return momentOf(round.toISOString().slice(0, 16), timeZone) ?? later(now, -ms);
}

/** Chooses the time that figures are of. */
export function DeliveryRange({ range }: { range: StatsRange }) {
  const t = useTranslations('admin.deliveries.overview');
  return (
    <nav aria-label={t('range')} className="inline-flex rounded-sm bg-sunken p-0.5">
      {statsRanges.map((one) => (
        <Link
          key={one}
          href={`${paths.adminDeliveries}?range=${one}`}
          aria-current={one === range ? 'page' : undefined}
          className="inline-flex min-h-8 items-center whitespace-nowrap rounded-xs px-3 text-muted text-sm transition-colors hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:shadow-lift max-md:min-h-11"
        >
          {t(`ranges.${one}`)}
        </Link>
      ))}
    </nav>
  );
}
