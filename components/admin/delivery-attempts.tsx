'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { CodeView } from '@/components/ui/code-view';
import { ExactTime } from '@/components/ui/exact-time';
import { Pill } from '@/components/ui/pill';
import { Timeline, TimelineItem } from '@/components/ui/timeline';
import type { AttemptView } from '@/lib/delivery/model';
import { ErrorClassName } from './delivery-words';
import { useShortDuration } from './use-short-duration';

/** Every try of a delivery, the latest first: how it ended, where its time went, what was sent and what came back. */
export function DeliveryAttempts({ attempts }: { attempts: AttemptView[] }) {
  const t = useTranslations('admin.deliveries.detail');
  if (attempts.length === 0) return <p className="text-muted text-sm">{t('noAttempts')}</p>;
  // All bars of one delivery have one measure, so that they can be compared.
  const longestMs = Math.max(...attempts.map(({ durationMs }) => durationMs));
  return (
    <Timeline>
      {attempts.map((attempt) => (
        <TimelineItem
          key={attempt.number}
          tone={attempt.errorClass === null ? 'accent' : 'danger'}
          title={<AttemptTitle attempt={attempt} />}
          time={<ExactTime at={attempt.startedAt} seconds />}
        >
          <div className="grid grid-cols-1 gap-2">
            {attempt.url && (
              <p className="font-mono text-xs [overflow-wrap:anywhere]">
                <span className="sr-only">{t('sentTo')} </span>
                {attempt.url}
              </p>
            )}
            {(attempt.statusCode !== null || attempt.error) && (
              <p className="[overflow-wrap:anywhere]">
                {attempt.statusCode === null ? attempt.error : `HTTP ${attempt.statusCode}`}
              </p>
            )}
            <AttemptTimes attempt={attempt} longestMs={longestMs} />
            {attempt.requestHeaders && <RequestHeaders headers={attempt.requestHeaders} />}
            {attempt.responseExcerpt && (
              <CodeView label={t('response')} text={attempt.responseExcerpt} className="text-ink" />
            )}
          </div>
        </TimelineItem>
      ))}
    </Timeline>
  );
}

function AttemptTitle({ attempt: { number, errorClass, batch, isProbe } }: { attempt: AttemptView }) {
  const t = useTranslations('admin.deliveries');
  return (
    <span className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
      {t('detail.attempt', { number })}
      {' · '}
      {errorClass === null ? t('detail.acknowledged') : <ErrorClassName errorClass={errorClass} />}
      {isProbe && <Pill tone="info">{t('marks.probe')}</Pill>}
      {batch && <Pill>{t('marks.batch', { count: batch.count })}</Pill>}
    </span>
  );
}

/** Where the time of an attempt went, as parts of one bar; the whole alone where the parts were not measured. */
function AttemptTimes({ attempt, longestMs }: { attempt: AttemptView; longestMs: number }) {
  const t = useTranslations('admin.deliveries.detail');
  const durationText = useShortDuration();
  const { durationMs, connectMs, firstByteMs } = attempt;
  const connectedMs = connectMs ?? 0;
  const parts = [
    { key: 'connect', ms: connectMs, look: 'bg-info' },
    { key: 'waitByte', ms: firstByteMs === null ? null : firstByteMs - connectedMs, look: 'bg-accent' },
    { key: 'rest', ms: firstByteMs === null ? null : durationMs - firstByteMs, look: 'bg-edge' },
  ] as const;
  const measured = parts.flatMap((part) => (part.ms === null ? [] : [{ ...part, ms: Math.max(part.ms, 0) }]));
  const shareOf = (ms: number) => `${longestMs === 0 ? 0 : (ms / longestMs) * 100}%`;
  const unmeasuredMs = durationMs - measured.reduce((sum, { ms }) => sum + ms, 0);
  return (
    <div className="grid max-w-md gap-1">
      <div aria-hidden className="flex h-1.5 overflow-hidden rounded-full bg-hover">
        {measured.map(({ key, ms, look }) => (
          <span key={key} className={look} style={{ width: shareOf(ms) }} />
        ))}
        {unmeasuredMs > 0 && <span className="bg-edge" style={{ width: shareOf(unmeasuredMs) }} />}
      </div>
      <p className="flex flex-wrap gap-x-3 text-xs tabular-nums">
        <span className="font-medium text-ink">{t('total', { time: durationText(durationMs) })}</span>
        {measured.map(({ key, ms, look }) => (
          <span key={key} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={cn('size-1.5 rounded-full', look)} />
            {t(key, { time: durationText(ms) })}
          </span>
        ))}
      </p>
    </div>
  );
}

function RequestHeaders({ headers }: { headers: Record<string, string> }) {
  const t = useTranslations('admin.deliveries.detail');
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 cursor-pointer items-center gap-1 rounded-xs text-xs underline-offset-4 hover:underline max-md:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
        {t('requestHeaders')}
      </summary>
      <dl className="mt-1 grid grid-cols-1 gap-x-4 gap-y-0.5 rounded-md border bg-sunken px-4 py-3 font-mono text-ink text-xs sm:grid-cols-[auto_minmax(0,1fr)]">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="[overflow-wrap:anywhere] max-sm:mb-1.5">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-faint text-xs">{t('headersNote')}</p>
    </details>
  );
}
