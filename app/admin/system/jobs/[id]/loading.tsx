import { LoadingColumns, LoadingThing } from '@/components/admin/loading-page';

export default function JobRunLoading() {
  return (
    <LoadingThing>
      <LoadingColumns main="h-[34rem]" />
    </LoadingThing>
  );
}
