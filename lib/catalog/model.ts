import { z } from 'zod';
import { isId } from '@/lib/shared/ids';
import type { Options } from '@/lib/shared/options';
import { PageQuery, pageOf } from '@/lib/shared/pagination';
import { isPlainText, Text } from '@/lib/shared/text';

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

/** Ranges that a list offers at one tap. The upper bound belongs to the range. */
export const priceRanges = [
  { minPriceWon: null, maxPriceWon: 15_000 },
  { minPriceWon: 15_000, maxPriceWon: 30_000 },
  { minPriceWon: 30_000, maxPriceWon: 60_000 },
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

const PriceFilter = z.coerce.number().int().min(0).max(priceWonMax).optional();

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

// What the back office writes

/** Addresses below /products that are not a product's. */
export const reservedSlugs: ReadonlySet<string> = new Set(['popular', 'import', 'export']);

export const Slug = z
  .string()
  .min(1)
  .max(slugLengthMax)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens')
  // One address serves both, and an id wins.
  .refine((slug) => !isId(slug), 'must not look like an id')
  .refine((slug) => !reservedSlugs.has(slug), 'is an address of the shop');

const Name = z.object({ ko: Text(1, nameLengthMax), en: Text(1, nameLengthMax).optional() });

/** Several lines, unlike `Text`. */
const Description = z
  .string()
  .normalize('NFC')
  .trim()
  .max(descriptionLengthMax)
  .refine((text) => isPlainText(text.replace(/\r?\n/g, ' ')), 'must not contain control characters');

const Descriptions = z.object({ ko: Description, en: Description.optional() });

/** Null takes the English away. Where an English description is left, the English name is the Korean one. */
const NameChange = z.object({ ko: Name.shape.ko.optional(), en: Name.shape.en.nullable() });
const DescriptionsChange = z.object({ ko: Description.optional(), en: Description.nullish() });

const OptionsInput = z
  .record(Text(1, optionNameLengthMax), Text(1, optionValueLengthMax))
  .refine(
    (options) => Object.keys(options).length <= optionsPerVariantMax,
    `must not have more than ${optionsPerVariantMax} options`,
  );

/** Both languages have the same options, in the same order. */
function refuseUnpaired(
  { options, optionsEn }: { options?: Options | undefined; optionsEn?: Options | null | undefined },
  context: z.RefinementCtx,
): void {
  if (!optionsEn || (options && Object.keys(options).length === Object.keys(optionsEn).length)) return;
  context.addIssue({ code: 'custom', path: ['optionsEn'], message: 'must come with `options`, one entry for each' });
}

/** Shoppers choose by options: which of a product's variants have other ones than the first, or the same values as one before. */
export function indistinctVariants(variants: { options: Options }[]): { index: number; message: string }[] {
  const seen = new Set<string>();
  const namesOf = ({ options }: { options: Options }) => JSON.stringify(Object.keys(options).sort());
  return variants.flatMap((variant, index) => {
    const values = JSON.stringify(Object.entries(variant.options).sort());
    const isSeen = seen.has(values);
    seen.add(values);
    if (variants[0] && namesOf(variant) !== namesOf(variants[0]))
      return [{ index, message: 'must name the options of the first variant' }];
    return isSeen ? [{ index, message: 'are those of another variant' }] : [];
  });
}

function refuseIndistinct(variants: { options: Options }[], context: z.RefinementCtx): void {
  for (const { index, message } of indistinctVariants(variants))
    context.addIssue({ code: 'custom', path: [index, 'options'], message });
}

const PriceWon = z.int().min(1).max(priceWonMax);
const Sku = Text(1, skuLengthMax);

export const NewVariant = z
  .object({
    sku: Sku,
    options: OptionsInput.default({}),
    optionsEn: OptionsInput.nullish(),
    priceWon: PriceWon,
    compareAtWon: PriceWon.nullish(),
    maxPerOrder: z.int().min(1).max(maxPerOrderDefault).nullish(),
    onHandUnits: z.int().min(0).max(firstStockUnitsMax).default(0),
  })
  .superRefine(refuseUnpaired);
export type NewVariant = z.infer<typeof NewVariant>;

export const NewVariantOf = NewVariant.safeExtend({ productId: z.uuid() });
export type NewVariantOf = z.infer<typeof NewVariantOf>;

/** `options` without `optionsEn` have no English from then on: the old one would speak of other options. */
export const VariantChange = z
  .object({
    sku: Sku.optional(),
    options: OptionsInput.optional(),
    optionsEn: OptionsInput.nullish(),
    priceWon: PriceWon.optional(),
    compareAtWon: PriceWon.nullish(),
    maxPerOrder: z.int().min(1).max(maxPerOrderDefault).nullish(),
    status: z.enum(variantStatuses).optional(),
  })
  .superRefine(refuseUnpaired);
export type VariantChange = z.infer<typeof VariantChange>;

const PicturePath = z
  .string()
  .max(300)
  .regex(/^(\/[A-Za-z0-9._-]+)+$/, "must be a path below the site's root");
const PictureInput = z.object({
  url: PicturePath,
  width: z.int().min(1).max(10_000),
  height: z.int().min(1).max(10_000),
});

export const NewProduct = z.object({
  name: Name,
  description: Descriptions.optional(),
  /** Made from the English name when left out. */
  slug: Slug.optional(),
  categoryId: z.uuid(),
  status: z.enum(productStatuses).default('DRAFT'),
  variants: z.array(NewVariant).min(1).max(variantsPerProductMax).superRefine(refuseIndistinct),
  pictures: z.array(PictureInput).max(picturesPerProductMax).optional(),
});
export type NewProduct = z.infer<typeof NewProduct>;

const VariantEntry = VariantChange.safeExtend({
  id: z.uuid().optional(),
  onHandUnits: z.int().min(0).max(firstStockUnitsMax).optional(),
}).superRefine((entry, context) => {
  const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (entry.id !== undefined && entry.onHandUnits !== undefined) issue('onHandUnits', 'changes by stock movements');
  if (entry.id === undefined && entry.sku === undefined) issue('sku', 'is required for a new variant');
  if (entry.id === undefined && entry.priceWon === undefined) issue('priceWon', 'is required for a new variant');
});

/** Only what is named changes. In `variants`, one with an `id` is changed, one without is added, others stay as they are. */
export const ProductChange = z.object({
  /** The version that the change was made for; left out, it is made whatever else was changed meanwhile. */
  version: z.int().min(1).optional(),
  name: NameChange.optional(),
  description: DescriptionsChange.optional(),
  slug: Slug.optional(),
  categoryId: z.uuid().optional(),
  status: z.enum(productStatuses).optional(),
  variants: z.array(VariantEntry).max(variantsPerProductMax).optional(),
  pictures: z.array(PictureInput).max(picturesPerProductMax).optional(),
});
export type ProductChange = z.infer<typeof ProductChange>;

export const NewCategory = z.object({
  name: Name,
  /** Made from the English name when left out. */
  slug: Slug.optional(),
  parentId: z.uuid().nullish(),
  position: z.int().min(0).max(10_000).default(0),
});
export type NewCategory = z.infer<typeof NewCategory>;

export const CategoryChange = z.object({
  name: NameChange.optional(),
  slug: Slug.optional(),
  parentId: z.uuid().nullish(),
  position: z.int().min(0).max(10_000).optional(),
});
export type CategoryChange = z.infer<typeof CategoryChange>;

/** All children of one category, or all roots, in the order they shall have. */
export const CategoryOrder = z.object({
  parentId: z.uuid().nullable(),
  categoryIds: z.array(z.uuid()).min(1).max(1_000),
});
export type CategoryOrder = z.infer<typeof CategoryOrder>;

// What the back office reads

const Texts = z.object({ ko: z.string(), en: z.string().optional() });

export const AdminVariant = z
  .object({
    id: z.string(),
    productId: z.string(),
    sku: z.string(),
    options: z.record(z.string(), z.string()),
    optionsEn: z.record(z.string(), z.string()).nullable(),
    priceWon: z.int(),
    compareAtWon: z.int().nullable(),
    maxPerOrder: z.int().nullable(),
    status: z.enum(variantStatuses),
    onHandUnits: z.int(),
    reservedUnits: z.int(),
    availableUnits: z.int(),
    stockStatus: z.enum(stockStatuses),
  })
  .meta({ id: 'AdminVariant' });
export type AdminVariant = z.infer<typeof AdminVariant>;

export const AdminPicture = Image.extend({
  id: z.string(),
  alt: z.object({ ko: z.string(), en: z.string() }),
}).meta({ id: 'AdminPicture' });
export type AdminPicture = z.infer<typeof AdminPicture>;

export const AdminProduct = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: Texts,
    description: Texts,
    categoryId: z.string(),
    status: z.enum(productStatuses),
    priceWon: z.int(),
    compareAtWon: z.int().nullable(),
    pictures: z.array(AdminPicture),
    variants: z.array(AdminVariant),
    /** Counts the changes of all but the pictures. */
    version: z.int(),
    /** Slugs that lead here because the product had them, the latest first. */
    formerSlugs: z.array(z.string()),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'AdminProduct' });
export type AdminProduct = z.infer<typeof AdminProduct>;

export const AdminProductItem = ProductItem.extend({ status: z.enum(productStatuses), variantCount: z.int() }).meta({
  id: 'AdminProductItem',
});
export type AdminProductItem = z.infer<typeof AdminProductItem>;

export const AdminProductQuery = PageQuery.extend({
  q: Text(0, searchLengthMax).optional(),
  category: z.string().max(slugLengthMax).optional(),
  status: z.enum(productStatuses).optional(),
  /** Of all its active variants together. */
  stockStatus: z.enum(stockStatuses).optional(),
});
export type AdminProductQuery = z.infer<typeof AdminProductQuery>;

export const AdminCategory = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: Texts,
    parentId: z.string().nullable(),
    position: z.int(),
  })
  .meta({ id: 'AdminCategory' });
export type AdminCategory = z.infer<typeof AdminCategory>;
export const AdminCategoryList = z.object({ items: z.array(AdminCategory) });
