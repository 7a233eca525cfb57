'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { LiveStockProvider } from '@/components/queries/live-stock';
import { Toaster } from '@/components/ui/toaster';
import { OfflineNotice } from './offline-notice';
import { RememberTimeZone } from './preferences/remember-time-zone';
import { RouteFocus } from './route-focus';

/** How long data on the page counts as fresh; long enough that moving between pages does not ask twice. */
const staleMs = 10_000;

/** What every page needs in the browser. */
export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: staleMs, retry: 1 } } }));
  return (
    <QueryClientProvider client={queries}>
      <LiveStockProvider>{children}</LiveStockProvider>
      <OfflineNotice />
      <Toaster />
      <RouteFocus />
      <RememberTimeZone />
    </QueryClientProvider>
  );
}
