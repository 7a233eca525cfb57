'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { paths } from '@/lib/http/paths';
import type { FrameCategory } from './frame-data';

type CategoryNavProps = { categories: FrameCategory[]; className?: string };

/** The first level of the tree. */
export function CategoryNav({ categories, className }: CategoryNavProps) {
  const t = useTranslations('shop.nav');
  const pathname = usePathname();
  const entries = [
    { name: t('all'), href: paths.products, holdsHere: pathname === paths.products },
    ...categories.map((category) => ({
      name: category.name,
      href: paths.category(category.slug),
      holdsHere: [category, ...category.children].some(({ slug }) => pathname === paths.category(slug)),
    })),
  ];
  return (
    <nav
      aria-label={t('categories')}
      className={cn(
        'items-center overflow-x-auto [scrollbar-width:none] max-xl:[mask-image:linear-gradient(to_right,black_calc(100%-2.5rem),transparent)]',
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
