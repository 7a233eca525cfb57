'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet';

/** The filters of a list on small screens. Give it the list's address as its key: it closes when a filter was chosen. */
export function FilterSheet({ count, children }: { count: number; children: ReactNode }) {
  const t = useTranslations('shop.list');
  return (
    <Sheet>
      <SheetTrigger asChild>
        <Button variant="outline" size="sm" className="lg:hidden">
          <SlidersHorizontal aria-hidden />
          {count > 0 ? t('filtersWithCount', { count }) : t('filters')}
        </Button>
      </SheetTrigger>
      <SheetContent side="bottom" title={t('filters')}>
        {children}
      </SheetContent>
    </Sheet>
  );
}
