import { z } from 'zod';
import { ProductItem } from '@/lib/catalog/model';

/** Popular is what sold in so many whole hours and the current one. */
export const popularHours = 72;
export const popularCountMax = 5;

export const PopularProducts = z
  .object({
    items: z.array(z.object({ rank: z.int(), product: ProductItem, unitsSold: z.int() })).max(popularCountMax),
    window: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
    computedAt: z.iso.datetime(),
  })
  .meta({ id: 'PopularProducts' });
export type PopularProducts = z.infer<typeof PopularProducts>;
