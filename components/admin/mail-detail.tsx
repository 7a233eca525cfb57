'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMessage } from '@/components/queries/messages';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Card, CardSection } from '@/components/ui/card';
import { ExactTime } from '@/components/ui/exact-time';
import { Fact, Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { RelativeTime } from '@/components/ui/relative-time';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import { paths } from '@/lib/http/paths';
import type { MessageDetail } from '@/lib/notifications/model';
import { ResendMail } from './mail-resend';
import { MessagePill } from './mail-words';
import { useMailFont } from './use-mail-font';

/** One mail: how it reads, and what became of it. Fresh while something happens to it. */
export function MailDetail({ rendered }: { rendered: MessageDetail }) {
  const t = useTranslations('admin.mail');
  const { data: message } = useMessage(rendered);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminMail}>{t('title')}</Link>
            <span>{message.recipient}</span>
          </Breadcrumb>
        }
        title={
          <span className="flex flex-wrap items-center gap-3">
            {message.subject}
            <MessagePill message={message} />
          </span>
        }
        actions={<ResendMail message={message} />}
      />
      <WhatWentWrong message={message} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card>
          <CardSection title={t('detail.preview')}>
            <Preview message={message} />
          </CardSection>
        </Card>
        <Card className="max-lg:order-first">
          <CardSection title={t('detail.facts')}>
            <MailFacts message={message} />
          </CardSection>
        </Card>
      </div>
    </div>
  );
}

function WhatWentWrong({ message: { state, lastError } }: { message: MessageDetail }) {
  const t = useTranslations('admin.mail.detail');
  if (state === 'FAILED') {
    return (
      <Notice tone="danger" title={t('failedTitle')}>
        {lastError}
      </Notice>
    );
  }
  if (state === 'UNKNOWN') {
    return (
      <Notice tone="warning" title={t('unknownTitle')}>
        {t('unknownBody')}
      </Notice>
    );
  }
  return null;
}

/** As the recipient sees it: in a frame that runs nothing, and has nothing of ours but the font that a recipient has at home. */
function Preview({ message: { subject, html, text } }: { message: MessageDetail }) {
  const t = useTranslations('admin.mail.detail');
  const fontFaces = useMailFont();
  return (
    <Tabs defaultValue="html">
      <TabList aria-label={t('preview')}>
        <Tab value="html">{t('html')}</Tab>
        <Tab value="text">{t('text')}</Tab>
      </TabList>
      <TabPanel value="html" className="mt-4">
        <div className="h-[32rem] overflow-hidden rounded-md border bg-white">
          {/* With all that it shows from the first: a frame that is told twice in a moment may stay empty. */}
          {fontFaces !== null && (
            <iframe
              title={subject}
              sandbox=""
              srcDoc={html.replace('</head>', `<style>${fontFaces}</style></head>`)}
              className="size-full"
            />
          )}
        </div>
      </TabPanel>
      <TabPanel value="text" className="mt-4">
        <p className="whitespace-pre-wrap rounded-md border bg-sunken px-4 py-3 text-sm [overflow-wrap:anywhere]">
          {text}
        </p>
      </TabPanel>
    </Tabs>
  );
}

function MailFacts({ message }: { message: MessageDetail }) {
  const t = useTranslations('admin.mail');
  const common = useTranslations('common.locale');
  const { recipient, kind, locale, attempts, createdAt, dueAt, sentAt, lastError, id } = message;
  return (
    <Facts>
      <Fact name={t('detail.recipient')}>
        <span className="[overflow-wrap:anywhere]">{recipient}</span>
      </Fact>
      <Fact name={t('detail.kind')}>{t(`kinds.${kind}`)}</Fact>
      <Fact name={t('detail.language')}>{common(locale)}</Fact>
      <Fact name={t('detail.attempts')}>{attempts}</Fact>
      <Fact name={t('detail.created')}>
        <ExactTime at={createdAt} seconds />
      </Fact>
      {dueAt && attempts > 0 && (
        <Fact name={t('detail.next')}>
          <RelativeTime at={dueAt} />
        </Fact>
      )}
      {sentAt && (
        <Fact name={t('detail.sent')}>
          <ExactTime at={sentAt} seconds />
        </Fact>
      )}
      {lastError && (
        <Fact name={t('detail.error')}>
          <span className="[overflow-wrap:anywhere]">{lastError}</span>
        </Fact>
      )}
      <Fact name={t('detail.id')}>
        <span className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">{id}</span>
      </Fact>
    </Facts>
  );
}
