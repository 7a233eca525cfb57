import { ceramics } from './catalog/ceramics';
import { home } from './catalog/home';
import { scent } from './catalog/scent';
import { stationery } from './catalog/stationery';
import { tea } from './catalog/tea';
import { wear } from './catalog/wear';
import type { DemoCategory, DemoPicture, DemoProduct, DemoShelf } from './catalog-model';

const shelves: DemoShelf[] = [ceramics, stationery, scent, tea, wear, home];

/** The demo shop's categories, parents before their children, in the order in which the shop shows them. */
export const demoCategories: DemoCategory[] = shelves.flatMap(({ slug, name, children }) => [
  { slug, parent: null, name },
  ...children.map((child) => ({ ...child, parent: slug })),
]);

/** The demo shop's goods. The first is the oldest. */
export const demoProducts: DemoProduct[] = shelves.flatMap(({ products }) => products);

/** Edge of the square pictures in public/demo, and of the small ones beside them (`<slug>.480.webp`). */
export const demoPictureSize = 960;

/** A still life of the product, and a second one in company. Made by scripts/make-demo-art.mjs. */
export function demoPictures({ slug }: { slug: string }): DemoPicture[] {
  return [slug, `${slug}-2`].map((name) => ({
    url: `/demo/${name}.webp`,
    width: demoPictureSize,
    height: demoPictureSize,
  }));
}

/** Names of the things that tests and stories speak about. */
export const demoSlugs = {
  /** Every variant is sold out. */
  soldOut: 'watercolour-palette',
  /** One unit is left of its one variant. */
  lastUnit: 'moon-jar',
} as const satisfies Record<string, string>;
