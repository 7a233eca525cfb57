import { useTranslations } from 'next-intl';
import { Pill } from '@/components/ui/pill';
import { columnNames, columns } from '@/lib/bulk/columns';

/** What a file may hold, folded up until somebody wants to know. */
export function ImportGuide() {
  const t = useTranslations('admin.imports.guide');
  return (
    <details className="group rounded-lg border bg-surface">
      <summary className="cursor-pointer rounded-lg px-5 py-4 font-semibold text-base sm:px-6">{t('title')}</summary>
      <div className="grid gap-4 border-t px-5 py-5 sm:px-6">
        <p className="max-w-3xl text-muted text-sm">{t('lead')}</p>
        <dl className="grid gap-x-6 gap-y-2.5 text-sm sm:grid-cols-[minmax(9rem,auto)_1fr]">
          {columnNames.map((column) => (
            <div key={column} className="sm:contents">
              <dt className="font-mono text-[0.8125rem]">
                {column}
                {'required' in columns[column] && <Pill className="ml-2 font-sans">{t('required')}</Pill>}
              </dt>
              <dd className="text-muted">{t(`columns.${column}`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
