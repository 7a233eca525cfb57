import type { ReactNode } from 'react';
import { frameData } from '@/app/frame-data';
import { SiteFrame } from '@/components/shop/site-frame';

export default async function ShopLayout({ children }: { children: ReactNode }) {
  return <SiteFrame {...(await frameData())}>{children}</SiteFrame>;
}
