import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { tabStyle } from '@/components/ui/tab-style';
import { productStatuses } from '@/lib/catalog/model';
import { type ProductListQuery, productListPath } from './product-query';

/** One tab per status; what else narrows the list stays. */
export function ProductTabs({ query }: { query: ProductListQuery }) {
  const t = useTranslations('admin.products');
  return (
    <nav aria-label={t('tabs.label')} className="flex gap-6 overflow-x-auto border-b [scrollbar-width:none]">
      {[undefined, ...productStatuses].map((status) => (
        <Link
          key={status ?? 'all'}
          href={productListPath({ ...query, status, cursor: undefined })}
          aria-current={query.status === status ? 'page' : undefined}
          className={tabStyle}
        >
          {status ? t(`status.${status}`) : t('tabs.all')}
        </Link>
      ))}
    </nav>
  );
}
