import type { ReactNode } from 'react';
import { readProduct } from './product';

type ProductLayoutProps = { params: Promise<{ id: string }>; children: ReactNode };

/** Outside the loading boundary, so that an unknown product is answered with 404 and not with a skeleton's 200. */
export default async function ProductLayout({ params, children }: ProductLayoutProps) {
  await readProduct((await params).id);
  return children;
}
