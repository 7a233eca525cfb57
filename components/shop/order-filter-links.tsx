import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/http/paths';
import { type OrderStatus, orderStatuses } from '@/lib/orders/model';
import { choiceLink } from './choice-link';

export function ordersHref({ status, cursor }: { status?: OrderStatus | undefined; cursor?: string }): string {
  const search = new URLSearchParams({ ...(status && { status }), ...(cursor && { cursor }) }).toString();
  return search ? `${paths.orders}?${search}` : paths.orders;
}

/** Orders of one state, or all. */
export function OrderFilterLinks({ status }: { status: OrderStatus | undefined }) {
  const t = useTranslations('checkout');
  const choices = [undefined, ...orderStatuses];
  return (
    <nav aria-label={t('orders.filter')} className="-mx-1 overflow-x-auto px-1 py-1 [scrollbar-width:none]">
      <ul className="flex gap-1.5">
        {choices.map((choice) => (
          <li key={choice ?? 'all'}>
            <Link
              href={ordersHref({ status: choice })}
              aria-current={choice === status ? 'page' : undefined}
              className={choiceLink}
            >
              {choice ? t(`status.${choice}`) : t('orders.all')}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
