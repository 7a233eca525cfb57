export { default, generateMetadata } from '../(shop)/not-found';
