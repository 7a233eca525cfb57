import { NotFoundState } from '@/components/shop/not-found-state';

export { generateMetadata } from '../not-found';

/** Within the shop's frame, so that the way on is at hand. */
export default function ShopNotFound() {
  return (
    <div className="grid min-h-[60dvh] content-center">
      <NotFoundState />
    </div>
  );
}
