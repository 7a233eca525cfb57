import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CartContents } from '@/components/shop/cart-contents';
import { PageHeading } from '@/components/ui/page-heading';
import { visitorCart } from '../visitor-cart';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shop.cart');
  return { title: t('title') };
}

export default async function CartPage() {
  const [cart, t] = await Promise.all([visitorCart(), getTranslations('shop.cart')]);
  return (
    <div className="page py-6 lg:py-10">
      <PageHeading title={t('title')} />
      <CartContents cart={cart} />
    </div>
  );
}
