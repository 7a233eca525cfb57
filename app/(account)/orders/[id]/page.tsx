import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { topUpOffer } from '@/app/(account)/wallet/top-up-offer';
import { OrderDetails } from '@/components/shop/order-details';
import { Breadcrumb } from '@/components/ui/breadcrumb';
import { findPictures } from '@/lib/catalog/find-pictures';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { actorOf, requireUser } from '@/lib/identity/auth';
import { addressCountMax } from '@/lib/identity/model';
import { findAddresses } from '@/lib/identity/queries';
import { readSettings } from '@/lib/settings/read-settings';
import { now as clockNow, minutes } from '@/lib/shared/clock';
import { findBalance } from '@/lib/wallet/queries';
import { changeOrderAddress, orderAgain, payOrder } from '../actions';
import { orderOf } from './order';

type OrderPageProps = { params: Promise<{ id: string }> };

/** An order is greeted with a thank-you this long after its payment, however often the page is loaded again. */
const freshMs = minutes(10);

export async function generateMetadata({ params }: OrderPageProps): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations('checkout.order')]);
  return { title: t('titleWithNumber', { number: (await orderOf(id)).number }) };
}

export default async function OrderPage({ params }: OrderPageProps) {
  const [{ id }, t] = await Promise.all([params, getTranslations('checkout.orders')]);
  const user = await requireUser(paths.order(id));
  const order = await orderOf(id);
  const [pictures, balanceWon, addresses, { paymentHoldMinutes }] = await Promise.all([
    findPictures(
      db(),
      order.lines.map((line) => line.productId),
    ),
    findBalance(db(), user.id),
    findAddresses(db(), actorOf(user)),
    readSettings(db()),
  ]);
  const now = clockNow();
  return (
    <>
      <Breadcrumb className="mb-3">
        <Link href={paths.orders}>{t('title')}</Link>
        <span aria-current="page">{order.number}</span>
      </Breadcrumb>
      <OrderDetails
        order={order}
        pictures={pictures}
        serverNow={now.toISOString()}
        fresh={order.paidAt !== null && now.getTime() - new Date(order.paidAt).getTime() < freshMs}
        holdMinutes={paymentHoldMinutes}
        balanceWon={balanceWon}
        payOrder={payOrder}
        topUpOffer={topUpOffer()}
        addressOffer={{
          ...{ addresses, canSave: addresses.length < addressCountMax },
          suggested: { recipient: user.name, phone: user.phone ?? '' },
          changeAddress: changeOrderAddress,
        }}
        orderAgain={orderAgain}
      />
    </>
  );
}
