import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from './empty-state';

type ErrorStateProps = {
  title?: ReactNode;
  body?: ReactNode;
  /** What people quote when they ask for help. */
  reference?: string | undefined;
  /** A retry button, or a way out. */
  action?: ReactNode;
  className?: string;
};

/** What happened, and what can be done about it. */
export function ErrorState({ title, body, reference, action, className = '' }: ErrorStateProps) {
  const t = useTranslations('common.errors');
  return (
    <div role="alert">
      <EmptyState
        icon={TriangleAlert}
        title={title ?? t('title')}
        body={
          <>
            {body ?? t('body')}
            {reference && <span className="mt-2 block text-faint text-xs">{t('reference', { id: reference })}</span>}
          </>
        }
        action={action}
        className={className}
      />
    </div>
  );
}
