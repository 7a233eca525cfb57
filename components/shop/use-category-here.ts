'use client';

import { usePathname } from 'next/navigation';
import { paths } from '@/lib/http/paths';

/** The slug of the category whose page this is, or null. */
export function useCategoryHere(): string | null {
  const pathname = usePathname();
  const base = paths.category('');
  return pathname.startsWith(base) ? pathname.slice(base.length) : null;
}
