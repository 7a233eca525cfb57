'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * False while the server's HTML is taken over, then true. For what shows something that the browser may know before this part of the page is
 * taken over, as an answer that another part asked for: the first look has to be the server's.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
