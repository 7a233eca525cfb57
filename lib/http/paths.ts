/** Every address of the house that pages link to, so that none is spelled twice. */
export const paths = {
  home: '/',
  products: '/products',
  category: (slug: string) => `/categories/${encodeURIComponent(slug)}`,
  product: (slug: string) => `/products/${encodeURIComponent(slug)}`,
  cart: '/cart',
  checkout: '/checkout',
  signIn: '/sign-in',
  signUp: '/sign-up',
  account: '/account',
  orders: '/orders',
  order: (id: string) => `/orders/${id}`,
  wallet: '/wallet',
  admin: '/admin',
  adminOrders: '/admin/orders',
  adminOrder: (id: string) => `/admin/orders/${id}`,
  adminStock: '/admin/stock',
  adminStockOf: (variantId: string) => `/admin/stock/${variantId}`,
  adminDeliveries: '/admin/deliveries',
  adminDelivery: (id: string) => `/admin/deliveries/${id}`,
  adminEndpoints: '/admin/deliveries/endpoints',
  apiDocs: '/api/docs',
  ready: '/api/health/ready',
} as const;

/** Addresses of the API that pages in the browser call. */
export const apiPaths = {
  cart: '/api/v1/cart',
  cartLine: (variantId: string) => `/api/v1/cart/lines/${variantId}`,
  products: '/api/v1/products',
  variantStock: (variantId: string) => `/api/v1/variants/${variantId}/stock`,
  order: (id: string) => `/api/v1/orders/${id}`,
  adminStock: '/api/v1/admin/stock',
  adminVariantStock: (variantId: string) => `/api/v1/admin/variants/${variantId}/stock`,
  adminMovements: (variantId: string) => `/api/v1/admin/variants/${variantId}/stock-movements`,
  adminDeliveries: '/api/v1/admin/deliveries',
  adminDelivery: (id: string) => `/api/v1/admin/deliveries/${id}`,
} as const;
