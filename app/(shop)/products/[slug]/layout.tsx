import type { ReactNode } from 'react';
import { productOf } from './product';

type ProductLayoutProps = { params: Promise<{ slug: string }>; children: ReactNode };

/** Outside the loading boundary, so that an unknown product is answered with 404 and not with a skeleton's 200. */
export default async function ProductLayout({ params, children }: ProductLayoutProps) {
  const { slug } = await params;
  await productOf(slug);
  return children;
}
