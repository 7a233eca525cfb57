'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { useChooseCoupons, useUsableCoupons } from '@/components/queries/coupons';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { textLink } from '@/components/ui/text-link';
import type { CartView } from '@/lib/cart/model';
import { paths } from '@/lib/http/paths';
import { formatWon } from '@/lib/shared/money';
import type { BestCouponsChoice } from './use-best-coupons';
import { useCouponText } from './use-coupon-text';

type CartCouponsProps = {
  cart: Pick<CartView, 'coupons' | 'couponsByHand'>;
  /** The choice of those that save most. */
  best: BestCouponsChoice;
  onChanged?: (cart: CartView) => void;
};

/** The member's coupons to choose from, each with what it takes off or why it does not. The best are chosen; back to them is one tap. */
export function CartCoupons({ cart, best, onChanged }: CartCouponsProps) {
  const t = useTranslations('coupons.cart');
  const titleId = useId();
  const { data } = useUsableCoupons();
  const choose = useChooseCoupons(onChanged);
  // What was just chosen shows at once, before the request is known to be under way; what it does, when the answer is there.
  const [askedIds, setAskedIds] = useState<string[] | null>(null);
  useEffect(() => {
    if (!choose.isPending) setAskedIds(null);
  }, [choose.isPending]);
  if (!data) return null;
  const chosenIds = askedIds ?? cart.coupons.map(({ couponId }) => couponId);
  // What was chosen and has become useless meanwhile stays in sight, with the reason.
  const gone = cart.coupons.filter(({ couponId }) => !data.items.some(({ id }) => id === couponId));
  // Why the best set does without the others, as long as that is what is chosen.
  const leftOut = (best.data?.leftOut ?? []).filter(({ couponId }) => !chosenIds.includes(couponId));
  const toggle = (id: string, isChosen: boolean) => {
    const ids = isChosen ? [...chosenIds, id] : chosenIds.filter((one) => one !== id);
    setAskedIds(ids);
    choose.mutate(ids);
  };

  return (
    <section aria-labelledby={titleId} className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h2 id={titleId} className="font-semibold text-[0.9375rem]">
          {t('title')}
        </h2>
        {cart.couponsByHand && data.items.length > 0 && (
          <Button variant="ghost" size="sm" onClick={() => best.mutate()} loading={best.isPending || choose.isPending}>
            {t('best')}
          </Button>
        )}
        {!cart.couponsByHand && chosenIds.length > 0 && <p className="text-muted text-sm">{t('bestChosen')}</p>}
      </div>
      {data.items.length + gone.length === 0 ? (
        <p className="text-muted text-sm">
          {t('none')}{' '}
          <Link href={paths.couponEvents} className={textLink}>
            {t('toOffers')}
          </Link>
        </p>
      ) : (
        <ul className="grid gap-1">
          {[
            ...gone.map(({ couponId, name }) => ({ id: couponId, name, terms: null })),
            ...data.items.map((coupon) => ({ id: coupon.id, name: coupon.name, terms: coupon })),
          ].map(({ id, name, terms }) => (
            <li key={id}>
              <Checkbox
                checked={chosenIds.includes(id)}
                onChange={({ target }) => toggle(id, target.checked)}
                label={<CouponLabel name={name} terms={terms} />}
                hint={
                  <CouponEffect
                    coupon={[...cart.coupons, ...leftOut].find(({ couponId }) => couponId === id)}
                    terms={terms}
                  />
                }
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type Terms = Parameters<ReturnType<typeof useCouponText>['benefit']>[0];

function CouponLabel({ name, terms }: { name: string; terms: Terms | null }) {
  const { benefit } = useCouponText();
  return (
    <>
      {name}
      {terms && <span className="ml-1.5 font-semibold text-accent-ink">{benefit(terms)}</span>}
    </>
  );
}

/** What a chosen coupon does; of the others the conditions. */
function CouponEffect({ coupon, terms }: { coupon: CartView['coupons'][number] | undefined; terms: Terms | null }) {
  const t = useTranslations('coupons');
  const locale = useLocale();
  const { conditions } = useCouponText();
  if (!coupon) return terms && conditions(terms).join(' · ');
  if (coupon.reason === null)
    return (
      <span className="text-danger tabular-nums">
        {t('cart.applied', { won: formatWon(coupon.discountWon, locale) })}
      </span>
    );
  return (
    <span className="text-warning">
      {coupon.reason === 'BELOW_MINIMUM'
        ? t('reason.BELOW_MINIMUM', { won: formatWon(coupon.missingWon, locale) })
        : t(`reason.${coupon.reason}`)}
    </span>
  );
}
