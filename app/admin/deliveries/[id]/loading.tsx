import { LoadingColumns, LoadingThing } from '@/components/admin/loading-page';

export default function DeliveryLoading() {
  return (
    <LoadingThing>
      <LoadingColumns />
    </LoadingThing>
  );
}
