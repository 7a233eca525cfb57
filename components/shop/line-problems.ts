import type { CartLineView, LineProblem } from '@/lib/cart/model';

/** Problems that an order would be refused for; another price only asks for consent. */
const blocking: LineProblem[] = ['INSUFFICIENT_STOCK', 'SOLD_OUT', 'UNAVAILABLE'];

export function canBeOrdered({ problem }: Pick<CartLineView, 'problem'>): boolean {
  return problem === null || !blocking.includes(problem);
}
