import type { Tx } from '@/lib/db/client';
import type { Result } from '@/lib/shared/result';
import type { CartError } from './model';
import type { OpenCart } from './open-cart';
import { setLine } from './set-line';

/** Adds units to what the line already has, as the product page's button does. Errors as `setLine`. */
export async function addToCart(
  tx: Tx,
  { cart, variantId, quantity, now }: { cart: OpenCart; variantId: string; quantity: number; now: Date },
): Promise<Result<OpenCart, CartError>> {
  const line = await tx.cartLine.findUnique({ where: { cartId_variantId: { cartId: cart.id, variantId } } });
  return setLine(tx, { cart, variantId, quantity: (line?.quantity ?? 0) + quantity, now });
}
