import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { topUpOffer } from '@/app/(account)/wallet/top-up-offer';
import { EmptyCart } from '@/components/shop/cart-contents';
import { CheckoutForm } from '@/components/shop/checkout-form';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { textLink } from '@/components/ui/text-link';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { actorOf, requireUser } from '@/lib/identity/auth';
import { addressCountMax, type Me } from '@/lib/identity/model';
import { findAddresses } from '@/lib/identity/queries';
import { listOrders } from '@/lib/orders/queries';
import { readSettings } from '@/lib/settings/read-settings';
import { minutes, now } from '@/lib/shared/clock';
import { findBalance } from '@/lib/wallet/queries';
import { visitorCart } from '../visitor-cart';
import { checkout } from './actions';

/** Somebody who comes back to an empty checkout this soon is looking for the order that they have just made. */
const justOrderedMs = minutes(15);

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout');
  return { title: t('title') };
}

export default async function CheckoutPage() {
  const user = await requireUser(paths.checkout);
  const [cart, addresses, balanceWon, { paymentHoldMinutes }, t] = await Promise.all([
    visitorCart(),
    findAddresses(db(), actorOf(user)),
    findBalance(db(), user.id),
    readSettings(db()),
    getTranslations('checkout'),
  ]);
  return (
    <div className="page py-6 lg:py-10">
      <PageHeading title={t('title')} />
      {cart.lines.length === 0 ? (
        <NothingToOrder user={user} />
      ) : (
        <CheckoutForm
          cart={cart}
          addresses={addresses}
          canSave={addresses.length < addressCountMax}
          suggested={{ recipient: user.name, phone: user.phone ?? '' }}
          holdMinutes={paymentHoldMinutes}
          balanceWon={balanceWon}
          checkout={checkout}
          topUpOffer={topUpOffer()}
        />
      )}
    </div>
  );
}

/** A page that is loaded again while its order is made finds an empty cart, and the way to the order. */
async function NothingToOrder({ user }: { user: Me }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('checkout')]);
  const listed = await listOrders(db(), { userId: user.id, locale, limit: 1 });
  const [latest] = listed.ok ? listed.value.items : [];
  const justOrdered = latest && now().getTime() - new Date(latest.placedAt).getTime() < justOrderedMs;
  return (
    <>
      {justOrdered && (
        <Notice
          tone="success"
          className="mt-6"
          action={
            <Link href={paths.order(latest.id)} className={textLink}>
              {t('toOrder')}
            </Link>
          }
        >
          {t('alreadyOrdered', { number: latest.number })}
        </Notice>
      )}
      <EmptyCart />
    </>
  );
}
