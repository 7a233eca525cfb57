export { ProductListingSkeleton as default } from '@/app/(shop)/products/(list)/product-listing-skeleton';
