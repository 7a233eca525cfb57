import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CartContents } from '@/components/shop/cart-contents';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { visitorCart } from '../visitor-cart';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shop.cart');
  return { title: t('title') };
}

type CartPageProps = { searchParams: Promise<{ leftOut?: string | string[] }> };

export default async function CartPage({ searchParams }: CartPageProps) {
  const [cart, { leftOut }, t] = await Promise.all([visitorCart(), searchParams, getTranslations('shop.cart')]);
  const tAgain = await getTranslations('orders.again');
  return (
    <div className="page py-6 lg:py-10">
      <PageHeading title={t('title')} />
      {Number(leftOut) > 0 && (
        <Notice tone="warning" className="mt-6">
          {tAgain('leftOut', { count: Number(leftOut) })}
        </Notice>
      )}
      <CartContents cart={cart} />
    </div>
  );
}
