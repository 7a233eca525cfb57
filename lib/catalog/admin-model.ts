import { z } from 'zod';
import { isId } from '@/lib/shared/ids';
import type { Options } from '@/lib/shared/options';
import { PageQuery } from '@/lib/shared/pagination';
import { isPlainText, Text } from '@/lib/shared/text';
import {
  descriptionLengthMax,
  firstStockUnitsMax,
  Image,
  maxPerOrderDefault,
  nameLengthMax,
  optionNameLengthMax,
  optionsPerVariantMax,
  optionValueLengthMax,
  ProductItem,
  picturesPerProductMax,
  priceWonMax,
  productStatuses,
  searchLengthMax,
  skuLengthMax,
  slugLengthMax,
  stockStatuses,
  variantStatuses,
  variantsPerProductMax,
} from './model';
import { demoPictureForm, uploadedPictureForm } from './pictures/sizes';
import { indistinctVariants } from './rules';

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

const indistinctMessages = {
  'catalog.optionsDiffer': 'must name the options of the first variant',
  'catalog.optionsTwice': 'are those of another variant',
};

function refuseIndistinct(variants: { options: Options }[], context: z.RefinementCtx): void {
  for (const { index, code } of indistinctVariants(variants))
    context.addIssue({ code: 'custom', path: [index, 'options'], message: indistinctMessages[code] });
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

/** Only what the shop serves: an upload that a product shows already, or what comes with the demo. */
const PicturePath = z
  .string()
  .max(300)
  .refine(
    (path) => uploadedPictureForm.test(path) || demoPictureForm.test(path),
    'must be the address of a picture here',
  );
const PictureInput = z.object({
  url: PicturePath,
  width: z.int().min(1).max(10_000),
  height: z.int().min(1).max(10_000),
});

const Pictures = z
  .array(PictureInput)
  .max(picturesPerProductMax)
  .refine(
    (pictures) => new Set(pictures.map(({ url }) => url)).size === pictures.length,
    'must name each picture once',
  );

export const NewProduct = z.object({
  name: Name,
  description: Descriptions.optional(),
  /** Made from the English name when left out. */
  slug: Slug.optional(),
  categoryId: z.uuid(),
  status: z.enum(productStatuses).default('DRAFT'),
  variants: z.array(NewVariant).min(1).max(variantsPerProductMax).superRefine(refuseIndistinct),
  pictures: Pictures.optional(),
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
  pictures: Pictures.optional(),
});
export type ProductChange = z.infer<typeof ProductChange>;

export const NewCategory = z.object({
  name: Name,
  /** Made from the English name when left out. */
  slug: Slug.optional(),
  parentId: z.uuid().nullish(),
  /** After its siblings when left out. */
  position: z.int().min(0).max(10_000).optional(),
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
