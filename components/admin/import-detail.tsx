'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { toast } from 'sonner';
import { useProductImport } from '@/components/queries/product-imports';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import { Stat } from '@/components/ui/stat';
import type { ImportCounts, ProductImport } from '@/lib/bulk/model';
import { apiPaths, paths } from '@/lib/http/paths';
import { applyProductImport } from './import-actions';
import { ImportPill } from './import-words';

type ImportDetailProps = {
  rendered: ProductImport /** What its rows do, or what is wrong with them. */;
  children: ReactNode;
};

/** One file: what it would do or has done, and the button that has it done. Fresh while it is being done. */
export function ImportDetail({ rendered, children }: ImportDetailProps) {
  const t = useTranslations('admin.imports');
  const { data: one, isError } = useProductImport(rendered);
  useRefreshAtEnd(one);
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeading
        size="sm"
        above={
          <Breadcrumb>
            <Link href={paths.adminImports}>{t('title')}</Link>
          </Breadcrumb>
        }
        title={
          <span className="flex flex-wrap items-center gap-3 [overflow-wrap:anywhere]">
            {one.fileName || t('list.unnamed')}
            <ImportPill state={one.state} />
          </span>
        }
        description={
          <>
            {one.actor && `${one.actor.name} · `}
            <RelativeTime at={one.createdAt} />
          </>
        }
        actions={<Actions one={one} />}
      />
      {isError && <Notice tone="warning">{t('stale')}</Notice>}
      <Outcome one={one} />
      {one.counts && <Numbers one={one} counts={one.counts} />}
      {children}
    </div>
  );
}

/** The rows are rendered on the server: once the end has come, they are asked for again. */
function useRefreshAtEnd({ state }: ProductImport): void {
  const router = useRouter();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'APPLYING' && state !== 'APPLYING') router.refresh();
    before.current = state;
  }, [state, router]);
}

function Actions({ one }: { one: ProductImport }) {
  const t = useTranslations('admin.imports.detail');
  const locale = useLocale();
  if (one.state === 'READY' && one.counts) return <Apply one={one} counts={one.counts} />;
  return (
    <>
      {one.badRowCount > 0 && (
        <LinkButton
          href={`${apiPaths.adminImportBadRows(one.id)}?locale=${locale}`}
          download
          variant="outline"
          size="sm"
        >
          <Download aria-hidden />
          {t('badRowsFile')}
        </LinkButton>
      )}
      {one.state !== 'APPLYING' && (
        <LinkButton asChild size="sm">
          <Link href={paths.adminImports}>{t('again')}</Link>
        </LinkButton>
      )}
    </>
  );
}

function Apply({ one, counts: { products, variants } }: { one: ProductImport; counts: ImportCounts }) {
  const t = useTranslations('admin.imports.detail');
  const queries = useQueryClient();
  const apply = async () => {
    const form = new FormData();
    form.set('id', one.id);
    try {
      const result = await applyProductImport({ status: 'idle' }, form);
      if (result.status === 'failed')
        toast.error(t(result.error.code === 'import.notReady' ? 'notReady' : 'applyFailed'));
    } catch {
      toast.error(t('applyFailed'));
    }
    await queries.invalidateQueries({ queryKey: ['product-import', one.id] });
  };
  return (
    <ConfirmDialog
      trigger={<Button size="sm">{t('apply')}</Button>}
      title={t('applyTitle')}
      description={t('applyBody', {
        created: products.created,
        changed: products.changed,
        createdVariants: variants.created,
        changedVariants: variants.changed,
      })}
      confirmLabel={t('apply')}
      tone="primary"
      onConfirm={apply}
    />
  );
}

/** How it stands, in words. */
function Outcome({ one }: { one: ProductImport }) {
  const t = useTranslations('admin.imports.detail');
  const { state, counts, badRowCount, appliedRows, rowCount } = one;
  if (state === 'REFUSED') {
    return (
      <Notice tone="danger" title={t('refusedTitle', { count: badRowCount })}>
        {t('refusedBody')}
      </Notice>
    );
  }
  if (state === 'FAILED') {
    return (
      <Notice tone="danger" title={t('failedTitle')}>
        {t(badRowCount > 0 ? 'failedBody' : 'brokenBody')}
      </Notice>
    );
  }
  if (state === 'APPLYING') {
    const progress = t('progress', { applied: appliedRows, total: rowCount });
    return (
      <div className="grid gap-2 rounded-md border bg-surface px-4 py-3.5" aria-live="polite">
        <p className="flex flex-wrap justify-between gap-x-4 text-sm">
          <span className="font-semibold">{t('applyingTitle')}</span>
          <span className="text-muted tabular-nums">{progress}</span>
        </p>
        <Progress label={progress} value={appliedRows} max={rowCount} />
        <p className="text-muted text-sm">{t('applyingBody')}</p>
      </div>
    );
  }
  if (!counts) return null;
  if (state === 'APPLIED') {
    return (
      <Notice tone="success" title={t('appliedTitle')}>
        {t('appliedBody', { products: touched(counts.products), variants: touched(counts.variants) })}
      </Notice>
    );
  }
  const changesNothing = touched(counts.products) + touched(counts.variants) === 0;
  return (
    <>
      {changesNothing && <Notice title={t('nothingTitle')}>{t('nothingBody')}</Notice>}
      {counts.ignoredStockRows > 0 && (
        <Notice tone="warning">{t('ignoredStock', { count: counts.ignoredStockRows })}</Notice>
      )}
    </>
  );
}

function touched({ created, changed }: ImportCounts['products']): number {
  return created + changed;
}

function Numbers({ one, counts }: { one: ProductImport; counts: ImportCounts }) {
  const t = useTranslations('admin.imports.detail');
  const number = (count: number) => count.toLocaleString('en-US');
  return (
    <section aria-label={t('numbers')} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat label={t('rows')} value={number(one.rowCount)} />
      <Stat label={t('badRows')} value={number(one.badRowCount)} />
      {(['products', 'variants'] as const).map((kind) => (
        <Stat
          key={kind}
          label={t(kind)}
          value={number(touched(counts[kind]))}
          note={(['created', 'changed', 'same'] as const)
            .map((effect) => `${t(effect)} ${number(counts[kind][effect])}`)
            .join(' · ')}
        />
      ))}
    </section>
  );
}
