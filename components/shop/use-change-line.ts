'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useSetLine } from '@/components/queries/cart';
import type { CartLineView, CartView } from '@/lib/cart/model';
import { useRefusalText } from './use-refusal-text';

type ChangedLine = Pick<CartLineView, 'variantId' | 'name' | 'quantity'>;

/** Changes a line, and says why when it can't be. A removed line can be brought back. */
export function useChangeLine({ variantId, name, quantity }: ChangedLine, onChanged?: (cart: CartView) => void) {
  const t = useTranslations('shop.cart');
  const refusalText = useRefusalText();
  const { mutate } = useSetLine({
    onRefused: (failure) => toast.error(refusalText(failure)),
    ...(onChanged && { onChanged }),
  });
  return {
    change: (wanted: number) => mutate({ variantId, quantity: wanted }),
    remove: () => {
      mutate({ variantId, quantity: 0 });
      const undo = { label: t('undo'), onClick: () => mutate({ variantId, quantity }) };
      toast(t('removed', { name }), { action: undo });
    },
  };
}
