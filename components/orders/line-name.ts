import type { OrderView } from '@/lib/orders/model';

/** What a line is called, with its options: `달항아리 흰색 · M`. */
export function lineName({ name, options }: Pick<OrderView['lines'][number], 'name' | 'options'>): string {
  return [name, Object.values(options).join(' · ')].filter(Boolean).join(' ');
}
