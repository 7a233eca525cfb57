'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Card, CardSection } from '@/components/ui/card';
import { countScale, durationScale } from '@/components/ui/chart-scale';
import { TimeChart } from '@/components/ui/time-chart';
import type { DeliveryStats } from '@/lib/delivery/stats-model';
import { useShortDuration } from './use-short-duration';

type DeliveryChartProps = { stats: DeliveryStats };

/** How long deliveries took, over time. */
export function LatencyChart({ stats }: DeliveryChartProps) {
  const t = useTranslations('admin.deliveries.overview');
  const durationText = useShortDuration();
  return (
    <Card className="min-w-0">
      <CardSection title={t('latency')} description={t('latencyLead')}>
        <TimeChart
          label={t('latency')}
          kind="lines"
          series={[
            { name: t('p50'), look: 'accent' },
            { name: t('p95s'), look: 'info' },
            { name: t('p99'), look: 'warning' },
          ]}
          points={stats.overTime.map(({ at, latencyMs }) => ({
            at,
            values: [latencyMs?.p50 ?? null, latencyMs?.p95 ?? null, latencyMs?.p99 ?? null],
          }))}
          scale={durationScale}
          valueText={durationText}
          spanMs={spanOf(stats)}
        />
      </CardSection>
    </Card>
  );
}

/** How much arrived and how much failed, over time. */
export function ThroughputChart({ stats }: DeliveryChartProps) {
  const t = useTranslations('admin.deliveries.overview');
  const durationText = useShortDuration();
  const format = useFormatter();
  return (
    <Card className="min-w-0">
      <CardSection
        title={t('throughput')}
        description={`${t('throughputLead')} · ${t('perStep', { step: durationText(stats.stepSeconds * 1_000) })}`}
      >
        <TimeChart
          label={t('throughput')}
          kind="bars"
          series={[
            { name: t('ok'), look: 'accent' },
            { name: t('failed'), look: 'danger' },
          ]}
          points={stats.overTime.map(({ at, delivered, failed }) => ({ at, values: [delivered, failed] }))}
          scale={countScale}
          valueText={(value) => format.number(value)}
          spanMs={spanOf(stats)}
        />
      </CardSection>
    </Card>
  );
}

/** How much came too late, over time. */
export function BreachChart({ stats }: DeliveryChartProps) {
  const t = useTranslations('admin.deliveries.overview');
  const format = useFormatter();
  return (
    <Card className="min-w-0">
      <CardSection title={t('sla')} description={t('slaLead')}>
        <TimeChart
          label={t('sla')}
          kind="bars"
          series={[{ name: t('sla'), look: 'warning' }]}
          points={stats.overTime.map(({ at, slaBreaches }) => ({ at, values: [slaBreaches] }))}
          scale={countScale}
          valueText={(value) => format.number(value)}
          spanMs={spanOf(stats)}
        />
      </CardSection>
    </Card>
  );
}

function spanOf({ from, to }: DeliveryStats): number {
  return Date.parse(to) - Date.parse(from);
}
