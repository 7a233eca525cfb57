import { z } from 'zod';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { Text } from '@/lib/shared/text';

export const nameLengthMax = 120;
export const descriptionLengthMax = 4000;
export const slugLengthMax = 80;
export const skuLengthMax = 64;
export const searchLengthMax = 80;
export const altLengthMax = 200;
export const variantsPerProductMax = 100;
export const picturesPerProductMax = 20;
export const optionsPerVariantMax = 5;
export const optionNameLengthMax = 40;
export const optionValueLengthMax = 80;
/** Products that one press in a list can archive or put on sale. */
export const productsAtOnceMax = 100;
/** A CHECK bounds variants' prices alike. */
export const priceWonMax = 10_000_000;
/** Units of one variant on one cart line, where the variant has no limit of its own. */
export const maxPerOrderDefault = 99;
/** First stock that comes with a new variant; more is received by movements. */
export const firstStockUnitsMax = 1_000_000;

export const productStatuses = ['DRAFT', 'ACTIVE', 'ARCHIVED'] as const;
export type ProductStatus = (typeof productStatuses)[number];

export const variantStatuses = ['ACTIVE', 'ARCHIVED'] as const;
export type VariantStatus = (typeof variantStatuses)[number];

export const stockStatuses = ['IN_STOCK', 'LOW', 'SOLD_OUT'] as const;
export type StockStatus = (typeof stockStatuses)[number];

/** `relevance` is for searches, and what they have unless they say otherwise; without a search it is `newest`. */
export const productSorts = ['relevance', 'popular', 'newest', 'priceAsc', 'priceDesc', 'name'] as const;
export type ProductSort = (typeof productSorts)[number];

/** Ranges that a list offers at one tap. Both bounds belong to a range, and every price to exactly one. */
export const priceRanges = [
  { minPriceWon: null, maxPriceWon: 14_999 },
  { minPriceWon: 15_000, maxPriceWon: 29_999 },
  { minPriceWon: 30_000, maxPriceWon: 59_999 },
  { minPriceWon: 60_000, maxPriceWon: null },
] as const;

/** Products are counted up to here; there may be more. */
export const productCountMax = 1_000;
/** Values of options that a list can be narrowed down to at once. */
export const optionFiltersMax = 20;
/** Names of options that a list offers, and values of each. */
export const optionNamesOffered = 4;
export const optionValuesOffered = 12;
const optionFilterLengthMax = 121;
export const suggestedProductsMax = 6;
export const suggestedCategoriesMax = 4;

export type CatalogError =
  | { code: 'catalog.productNotFound' }
  | { code: 'catalog.variantNotFound' }
  /** Named as a product's or a category's parent; an address of a category that is not there is `http.notFound`. */
  | { code: 'catalog.categoryNotFound' }
  /** Named as a product's picture, and not one that the shop has. */
  | { code: 'catalog.pictureUnknown'; url: string }
  | { code: 'catalog.slugTaken' }
  /** `sku` is which, where that was seen before the write. */
  | { code: 'catalog.skuTaken'; sku?: string }
  | { code: 'catalog.categoryCycle' }
  | { code: 'catalog.categoryNotEmpty' }
  /** The list of a category's children is another one by now. */
  | { code: 'catalog.categoriesChanged' }
  /** Somebody saved the product since the version that the change was made for. */
  | { code: 'catalog.productChanged'; version: number }
  | { code: 'catalog.compareAtNotAbove'; sku: string }
  /** `sku` names other options than the product's other variants on sale. */
  | { code: 'catalog.optionsDiffer'; sku: string }
  /** `sku` has the very options of another variant on sale. */
  | { code: 'catalog.optionsTwice'; sku: string }
  | { code: 'catalog.noActiveVariant' }
  | { code: 'catalog.variantLimit'; limit: number };

// Addresses

export const ProductParams = z.object({ idOrSlug: z.string().regex(/^[a-z0-9-]{1,80}$/i) });
export const ProductIdParams = z.object({ id: z.uuid() });
export const VariantParams = z.object({ id: z.uuid() });
export const CategoryParams = z.object({ id: z.uuid() });

// What the shop shows

export const Image = z.object({ url: z.string(), width: z.int(), height: z.int() }).meta({ id: 'Image' });
export type Image = z.infer<typeof Image>;

/** `alt` says what is to be seen; empty where nobody wrote it. */
export const ProductImage = Image.extend({ alt: z.string() }).meta({ id: 'ProductImage' });
export type ProductImage = z.infer<typeof ProductImage>;

export const CategoryRef = z.object({ id: z.string(), slug: z.string(), name: z.string() }).meta({ id: 'CategoryRef' });
export type CategoryRef = z.infer<typeof CategoryRef>;

export const CategoryNode = CategoryRef.extend({
  /** Active products here and below, each category's own counted up to `productCountMax`. */
  productCount: z.int(),
  get children() {
    return z.array(CategoryNode);
  },
});
export type CategoryNode = z.infer<typeof CategoryNode>;
export const CategoryTree = z.object({ items: z.array(CategoryNode) });

export const ProductItem = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    priceWon: z.int(),
    compareAtWon: z.int().nullable(),
    category: CategoryRef,
    image: Image.nullable(),
    availableUnits: z.int(),
    stockStatus: z.enum(stockStatuses),
  })
  .meta({ id: 'ProductItem' });
export type ProductItem = z.infer<typeof ProductItem>;

/** So many products, or at least so many. */
export const ProductCount = z.object({ count: z.int(), isMore: z.boolean() }).meta({ id: 'ProductCount' });
export type ProductCount = z.infer<typeof ProductCount>;

/** What each further choice would show: every group counts under the choices that are made in the other groups. */
export const Facets = z
  .object({
    total: ProductCount,
    /** The top categories, and those on the way to the one that is shown and right below it. */
    categories: z.array(ProductCount.extend({ slug: z.string() })),
    prices: z.array(
      ProductCount.extend({ minPriceWon: z.int().nullable(), maxPriceWon: z.int().nullable() }).meta({
        description: 'Ranges with their upper bound.',
      }),
    ),
    inStock: ProductCount,
    /** Option names with their values; a value's `value` is what the query's `option` takes. */
    options: z.array(
      z.object({ name: z.string(), values: z.array(ProductCount.extend({ value: z.string(), label: z.string() })) }),
    ),
  })
  .meta({ id: 'Facets' });
export type Facets = z.infer<typeof Facets>;

export const ProductPage = pageOf(ProductItem).extend({
  /** What was looked for instead of `q`, of which there was nothing. */
  correctedQuery: z.string().optional(),
  /** When they were asked for. */
  facets: Facets.optional(),
});
export type ProductPage = z.infer<typeof ProductPage>;

export const Suggestions = z
  .object({
    /** What `q` may be meant to be, when it is not yet or not quite a word. */
    completions: z.array(z.string()),
    products: z.array(ProductItem),
    categories: z.array(CategoryRef),
  })
  .meta({ id: 'Suggestions' });
export type Suggestions = z.infer<typeof Suggestions>;

export const VariantView = z
  .object({
    id: z.string(),
    sku: z.string(),
    options: z.record(z.string(), z.string()),
    priceWon: z.int(),
    compareAtWon: z.int().nullable(),
    maxPerOrder: z.int(),
    availableUnits: z.int(),
    stockStatus: z.enum(stockStatuses),
  })
  .meta({ id: 'Variant' });
export type VariantView = z.infer<typeof VariantView>;

export const ProductDetail = ProductItem.extend({
  description: z.string(),
  /** From the root to the product's own category. */
  categoryPath: z.array(CategoryRef),
  images: z.array(ProductImage),
  variants: z.array(VariantView),
  /** When stock was as told here. */
  asOf: z.iso.datetime(),
}).meta({ id: 'Product' });
export type ProductDetail = z.infer<typeof ProductDetail>;

export const VariantStock = z.object({
  variantId: z.string(),
  availableUnits: z.int(),
  stockStatus: z.enum(stockStatuses),
  asOf: z.iso.datetime(),
});
export type VariantStock = z.infer<typeof VariantStock>;

/** Of all its variants together. */
export const ProductStock = VariantStock.omit({ variantId: true }).extend({ productId: z.string() });
export type ProductStock = z.infer<typeof ProductStock>;

/** A field that is left empty in a browser's form is the same as none. */
const PriceFilter = z
  .literal('')
  .transform(() => undefined)
  .or(z.coerce.number().int().min(0).max(priceWonMax))
  .optional();

const Flag = z
  .enum(['true', 'false'])
  .optional()
  .transform((text) => text === 'true');

const OptionFilter = Text(3, optionFilterLengthMax).regex(/^.+:.+$/, 'must be an option and its value, as `색상:백자`');

export const ProductQuery = PageQuery.extend({
  q: Text(0, searchLengthMax).optional(),
  /** Slug or id; products of the categories below it are listed too. */
  category: z.string().max(slugLengthMax).optional(),
  minPriceWon: PriceFilter,
  maxPriceWon: PriceFilter,
  inStock: Flag,
  /** `색상:백자`, any number of times: values of one option name are alternatives, each further name narrows down. */
  option: OptionFilter.or(z.array(OptionFilter).max(optionFiltersMax))
    .optional()
    .transform((values) => (Array.isArray(values) ? [...new Set(values)] : values === undefined ? [] : [values])),
  sort: z.enum(productSorts).default('relevance'),
});
export type ProductQuery = z.infer<typeof ProductQuery>;

export const ProductListQuery = ProductQuery.extend({
  /** Whether to count what further choices would show. */
  facets: Flag,
});

export const SuggestionQuery = z.object({ q: Text(0, searchLengthMax).default('') });
