import { LoadingColumns, LoadingThing, LoadingTiles } from '@/components/admin/loading-page';

export default function EndpointLoading() {
  return (
    <LoadingThing>
      <LoadingTiles count={5} />
      <LoadingColumns main="h-160" />
    </LoadingThing>
  );
}
