'use client';

import { Menu } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet';
import { AdminMenu } from './admin-menu';

/** The side menu on small screens. */
export function AdminMenuSheet({ className }: { className?: string }) {
  const t = useTranslations('admin.nav');
  const [open, setOpen] = useState(false);
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('openMenu')} className={className}>
          <Menu aria-hidden strokeWidth={1.75} />
        </Button>
      </SheetTrigger>
      <SheetContent side="left" title={t('title')}>
        <AdminMenu onNavigate={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}
