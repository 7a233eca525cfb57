'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useActionState } from 'react';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import { paths } from '@/lib/http/paths';
import type { RestockState, RestockVariant } from '@/lib/notifications/restock/model';
import { optionsText } from './options-text';
import { confirmByLink, endByLink } from './restock-actions';
import { useRestockRefusal } from './use-restock-refusal';

export type LinkedAlert = RestockVariant & { email: string; state: RestockState; othersCount: number };

type PanelProps = { token: string; alert: LinkedAlert };

/** Behind a mail's link to confirm. A button and not the link itself does it, since mail scanners follow links. */
export function ConfirmPanel({ token, alert }: PanelProps) {
  const t = useTranslations('restock.links');
  const [state, action] = useActionState(confirmByLink, { status: 'idle' });
  const refusalText = useRestockRefusal();
  const isDone = state.status === 'done' || alert.state === 'WAITING' || alert.state === 'NOTIFIED';
  const isOver = alert.state === 'ENDED' || (state.status === 'failed' && state.error.code === 'restock.linkExpired');
  if (isOver && !isDone)
    return (
      <AlertCard alert={alert}>
        <Notice tone="warning">{refusalText({ code: 'restock.linkExpired' })}</Notice>
        <ToProduct slug={alert.productSlug} />
      </AlertCard>
    );
  return (
    <AlertCard alert={alert} lead={t('confirmLead', { email: alert.email })}>
      {state.status === 'failed' && <Notice tone="danger">{refusalText(state.error)}</Notice>}
      {isDone ? (
        <Done title={t('confirmed')} body={t('confirmedBody')} slug={alert.productSlug} />
      ) : (
        <form action={action}>
          <input type="hidden" name="token" value={token} />
          <SubmitButton wide>{t('confirm')}</SubmitButton>
        </form>
      )}
    </AlertCard>
  );
}

/** Behind a mail's link to unsubscribe: this alert, or all of the address. */
export function EndPanel({ token, alert }: PanelProps) {
  const t = useTranslations('restock.links');
  const [one, endOne] = useActionState(endByLink, { status: 'idle' });
  const [all, endAll] = useActionState(endByLink, { status: 'idle' });
  const refusalText = useRestockRefusal();
  const failed = [one, all].find((state) => state.status === 'failed');
  const isEnded = one.status === 'done' || alert.state === 'ENDED';
  return (
    <AlertCard alert={alert} lead={t('endLead', { email: alert.email })}>
      {failed?.status === 'failed' && <Notice tone="danger">{refusalText(failed.error)}</Notice>}
      {all.status === 'done' ? (
        <Done title={t('endedAll')} body={t('endedAllBody')} slug={alert.productSlug} />
      ) : (
        <>
          {isEnded ? (
            <Done title={t('ended')} body={t('endedBody')} slug={alert.productSlug} />
          ) : (
            <form action={endOne}>
              <input type="hidden" name="token" value={token} />
              <input type="hidden" name="scope" value="one" />
              <SubmitButton wide>{t('end')}</SubmitButton>
            </form>
          )}
          {alert.othersCount > 0 && (
            <form action={endAll}>
              <input type="hidden" name="token" value={token} />
              <input type="hidden" name="scope" value="all" />
              <SubmitButton variant="ghost" wide>
                {t('endAll', { count: alert.othersCount })}
              </SubmitButton>
            </form>
          )}
        </>
      )}
    </AlertCard>
  );
}

type AlertCardProps = { alert: LinkedAlert; lead?: string; children: ReactNode };

function AlertCard({ alert, lead, children }: AlertCardProps) {
  return (
    <section className="grid gap-5 rounded-lg border p-6">
      <div>
        <h2 className="font-bold text-lg">{alert.productName}</h2>
        <p className="text-muted text-sm empty:hidden">{optionsText(alert.options)}</p>
        {lead && <p className="mt-3 text-[0.9375rem] [overflow-wrap:anywhere]">{lead}</p>}
      </div>
      {children}
    </section>
  );
}

function Done({ title, body, slug }: { title: string; body: string; slug: string }) {
  return (
    <>
      <Notice tone="success" title={title}>
        {body}
      </Notice>
      <ToProduct slug={slug} />
    </>
  );
}

function ToProduct({ slug }: { slug: string }) {
  const t = useTranslations('restock.links');
  return (
    <LinkButton asChild variant="outline" wide>
      <Link href={paths.product(slug)}>{t('toProduct')}</Link>
    </LinkButton>
  );
}
