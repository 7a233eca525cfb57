'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { paths } from '@/lib/http/paths';
import { categoryHolds } from './category-holds';
import type { FrameCategory } from './frame-data';
import { useCategoryHere } from './use-category-here';

type CategoryNavProps = { categories: FrameCategory[]; className?: string };

/** The first level of the tree. What has no room fades out at the end: it can be scrolled to, and is in the menu beside it. */
export function CategoryNav({ categories, className }: CategoryNavProps) {
  const t = useTranslations('shop.nav');
  const pathname = usePathname();
  const here = useCategoryHere();
  const entries = [
    { name: t('all'), href: paths.products, holdsHere: pathname === paths.products },
    ...categories.map((category) => ({
      name: category.name,
      href: paths.category(category.slug),
      holdsHere: categoryHolds(category, here),
    })),
  ];
  return (
    <nav
      aria-label={t('categories')}
      className={cn(
        'items-center overflow-x-auto pr-10 [scrollbar-width:none] [mask-image:linear-gradient(to_right,black_calc(100%-2.5rem),transparent)]',
        className,
      )}
    >
      {entries.map(({ name, href, holdsHere }) => (
        <Link
          key={href}
          href={href}
          aria-current={holdsHere ? 'page' : undefined}
          className="shrink-0 rounded-sm px-2 py-2 text-[0.9375rem] text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
