import type { ReactNode } from 'react';
import { categoryOf } from './category';

type CategoryLayoutProps = { params: Promise<{ slug: string }>; children: ReactNode };

/** Outside the loading boundary, so that an unknown category is answered with 404 and not with a skeleton's 200. */
export default async function CategoryLayout({ params, children }: CategoryLayoutProps) {
  const { slug } = await params;
  await categoryOf(slug);
  return children;
}
