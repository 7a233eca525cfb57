import type { AdminProduct } from '@/lib/catalog/admin-model';
import type { Indistinct } from '@/lib/catalog/rules';
import type { AppError } from '@/lib/http/errors';
import type { FieldError } from '@/lib/http/field-error';
import { type ProductDraft, payloadOf } from './product-draft';

/** Why a draft was not saved, and which of its fields are to blame; their paths count the variants that were sent. */
export type Refusal = { error: AppError; fields: FieldError[] };

type Payload = ReturnType<typeof payloadOf>;
/** Variants in the places in which they were sent, undefined where one was taken away since. */
type Placed = Omit<Payload, 'variants'> & { variants: (Payload['variants'][number] | undefined)[] };

/**
 * What of a refusal still speaks of what is typed: a field that is another one now may be right. Null when all of it was changed. What no
 * field can put right, as a save that got no answer, stands.
 */
export function standingRefusal(
  { error, fields }: Refusal,
  { sent, draft, saved }: { sent: ProductDraft; draft: ProductDraft; saved: AdminProduct | null },
): Refusal | null {
  const [before, after] = [payloadOf(sent, saved), placedAs(sent, draft, saved)];
  const isSame = (read: (product: Placed) => unknown) => JSON.stringify(read(before)) === JSON.stringify(read(after));
  if (error.code === 'http.badInput') {
    const standing = fields.filter(({ path }) =>
      isSame(optionsPath.test(path) ? optionsOnSale : (product) => valueAt({ product }, path)),
    );
    return standing.length > 0 ? { error, fields: standing } : null;
  }
  const judged = judgedFields[error.code];
  return judged === undefined || isSame(judged) ? { error, fields } : null;
}

/** Options are wrong together: of two variants that are alike either can be changed. */
const optionsPath = /^product\.variants\.\d+\.options(\.|$)/;

/** What the rule that refuses looks at. */
const judgedFields: Partial<Record<AppError['code'], (product: Placed) => unknown>> = {
  'catalog.slugTaken': ({ slug }) => slug,
  'catalog.categoryNotFound': ({ categoryId }) => categoryId,
  'catalog.skuTaken': ({ variants }) => variants.map((variant) => variant?.sku),
  'catalog.compareAtNotAbove': ({ variants }) => variants.map((variant) => [variant?.priceWon, variant?.compareAtWon]),
  'catalog.optionsDiffer': optionsOnSale,
  'catalog.optionsTwice': optionsOnSale,
  'catalog.noActiveVariant': ({ status, variants }) => [status, variants.map((variant) => variant?.status)],
};

function optionsOnSale({ variants }: Placed) {
  return variants.map((variant) => [variant?.options, variant?.status]);
}

/** The draft as it would be sent now, each variant in its former place, and those that were added behind them. */
function placedAs(sent: ProductDraft, draft: ProductDraft, saved: AdminProduct | null): Placed {
  const payload = payloadOf(draft, saved);
  const placeNow = new Map(draft.variants.map(({ key }, place) => [key, place]));
  const former = sent.variants.map(({ key }) => payload.variants[placeNow.get(key) ?? -1]);
  const sentKeys = new Set(sent.variants.map(({ key }) => key));
  const added = payload.variants.filter((_, place) => !sentKeys.has(draft.variants[place]?.key ?? ''));
  return { ...payload, variants: [...former, ...added] };
}

function valueAt(root: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], root);
}

/** A variant's options do not tell it apart from the others. */
export function isIndistinct(error: AppError): error is Extract<AppError, { code: Indistinct }> {
  return error.code === 'catalog.optionsDiffer' || error.code === 'catalog.optionsTwice';
}

/** Failures that are told at a field, and not above the form. */
export function isToldAtField(error: AppError, draft: ProductDraft): boolean {
  if (error.code === 'catalog.skuTaken' || isIndistinct(error))
    return draft.variants.some(({ sku }) => sku.trim() === error.sku);
  return [
    'catalog.slugTaken',
    'catalog.categoryNotFound',
    'catalog.compareAtNotAbove',
    'catalog.noActiveVariant',
  ].includes(error.code);
}
