import { ProductGridSkeleton } from '@/components/shop/product-grid';
import { Skeleton, TextSkeleton } from '@/components/ui/skeleton';

/** A list that is on its way, in its own layout. */
export function ProductListingSkeleton() {
  return (
    <div className="page py-6 lg:py-10">
      <Skeleton className="h-9 w-40" />
      <div className="mt-5 grid gap-x-10 lg:mt-8 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <div className="grid content-start gap-8 max-lg:hidden">
          <TextSkeleton lines={8} />
          <TextSkeleton lines={5} />
        </div>
        <div className="min-w-0">
          <div className="mb-4 flex h-[3.3125rem] items-center border-b pb-2 lg:mb-6 lg:h-[2.8125rem]">
            <Skeleton className="h-4 w-64" />
          </div>
          <ProductGridSkeleton count={9} />
        </div>
      </div>
    </div>
  );
}
