import { LoadingPage } from '@/components/admin/loading-page';
import { Skeleton } from '@/components/ui/skeleton';

export default function SettingsLoading() {
  return (
    <LoadingPage>
      <Skeleton className="h-[38rem] max-w-2xl sm:h-[31rem]" />
      <Skeleton className="h-11 w-20" />
    </LoadingPage>
  );
}
