import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { Invoice } from '@/components/shop/invoice';
import { db } from '@/lib/db/client';
import { paths } from '@/lib/http/paths';
import { requireUser } from '@/lib/identity/auth';
import { readOrder } from '@/lib/orders/queries';
import { now } from '@/lib/shared/clock';
import { isId } from '@/lib/shared/ids';

type InvoicePageProps = { params: Promise<{ id: string }> };

/** A paid order of the reader's own, or any for an admin. There is no invoice for what was never paid. Read once per request. */
const paidOrderOf = cache(async (orderId: string) => {
  const [user, locale] = await Promise.all([requireUser(paths.invoice(orderId)), getLocale()]);
  if (!isId(orderId)) notFound();
  const reader =
    user.role === 'ADMIN' ? ({ side: 'ADMIN' } as const) : ({ side: 'CUSTOMER', userId: user.id } as const);
  const found = await readOrder(db(), { orderId, reader, locale, now: now() });
  return found.ok && found.value.paidAt !== null ? { order: found.value, paidAt: found.value.paidAt } : notFound();
});

export async function generateMetadata({ params }: InvoicePageProps): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations('orders.invoice')]);
  return { title: t('titleWithNumber', { number: (await paidOrderOf(id)).order.number }), robots: { index: false } };
}

/** Outside the shop's frame: what is seen is what is printed. */
export default async function InvoicePage({ params }: InvoicePageProps) {
  return <Invoice {...(await paidOrderOf((await params).id))} />;
}
