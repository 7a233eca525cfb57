import { LoadingColumns, LoadingThing } from '@/components/admin/loading-page';

export default function MessageLoading() {
  return (
    <LoadingThing>
      <LoadingColumns main="h-[38rem]" />
    </LoadingThing>
  );
}
