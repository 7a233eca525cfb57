export { ProductListingSkeleton as default } from './product-listing-skeleton';
