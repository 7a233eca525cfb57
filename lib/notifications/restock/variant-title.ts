import type { RestockVariant } from './model';

/** A subject line has its bound; a name beyond this is cut. */
const titleLengthMax = 120;

/** The product with its options, as mails name it: `달항아리 (백자, 대)`. */
export function variantTitle({ productName, options }: RestockVariant): string {
  const values = Object.values(options).join(', ');
  const title = values ? `${productName} (${values})` : productName;
  const letters = [...title];
  return letters.length > titleLengthMax ? `${letters.slice(0, titleLengthMax - 1).join('')}…` : title;
}
