/** Where the stock of a variant, or of a product, is kept in the browser. */
export const variantStockKey = (variantId: string) => ['variant-stock', variantId] as const;
export const productStockKey = (productId: string) => ['product-stock', productId] as const;

/** For a cache that is told from two sides: what was true later stays. */
export function keepNewest<Stock extends { asOf: string }>(heard: Stock): (known: Stock | undefined) => Stock {
  return (known) => (known && known.asOf > heard.asOf ? known : heard);
}
