'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useLiveVariants } from '@/components/queries/stock-availability';
import { Money } from '@/components/ui/money';
import { Price } from '@/components/ui/price';
import type { CouponPrice } from '@/lib/cart/find-product-coupons';
import type { CartView } from '@/lib/cart/model';
import type { ProductDetail } from '@/lib/catalog/model';
import type { ActionState } from '@/lib/http/define-action';
import { BuyForm } from './buy-form';
import { OptionPicker } from './option-picker';
import { firstChoice } from './option-rules';
import { RestockForm, type RestockVisitor } from './restock-form';
import { StockAge } from './stock-age';
import { StockState } from './stock-state';

type ProductBuyBoxProps = {
  product: ProductDetail;
  /** By variant, what one costs with coupons, where that is less. */
  couponPrices: Record<string, CouponPrice>;
  visitor: RestockVisitor;
  addToCart: (previous: ActionState<CartView>, form: FormData) => Promise<ActionState<CartView>>;
};

/** Name, price, options, stock and buttons: what changes with the chosen option, and with what others buy. */
export function ProductBuyBox({ product, couponPrices, visitor, addToCart }: ProductBuyBoxProps) {
  const [chosenId, setChosenId] = useState(firstChoice(product.variants)?.id);
  const { variants, isLive } = useLiveVariants(product);
  const chosen = variants.find(({ id }) => id === chosenId) ?? variants[0];
  // A product on sale has a variant on sale, unless the last one is archived at this very moment.
  if (!chosen) return <ProductIntroduction product={product} price={product} />;
  return (
    <div className="grid gap-6">
      <ProductIntroduction product={product} price={chosen} couponPrice={couponPrices[chosen.id]} />
      <OptionPicker variants={variants} chosen={chosen} onChoose={({ id }) => setChosenId(id)} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <StockState stock={chosen} />
        <StockAge stock={chosen} isLive={isLive} />
      </div>
      <RestockForm variant={chosen} visitor={visitor} />
      <BuyForm key={chosen.id} variant={chosen} addToCart={addToCart} />
    </div>
  );
}

type Priced = { priceWon: number; compareAtWon: number | null };

function ProductIntroduction({
  product: { name, description, category },
  price,
  couponPrice,
}: {
  product: ProductDetail;
  price: Priced;
  couponPrice?: CouponPrice | undefined;
}) {
  const t = useTranslations('coupons.product');
  return (
    <div>
      <p className="text-muted text-sm">{category.name}</p>
      <h1 className="mt-1 font-bold text-2xl lg:text-[1.75rem]">{name}</h1>
      <Price won={price.priceWon} compareAtWon={price.compareAtWon} size="lg" className="mt-3" />
      {couponPrice && (
        <p className="mt-1 flex flex-wrap items-baseline gap-x-2 text-accent-ink">
          <span className="font-medium text-sm">{t(couponPrice.isAfterTaking ? 'priceAfterTaking' : 'price')}</span>
          <Money won={couponPrice.priceWon} className="font-bold text-lg" />
        </p>
      )}
      <p className="mt-4 whitespace-pre-line text-[0.9375rem] text-muted leading-relaxed">{description}</p>
    </div>
  );
}
