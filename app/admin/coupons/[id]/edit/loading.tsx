import { LoadingColumns, LoadingThing } from '@/components/admin/loading-page';

export default function BuilderLoading() {
  return (
    <LoadingThing>
      <LoadingColumns main="h-[40rem]" side="h-72" />
    </LoadingThing>
  );
}
