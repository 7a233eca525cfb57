'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CodeView } from '@/components/ui/code-view';
import type { Excerpt, JobFailure } from '@/inngest/embedded/model';

type JobExcerptProps = { label: string; excerpt: Excerpt; className?: string };

/** JSON as it is stored; where it was cut, it says so. */
export function JobExcerpt({ label, excerpt: { text, isCut, totalBytes }, className }: JobExcerptProps) {
  const t = useTranslations('admin.jobs.detail');
  return (
    <div className={className}>
      <CodeView label={label} text={text} className="text-ink" />
      {isCut && <p className="mt-1.5 text-faint text-xs">{t('cut', { bytes: totalBytes })}</p>}
    </div>
  );
}

/** What went wrong: the message as text, the stack to open. */
export function JobFailureText({ failure: { message, stack } }: { failure: JobFailure }) {
  const t = useTranslations('admin.jobs.detail');
  return (
    <>
      <p className="whitespace-pre-line text-danger [overflow-wrap:anywhere]">{message}</p>
      {stack && (
        <Foldable title={t('stack')}>
          <CodeView label={t('stack')} text={stack} className="text-ink" />
        </Foldable>
      )}
    </>
  );
}

/** Long machine text, folded away until somebody wants it. */
export function Foldable({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group/fold mt-1">
      <summary className="flex min-h-6 w-fit cursor-pointer list-none items-center gap-1 rounded-xs text-accent-ink text-xs underline-offset-4 hover:underline max-md:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open/fold:rotate-90" />
        {title}
      </summary>
      <div className="mt-1.5">{children}</div>
    </details>
  );
}
