'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useDelivery } from '@/components/queries/deliveries';
import { deliveryLogPath } from '@/components/queries/delivery-search';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Button } from '@/components/ui/button';
import { Card, CardSection } from '@/components/ui/card';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { ExactTime } from '@/components/ui/exact-time';
import { Fact, Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { RelativeTime } from '@/components/ui/relative-time';
import { textLink } from '@/components/ui/text-link';
import type { DeliveryDetail as Delivery, DeliveryView } from '@/lib/delivery/model';
import { paths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { DeliveryAttempts } from './delivery-attempts';
import { DeliveryLine } from './delivery-line';
import { RetryDelivery } from './delivery-retry';
import { SkipDialog } from './delivery-skip';
import { DeliveryEndpointName, DeliveryLane, DeliveryMarks, DeliveryPill, DeliveryTypeName } from './delivery-words';
import { useNextTry } from './use-next-try';
import { useShortDuration } from './use-short-duration';

type DeliveryDetailProps = { rendered: Delivery; line: Page<DeliveryView> };

/** One delivery: how it stands, what was sent, and how each try went. Fresh until it is settled. */
export function DeliveryDetail({ rendered, line }: DeliveryDetailProps) {
  const t = useTranslations('admin.deliveries');
  const { data: delivery } = useDelivery(rendered);
  const bytes = new TextEncoder().encode(delivery.requestBody).length;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminDeliveryLog}>{t('title')}</Link>
            <span>{delivery.orderNumber}</span>
          </Breadcrumb>
        }
        title={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1 tabular-nums">
            <span className="mr-1">{t('detail.title', { number: delivery.orderNumber })}</span>
            <DeliveryPill delivery={delivery} />
            <DeliveryMarks delivery={delivery} />
          </span>
        }
        description={<DeliveryTypeName type={delivery.type} />}
        actions={
          <>
            {delivery.allowedActions.includes('skip') && (
              <SkipDialog delivery={delivery}>
                <Button variant="outline" size="sm">
                  {t('dead.skip')}
                </Button>
              </SkipDialog>
            )}
            <RetryDelivery delivery={delivery} />
          </>
        }
      />
      <WhereItStands delivery={delivery} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid grid-cols-1 gap-6">
          <Card>
            <CardSection title={t('detail.attempts')} description={t('detail.attemptsLead')}>
              <DeliveryAttempts attempts={delivery.attempts} />
            </CardSection>
          </Card>
          <Card>
            <CardSection title={t('detail.request')} description={t('detail.requestLead')}>
              <CodeView label={`POST ${delivery.endpoint.url}`} text={delivery.requestBody} />
              <p className="mt-2 flex flex-wrap items-center justify-between gap-2 text-faint text-xs tabular-nums">
                {t('detail.bytes', { count: bytes })}
                <CopyButton text={delivery.requestBody} label={t('detail.copyBody')} />
              </p>
            </CardSection>
          </Card>
        </div>
        <div className="grid grid-cols-1 gap-6 max-lg:order-first">
          <Card>
            <CardSection title={t('detail.facts')}>
              <DeliveryFacts delivery={delivery} />
            </CardSection>
          </Card>
          <Card>
            <CardSection title={t('detail.line')} description={t('detail.lineLead')}>
              <DeliveryLine delivery={delivery} rendered={line} />
            </CardSection>
          </Card>
        </div>
      </div>
    </div>
  );
}

/** Why it waits, or what became of it, where that is not plain from its state. */
function WhereItStands({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('admin.deliveries.detail');
  const { state, orderId, endpoint, supersededById, skipped } = delivery;
  const isExplained = delivery.sending || state === 'DELIVERED' || supersededById !== null || skipped !== null;
  if (endpoint.removed && !isExplained) {
    return (
      <Notice tone="info" title={t('removedTitle')}>
        {t('removedBody')}
      </Notice>
    );
  }
  if (state === 'BLOCKED') {
    return (
      <Notice
        tone="warning"
        title={t('blockedTitle')}
        action={
          <Link href={deliveryLogPath({ orderId, endpointId: endpoint.id })} className={textLink}>
            {t('blockedLink')}
          </Link>
        }
      >
        {t('blockedBody')}
      </Notice>
    );
  }
  if (state === 'PENDING' && endpoint.paused) {
    return (
      <Notice tone="info" title={t('pausedTitle')}>
        {t('pausedBody')}
      </Notice>
    );
  }
  if (state === 'PENDING' && endpoint.breaker !== 'CLOSED') {
    return (
      <Notice tone="warning" title={t('cutOffTitle')}>
        {t('cutOffBody')}
      </Notice>
    );
  }
  if (state === 'PENDING' && endpoint.throttledUntil !== null) {
    const { id, throttledUntil } = endpoint;
    return (
      <Notice
        tone="warning"
        title={t('throttledTitle')}
        action={
          <Link href={paths.adminEndpoint(id)} className={textLink}>
            {t('endpointLink')}
          </Link>
        }
      >
        {t.rich('throttledBody', { time: () => <RelativeTime at={throttledUntil} /> })}
      </Notice>
    );
  }
  if (skipped !== null) {
    return (
      <Notice tone="info" title={t('skippedTitle', { name: skipped.by.name })}>
        <span className="[overflow-wrap:anywhere]">{skipped.reason}</span>
        {' · '}
        <ExactTime at={skipped.at} seconds />
      </Notice>
    );
  }
  if (supersededById !== null) {
    return (
      <Notice
        tone="info"
        title={t('supersededTitle')}
        action={
          <Link href={paths.adminDelivery(supersededById)} className={textLink}>
            {t('supersededLink')}
          </Link>
        }
      >
        {t('supersededBody')}
      </Notice>
    );
  }
  return null;
}

function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const t = useTranslations('admin.deliveries');
  const durationText = useShortDuration();
  const { state, sequence, previousSequence, createdAt, settledAt, supersedes, isLate } = delivery;
  const tookMs = state === 'DELIVERED' && settledAt !== null ? Date.parse(settledAt) - Date.parse(createdAt) : null;
  const nextTry = useNextTry(delivery);
  return (
    <Facts>
      <Fact name={t('detail.order')}>
        <Link href={paths.adminOrder(delivery.orderId)} className={textLink}>
          {delivery.orderNumber}
        </Link>
      </Fact>
      <Fact name={t('detail.endpoint')}>
        {delivery.endpoint.removed ? (
          <DeliveryEndpointName endpoint={delivery.endpoint} />
        ) : (
          <Link href={paths.adminEndpoint(delivery.endpoint.id)} className={textLink}>
            {delivery.endpoint.name}
          </Link>
        )}
      </Fact>
      <Fact name={t('detail.url')}>
        <Wrapped>{delivery.endpoint.url}</Wrapped>
      </Fact>
      <Fact name={t('detail.sequence')}>
        {previousSequence === null
          ? t('detail.sequenceFirst', { sequence })
          : t('detail.sequenceAfter', { sequence, previous: previousSequence })}
      </Fact>
      {supersedes.length > 0 && <Fact name={t('detail.supersedes')}>{supersedes.join(', ')}</Fact>}
      <Fact name={t('detail.lane')}>
        <DeliveryLane lane={delivery.lane} />
      </Fact>
      <Fact name={t('detail.created')}>
        <ExactTime at={createdAt} seconds />
      </Fact>
      {nextTry && (
        <Fact name={t('detail.next')}>
          <RelativeTime at={nextTry} />
        </Fact>
      )}
      {settledAt && (
        <Fact name={t('detail.settled')}>
          <ExactTime at={settledAt} seconds />
        </Fact>
      )}
      {tookMs !== null && (
        <Fact name={t('detail.took')}>
          {isLate ? t('detail.slaLate', { time: durationText(tookMs) }) : durationText(tookMs)}
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
