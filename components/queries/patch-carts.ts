import type { QueryClient } from '@tanstack/react-query';
import type { CartView } from '@/lib/cart/model';
import type { VariantStock } from '@/lib/catalog/model';

/**
 * Tells the carts on the page what is left of a variant. Where that decides whether a line can be ordered, they are read anew: what is
 * the matter with a line, and what the cart costs, is the server's to say.
 */
export function patchCarts(queries: QueryClient, { variantId, availableUnits }: VariantStock): void {
  for (const [queryKey, cart] of queries.getQueriesData<CartView>({ queryKey: ['cart'] })) {
    const line = cart?.lines.find((one) => one.variantId === variantId);
    if (!cart || !line || line.availableUnits === availableUnits) continue;
    const lines = cart.lines.map((other) => (other === line ? { ...line, availableUnits } : other));
    const had = Math.min(line.quantity, line.availableUnits);
    queries.setQueryData<CartView>(queryKey, { ...cart, lines });
    if (had !== Math.min(line.quantity, availableUnits)) void queries.invalidateQueries({ queryKey, exact: true });
  }
}
