import { notFound, permanentRedirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import type { CategoryNode } from '@/lib/catalog/model';
import { findMovedCategory, readCategoryMenu } from '@/lib/catalog/queries';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';

/** The tree, and the way from its root down to the category of this address; from a former slug people are sent on (308). Read once per request. */
export const categoryOf = cache(async (slug: string) => {
  const categories = await readCategoryMenu(db(), { locale: await getLocale() });
  const way = wayTo(slug, categories);
  if (way) return { categories, way };
  const moved = await findMovedCategory(db(), slug);
  return moved === null ? notFound() : permanentRedirect(paths.category(moved));
});

type Way = [CategoryNode, ...CategoryNode[]];

function wayTo(slug: string, nodes: CategoryNode[]): Way | null {
  for (const node of nodes) {
    if (node.slug === slug) return [node];
    const below = wayTo(slug, node.children);
    if (below) return [node, ...below];
  }
  return null;
}
