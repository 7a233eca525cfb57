import type { ReactNode } from 'react';
import { readVariant } from './variant';

type VariantLayoutProps = { params: Promise<{ variantId: string }>; children: ReactNode };

/** Outside the loading boundary, so that an unknown variant is answered with 404 and not with a skeleton's 200. */
export default async function VariantLayout({ params, children }: VariantLayoutProps) {
  await readVariant((await params).variantId);
  return children;
}
