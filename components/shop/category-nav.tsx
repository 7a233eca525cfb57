'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { cn } from '@/components/ui/cn';
import { paths } from '@/lib/http/paths';
import type { FrameCategory } from './site-frame';

type CategoryNavProps = { categories: FrameCategory[]; className?: string };

/** The first level of the tree. */
export function CategoryNav(props: CategoryNavProps) {
  return (
    <Suspense fallback={<CategoryLinks {...props} here={null} />}>
      <CategoryNavHere {...props} />
    </Suspense>
  );
}

function CategoryNavHere(props: CategoryNavProps) {
  const pathname = usePathname();
  const category = useSearchParams().get('category');
  return <CategoryLinks {...props} here={pathname === paths.products ? (category ?? '') : null} />;
}

/** `here`: the category that is shown, '' for all of them, null on other pages. */
function CategoryLinks({ categories, className, here }: CategoryNavProps & { here: string | null }) {
  const t = useTranslations('shop.nav');
  const entries = [
    { slug: '', name: t('all'), href: paths.products, holdsHere: here === '' },
    ...categories.map((category) => ({
      slug: category.slug,
      name: category.name,
      href: paths.category(category.slug),
      holdsHere: here !== null && (here === category.slug || category.children.some((child) => child.slug === here)),
    })),
  ];
  return (
    <nav
      aria-label={t('categories')}
      className={cn('items-center gap-0.5 overflow-x-auto [scrollbar-width:none]', className)}
    >
      {entries.map(({ slug, name, href, holdsHere }) => (
        <Link
          key={slug}
          href={href}
          aria-current={holdsHere ? 'page' : undefined}
          className="shrink-0 rounded-sm px-3 py-2 text-[0.9375rem] text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
