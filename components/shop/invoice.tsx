import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ExactTime } from '@/components/ui/exact-time';
import { Fact, Facts } from '@/components/ui/facts';
import { Money } from '@/components/ui/money';
import { quietLink } from '@/components/ui/text-link';
import { paths } from '@/lib/http/paths';
import type { OrderView } from '@/lib/orders/model';
import { seller } from '@/lib/orders/seller';
import { optionsText } from './options-text';
import { PrintButton } from './print-button';

/** What was sold to whom, for how much, and what of it was given back: one sheet of A4, on the screen as on paper. */
export function Invoice({ order, paidAt }: { order: OrderView; paidAt: string }) {
  const t = useTranslations('orders.invoice');
  return (
    <main id="main" className="mx-auto grid w-full max-w-[210mm] gap-8 px-5 py-8 sm:px-10 sm:py-12 print:p-0">
      <div className="flex items-center justify-between gap-4 print:hidden">
        <Link href={paths.order(order.id)} className={quietLink}>
          {t('toOrder')}
        </Link>
        <PrintButton>{t('print')}</PrintButton>
      </div>
      <header className="flex flex-wrap items-end justify-between gap-4 border-ink border-b-2 pb-4">
        <h1 className="font-bold text-3xl tracking-tight">{t('title')}</h1>
        <Facts>
          <Fact name={t('number')}>{order.number}</Fact>
          <Fact name={t('paidAt')}>
            <ExactTime at={paidAt} />
          </Fact>
        </Facts>
      </header>
      <Parties order={order} />
      <Lines order={order} />
      <Amounts order={order} />
      <Refunds order={order} />
    </main>
  );
}

function Parties({ order: { shippingAddress } }: { order: OrderView }) {
  const t = useTranslations('orders.invoice');
  const locale = useLocale();
  const { recipient, phone, postalCode, line1, line2 } = shippingAddress;
  return (
    <div className="grid gap-6 sm:grid-cols-2 print:grid-cols-2">
      <Part title={t('seller')}>
        <Facts>
          <Fact name={t('name')}>{seller.name[locale]}</Fact>
          <Fact name={t('representative')}>{seller.representative[locale]}</Fact>
          <Fact name={t('registrationNumber')}>{seller.registrationNumber}</Fact>
          <Fact name={t('address')}>{seller.address[locale]}</Fact>
          <Fact name={t('email')}>{seller.email}</Fact>
        </Facts>
      </Part>
      <Part title={t('recipient')}>
        <Facts>
          <Fact name={t('name')}>{recipient}</Fact>
          <Fact name={t('phone')}>{phone}</Fact>
          <Fact name={t('address')}>
            <span className="[overflow-wrap:anywhere]">
              [{postalCode}] {line1} {line2}
            </span>
          </Fact>
        </Facts>
      </Part>
    </div>
  );
}

function Lines({ order }: { order: OrderView }) {
  const t = useTranslations('orders.invoice');
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{t('lines')}</caption>
      <thead className="border-y text-left text-muted">
        <tr>
          <th className="py-2 pr-3 font-medium">{t('item')}</th>
          <th className="py-2 pr-3 text-right font-medium">{t('quantity')}</th>
          <th className="py-2 pr-3 text-right font-medium max-sm:hidden print:table-cell">{t('unitPrice')}</th>
          <th className="py-2 text-right font-medium">{t('amount')}</th>
        </tr>
      </thead>
      <tbody className="divide-y border-b">
        {order.lines.map((line) => (
          <tr key={line.id} className="break-inside-avoid">
            <td className="py-2.5 pr-3">
              {[line.name, optionsText(line.options)].filter(Boolean).join(' · ')}
              {line.cancelledQuantity > 0 && (
                <span className="block text-muted text-xs">{t('cancelled', { count: line.cancelledQuantity })}</span>
              )}
            </td>
            <td className="py-2.5 pr-3 text-right tabular-nums">{line.quantity}</td>
            <td className="py-2.5 pr-3 text-right max-sm:hidden print:table-cell">
              <Money won={line.unitPriceWon} />
            </td>
            <td className="py-2.5 text-right">
              <Money won={line.unitPriceWon * line.quantity} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Amounts({ order: { totals, coupons } }: { order: OrderView }) {
  const t = useTranslations('orders.invoice');
  return (
    <dl className="ml-auto grid w-full gap-2 break-inside-avoid text-sm sm:w-80 print:w-80">
      <Amount name={t('goods')} won={totals.goodsWon} />
      {coupons.map(({ couponId, name, discountWon }) => (
        <Amount key={couponId} name={name} won={-discountWon} />
      ))}
      <Amount name={t('shipping')} won={totals.shippingWon} />
      <Amount name={t('paid')} won={totals.paidWon} strong />
      {totals.refundedWon > 0 && (
        <>
          <Amount name={t('refunded')} won={-totals.refundedWon} />
          <Amount name={t('remaining')} won={totals.paidWon - totals.refundedWon} strong />
        </>
      )}
    </dl>
  );
}

function Amount({ name, won, strong = false }: { name: string; won: number; strong?: boolean }) {
  return (
    <div
      className={strong ? 'flex justify-between gap-4 border-t pt-2 font-bold text-base' : 'flex justify-between gap-4'}
    >
      <dt>{name}</dt>
      <dd>
        <Money won={won} />
      </dd>
    </div>
  );
}

function Refunds({ order: { refunds } }: { order: OrderView }) {
  const t = useTranslations('orders.invoice');
  if (refunds.length === 0) return null;
  return (
    <Part title={t('refunds')}>
      <ul className="grid gap-1.5 text-sm">
        {refunds.map(({ id, cancelledAt, refundWon, reason }) => (
          <li key={id} className="flex justify-between gap-4">
            <span className="[overflow-wrap:anywhere]">
              <ExactTime at={cancelledAt} /> · {reason}
            </span>
            <Money won={refundWon} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="break-inside-avoid">
      <h2 className="mb-2 font-semibold text-base">{title}</h2>
      {children}
    </section>
  );
}
