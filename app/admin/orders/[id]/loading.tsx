import { Card, CardSection } from '@/components/ui/card';
import { LoadingRegion, Skeleton, TableSkeleton, TextSkeleton } from '@/components/ui/skeleton';

export default function OrderLoading() {
  return (
    <LoadingRegion className="grid gap-6">
      <div className="grid gap-2">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-7 w-56" />
        <Skeleton className="h-5 w-48" />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <CardSection title={<Skeleton className="h-6 w-20" />}>
            <TableSkeleton rows={2} />
          </CardSection>
          <CardSection title={<Skeleton className="h-6 w-20" />}>
            <TableSkeleton rows={2} />
          </CardSection>
          <CardSection title={<Skeleton className="h-6 w-20" />}>
            <TableSkeleton rows={2} />
          </CardSection>
        </Card>
        <Card>
          <CardSection title={<Skeleton className="h-6 w-20" />}>
            <TextSkeleton lines={5} />
          </CardSection>
          <CardSection title={<Skeleton className="h-6 w-20" />}>
            <TextSkeleton lines={4} />
          </CardSection>
        </Card>
      </div>
    </LoadingRegion>
  );
}
