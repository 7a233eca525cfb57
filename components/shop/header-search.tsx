'use client';

import { Search } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet';
import { SearchBox } from './search-box';

/** Search in the header: the field where there is room for it, else a button that opens it. */
export function HeaderSearch() {
  const t = useTranslations('shop.search');
  const q = useSearchParams().get('q') ?? '';
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className="w-56 shrink-0 max-xl:hidden">
        <SearchBox key={q} q={q} />
      </div>
      <Sheet open={open} onOpenChange={setOpen}>
        <SheetTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={t('label')} className="xl:hidden">
            <Search aria-hidden strokeWidth={1.75} />
          </Button>
        </SheetTrigger>
        <SheetContent side="top" title={t('label')}>
          <SearchBox key={q} q={q} inSheet onGone={() => setOpen(false)} />
        </SheetContent>
      </Sheet>
    </>
  );
}
