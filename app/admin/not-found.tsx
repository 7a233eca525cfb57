import { NotFoundState } from '@/components/shop/not-found-state';

export { generateMetadata } from '../not-found';

/** Within the back office's frame: an order or a delivery that isn't there leads back to work, not out to the shop. */
export default function AdminNotFound() {
  return (
    <div className="grid min-h-[60dvh] content-center">
      <NotFoundState isOffice />
    </div>
  );
}
