import { LoadingList } from '@/components/admin/loading-page';

export default function CategoriesLoading() {
  return <LoadingList />;
}
