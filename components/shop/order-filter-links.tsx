import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { paths } from '@/lib/http/paths';
import { type OrderStatus, orderStatuses } from '@/lib/orders/model';

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
              className="flex min-h-11 items-center whitespace-nowrap rounded-full border border-line px-3.5 text-muted text-sm transition-colors hover:border-edge hover:text-ink aria-[current=page]:border-ink aria-[current=page]:bg-ink aria-[current=page]:font-medium aria-[current=page]:text-canvas md:min-h-9"
            >
              {choice ? t(`status.${choice}`) : t('orders.all')}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
