'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useDelivery } from '@/components/queries/deliveries';
import { searchText } from '@/components/queries/delivery-search';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Card, CardSection } from '@/components/ui/card';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { ExactTime } from '@/components/ui/exact-time';
import { Fact, Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { RelativeTime } from '@/components/ui/relative-time';
import { textLink } from '@/components/ui/text-link';
import { Timeline, TimelineItem } from '@/components/ui/timeline';
import type { AttemptView, DeliveryDetail as Delivery } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import { RetryDelivery } from './delivery-retry';
import { DeliveryPill, DeliveryTypeName, ErrorClassName } from './delivery-words';

/** One delivery: how it stands, what was sent, and how each try went. Fresh until it is settled. */
export function DeliveryDetail({ rendered }: { rendered: Delivery }) {
  const t = useTranslations('admin.deliveries');
  const { data: delivery } = useDelivery(rendered);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminDeliveries}>{t('title')}</Link>
            <span>{delivery.orderNumber}</span>
          </Breadcrumb>
        }
        title={
          <span className="flex flex-wrap items-center gap-3 tabular-nums">
            {t('detail.title', { number: delivery.orderNumber })}
            <DeliveryPill delivery={delivery} />
          </span>
        }
        description={<DeliveryTypeName type={delivery.type} />}
        actions={<RetryDelivery delivery={delivery} />}
      />
      <WhyItWaits delivery={delivery} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 gap-6">
          <Card>
            <CardSection title={t('detail.attempts')} description={t('detail.attemptsLead')}>
              <Attempts attempts={delivery.attempts} />
            </CardSection>
          </Card>
          <Card>
            <CardSection title={t('detail.request')} description={t('detail.requestLead')}>
              <CodeView label={`POST ${delivery.endpoint.url}`} text={delivery.requestBody} />
            </CardSection>
          </Card>
        </div>
        <Card className="max-lg:order-first">
          <CardSection title={t('detail.facts')}>
            <DeliveryFacts delivery={delivery} />
          </CardSection>
        </Card>
      </div>
    </div>
  );
}

function WhyItWaits({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('admin.deliveries.detail');
  if (delivery.state === 'BLOCKED') {
    const href = `${paths.adminDeliveries}?${searchText({ orderId: delivery.orderId, endpointId: delivery.endpoint.id })}`;
    return (
      <Notice
        tone="warning"
        title={t('blockedTitle')}
        action={
          <Link href={href} className={textLink}>
            {t('blockedLink')}
          </Link>
        }
      >
        {t('blockedBody')}
      </Notice>
    );
  }
  if (delivery.state === 'PENDING' && delivery.endpoint.paused) {
    return (
      <Notice tone="info" title={t('pausedTitle')}>
        {t('pausedBody')}
      </Notice>
    );
  }
  return null;
}

function Attempts({ attempts }: { attempts: AttemptView[] }) {
  const t = useTranslations('admin.deliveries.detail');
  if (attempts.length === 0) return <p className="text-muted text-sm">{t('noAttempts')}</p>;
  return (
    <Timeline>
      {attempts.map((attempt) => (
        <TimelineItem
          key={attempt.number}
          tone={attempt.errorClass === null ? 'accent' : 'danger'}
          title={<AttemptTitle attempt={attempt} />}
          time={<ExactTime at={attempt.startedAt} seconds />}
        >
          <p className="tabular-nums">
            {attempt.statusCode !== null && `HTTP ${attempt.statusCode} · `}
            {t('duration', { ms: attempt.durationMs })}
            {attempt.error && attempt.statusCode === null && ` · ${attempt.error}`}
          </p>
          {attempt.responseExcerpt && (
            <CodeView label={t('response')} text={attempt.responseExcerpt} className="mt-2 text-ink" />
          )}
        </TimelineItem>
      ))}
    </Timeline>
  );
}

function AttemptTitle({ attempt: { number, errorClass } }: { attempt: AttemptView }) {
  const t = useTranslations('admin.deliveries.detail');
  return (
    <>
      {t('attempt', { number })}
      {' · '}
      {errorClass === null ? t('acknowledged') : <ErrorClassName errorClass={errorClass} />}
    </>
  );
}

function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('admin.deliveries');
  const { sequence, previousSequence, nextAttemptAt, settledAt } = delivery;
  return (
    <Facts>
      <Fact name={t('detail.order')}>
        <Link href={paths.adminOrder(delivery.orderId)} className={textLink}>
          {delivery.orderNumber}
        </Link>
      </Fact>
      <Fact name={t('detail.endpoint')}>{delivery.endpoint.name}</Fact>
      <Fact name={t('detail.url')}>
        <Wrapped>{delivery.endpoint.url}</Wrapped>
      </Fact>
      <Fact name={t('detail.sequence')}>
        {previousSequence === null
          ? t('detail.sequenceFirst', { sequence })
          : t('detail.sequenceAfter', { sequence, previous: previousSequence })}
      </Fact>
      <Fact name={t('detail.lane')}>{t(`lanes.${delivery.lane}`)}</Fact>
      <Fact name={t('detail.created')}>
        <ExactTime at={delivery.createdAt} seconds />
      </Fact>
      {nextAttemptAt && delivery.state === 'PENDING' && !delivery.endpoint.paused && delivery.attemptCount > 0 && (
        <Fact name={t('detail.next')}>
          <RelativeTime at={nextAttemptAt} />
        </Fact>
      )}
      {settledAt && (
        <Fact name={t('detail.settled')}>
          <ExactTime at={settledAt} seconds />
        </Fact>
      )}
      <Fact name={t('detail.id')}>
        <span className="flex items-start gap-1">
          <Wrapped>{delivery.id}</Wrapped>
          <CopyButton text={delivery.id} className="-my-1.5" />
        </span>
      </Fact>
    </Facts>
  );
}

function Wrapped({ children }: { children: ReactNode }) {
  return <span className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">{children}</span>;
}
