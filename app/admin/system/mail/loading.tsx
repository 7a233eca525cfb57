import { LoadingList } from '@/components/admin/loading-page';

export default function MailLoading() {
  return <LoadingList filter />;
}
