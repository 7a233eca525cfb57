import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type CouponState, couponStates } from '@/lib/coupons/model';
import { paths } from '@/lib/http/paths';
import { choiceLink } from './choice-link';

export function couponsHref({ state, cursor }: { state?: CouponState | undefined; cursor?: string }): string {
  const search = new URLSearchParams({ ...(state && { state }), ...(cursor && { cursor }) }).toString();
  return search ? `${paths.coupons}?${search}` : paths.coupons;
}

/** Coupons of one state, or all. */
export function CouponStateLinks({ state }: { state: CouponState | undefined }) {
  const t = useTranslations('coupons');
  const choices = [undefined, ...couponStates];
  return (
    <nav aria-label={t('box.filter')} className="-mx-1 overflow-x-auto px-1 py-1 [scrollbar-width:none]">
      <ul className="flex gap-1.5">
        {choices.map((choice) => (
          <li key={choice ?? 'all'}>
            <Link
              href={couponsHref({ state: choice })}
              aria-current={choice === state ? 'page' : undefined}
              className={choiceLink}
            >
              {choice ? t(`state.${choice}`) : t('box.all')}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
