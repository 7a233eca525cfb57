import { ProductGridSkeleton } from '@/components/shop/product-grid';
import { Skeleton, TileSkeleton } from '@/components/ui/skeleton';

export default function HomeLoading() {
  return (
    <>
      <div className="page pt-4 lg:pt-6">
        <Skeleton className="aspect-[9/13] w-full rounded-xl sm:aspect-auto sm:h-[25rem] lg:h-[29rem]" />
      </div>
      <div className="page mt-10 lg:mt-14">
        <div className="mb-16 flex gap-3 overflow-hidden sm:gap-5 lg:mb-24 lg:grid lg:grid-cols-5 [&>*]:w-40 [&>*]:shrink-0 sm:[&>*]:w-52 lg:[&>*]:w-auto">
          <TileSkeleton />
          <TileSkeleton />
          <TileSkeleton />
          <TileSkeleton />
          <TileSkeleton />
        </div>
        <div className="mb-16 flex gap-3 overflow-hidden sm:grid sm:grid-cols-6 sm:gap-5 lg:mb-24">
          <Skeleton className="aspect-square w-24 shrink-0 rounded-full sm:w-full" />
          <Skeleton className="aspect-square w-24 shrink-0 rounded-full sm:w-full" />
          <Skeleton className="aspect-square w-24 shrink-0 rounded-full sm:w-full" />
          <Skeleton className="aspect-square w-24 shrink-0 rounded-full sm:w-full" />
          <Skeleton className="aspect-square w-24 shrink-0 rounded-full sm:w-full" />
          <Skeleton className="aspect-square w-24 shrink-0 rounded-full sm:w-full" />
        </div>
        <ProductGridSkeleton count={8} wide />
      </div>
    </>
  );
}
