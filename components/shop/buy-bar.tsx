import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

/** What can be done about a product. On phones it stays at the bottom of the screen, in the place of the navigation (see globals.css). */
export function BuyBar({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      data-buy-bar
      className={cn(
        'grid gap-2.5 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-40 max-lg:border-t max-lg:bg-canvas max-lg:px-5 max-lg:py-3 max-lg:pb-[max(0.75rem,env(safe-area-inset-bottom))]',
        className,
      )}
    >
      {children}
    </div>
  );
}
