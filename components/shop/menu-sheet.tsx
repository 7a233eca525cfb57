'use client';

import { ChevronRight, Menu } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Theme } from '@/components/preferences/preferences';
import { ThemeSwitch } from '@/components/preferences/theme-switch';
import { Button } from '@/components/ui/button';
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet';
import { paths } from '@/lib/http/paths';
import type { FrameCategory } from './frame-data';
import { useCategoryHere } from './use-category-here';

type MenuSheetProps = { categories: FrameCategory[]; theme: Theme; className?: string };

/** The whole tree of categories, and on phones what the bar has no room for. */
export function MenuSheet({ categories, theme, className }: MenuSheetProps) {
  const t = useTranslations('shop.nav');
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const here = useCategoryHere();
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('menu')} className={className}>
          <Menu aria-hidden strokeWidth={1.75} />
        </Button>
      </SheetTrigger>
      <SheetContent
        side="left"
        title={t('categories')}
        footer={
          <div className="flex items-center justify-between font-medium text-[0.9375rem]">
            {t('settings')}
            <ThemeSwitch theme={theme} />
          </div>
        }
      >
        <nav aria-label={t('categories')}>
          <Link href={paths.products} onClick={close} className={topEntry}>
            {t('all')}
            <ChevronRight aria-hidden className="size-4 text-faint" />
          </Link>
          {categories.map(({ slug, name, children }) => (
            <div key={slug} className="border-t py-1">
              <Link
                href={paths.category(slug)}
                onClick={close}
                aria-current={slug === here ? 'page' : undefined}
                className={topEntry}
              >
                {name}
                <ChevronRight aria-hidden className="size-4 text-faint" />
              </Link>
              <Branch categories={children} onLeave={close} />
            </div>
          ))}
        </nav>
      </SheetContent>
    </Sheet>
  );
}

/** What is below a category, each level further in. */
function Branch({ categories, onLeave }: { categories: FrameCategory[]; onLeave: () => void }) {
  const here = useCategoryHere();
  return categories.map(({ slug, name, children }) => (
    <div key={slug}>
      <Link
        href={paths.category(slug)}
        onClick={onLeave}
        aria-current={slug === here ? 'page' : undefined}
        className="flex min-h-11 items-center rounded-sm px-2 text-[0.9375rem] text-muted hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink"
      >
        {name}
      </Link>
      {children.length > 0 && (
        <div className="ml-2 border-l pl-2">
          <Branch categories={children} onLeave={onLeave} />
        </div>
      )}
    </div>
  ));
}

const topEntry = 'flex min-h-12 items-center justify-between rounded-sm px-2 font-semibold aria-[current]:text-accent';
