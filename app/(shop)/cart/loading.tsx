import { CartSkeleton } from '@/components/shop/cart-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

export default function CartLoading() {
  return (
    <div className="page py-6 lg:py-10">
      <Skeleton className="h-9 w-32" />
      <CartSkeleton />
    </div>
  );
}
