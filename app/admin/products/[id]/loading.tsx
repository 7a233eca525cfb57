import { LoadingColumns, LoadingThing } from '@/components/admin/loading-page';

export default function ProductLoading() {
  return (
    <LoadingThing>
      <LoadingColumns main="h-96" side="h-96" />
    </LoadingThing>
  );
}
