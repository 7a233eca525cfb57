'use client';

import { X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFindProduct, useTrial } from '@/components/queries/campaigns';
import { useAfterPause } from '@/components/queries/use-after-pause';
import { type CouponTermsShown, useCouponText } from '@/components/shop/use-coupon-text';
import { Button } from '@/components/ui/button';
import { CardSection } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Money } from '@/components/ui/money';
import { QuantityStepper } from '@/components/ui/quantity-stepper';
import { Select } from '@/components/ui/select';
import { TrialInput } from '@/lib/cart/admin-model';
import { cartLinesMax, lineQuantityMax } from '@/lib/cart/model';
import { cartCouponsMax } from '@/lib/coupons/model';
import { type Localized, localize } from '@/lib/shared/locale';
import { termsOf } from './campaign-draft';
import { CampaignTrialResult, type TrialLine } from './campaign-trial-result';
import { ProductFinder } from './product-finder';
import type { CampaignForm } from './use-campaign-form';

/** A campaign whose coupon a shopper may have besides. */
export type OtherCampaign = CouponTermsShown & { id: string; name: Localized };

/** How long the form rests before it is tried. */
const pauseMs = 200;

type CampaignTrialProps = { form: CampaignForm; others: OtherCampaign[] };

/** A cart that nobody has: what the campaign does to it as it stands in the form, saved or not. */
export function CampaignTrial({ form, others }: CampaignTrialProps) {
  const t = useTranslations('admin.coupons.trial');
  const [lines, setLines] = useState<TrialLine[]>([]);
  const [campaignIds, setCampaignIds] = useState<string[]>([]);
  const [hasBought, setHasBought] = useState(false);
  const { draft, campaign, timeZone } = form;

  const asked = {
    terms: termsOf(draft, { timeZone, saved: campaign }),
    lines: lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    ...{ campaignIds, hasBought },
  };
  const settled = useAfterPause(JSON.stringify(asked), pauseMs);
  const input = TrialInput.safeParse(JSON.parse(settled));
  const trial = useTrial(input.success && lines.length > 0 ? input.data : null);

  return (
    <>
      <CardSection title={t('title')} description={t('lead')}>
        <TrialLines lines={lines} setLines={setLines} />
      </CardSection>
      {lines.length > 0 && (
        <CampaignTrialResult
          trial={trial.data}
          isIncomplete={!input.success}
          isError={trial.isError}
          onRetry={() => trial.refetch()}
          lines={lines}
          nameOf={(couponId) => others.find(({ id }) => id === couponId)?.name ?? draft.name}
        />
      )}
      {(others.length > 0 || draft.firstPurchaseOnly) && (
        <CardSection>
          {draft.firstPurchaseOnly && (
            <Checkbox
              checked={hasBought}
              onChange={(event) => setHasBought(event.target.checked)}
              label={t('hasBought')}
              className="mb-2"
            />
          )}
          <Others others={others} chosenIds={campaignIds} onChange={setCampaignIds} />
        </CardSection>
      )}
    </>
  );
}

type TrialLinesProps = { lines: TrialLine[]; setLines: (lines: TrialLine[]) => void };

function TrialLines({ lines, setLines }: TrialLinesProps) {
  const t = useTranslations('admin.coupons.trial');
  const locale = useLocale();
  const find = useFindProduct((product) => {
    const variant = product.variants.find(({ status }) => status === 'ACTIVE') ?? product.variants[0];
    const isThere = lines.some((line) => line.product.id === product.id);
    if (variant && !isThere) setLines([...lines, { product, variantId: variant.id, quantity: 1 }]);
  });
  const change = (place: number, part: Partial<TrialLine>) =>
    setLines(lines.map((line, at) => (at === place ? { ...line, ...part } : line)));
  return (
    <div className="grid grid-cols-1 gap-3">
      {lines.length > 0 && (
        <ul className="grid grid-cols-1 gap-3">
          {lines.map((line, place) => {
            const name = localize(line.product.name, locale);
            return (
              <li key={line.product.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5">
                <span className="truncate font-medium text-sm">{name}</span>
                <Button
                  variant="ghost"
                  size="iconSm"
                  aria-label={t('remove', { name })}
                  onClick={() => setLines(lines.filter((_, at) => at !== place))}
                  className="justify-self-end text-muted"
                >
                  <X aria-hidden />
                </Button>
                <VariantChoice line={line} onChange={(variantId) => change(place, { variantId })} />
                <QuantityStepper
                  size="sm"
                  label={t('quantity', { name })}
                  value={line.quantity}
                  max={lineQuantityMax}
                  onChange={(quantity) => change(place, { quantity })}
                />
              </li>
            );
          })}
        </ul>
      )}
      {lines.length < cartLinesMax && (
        <ProductFinder
          label={t('add')}
          error={find.isError ? t('addFailed') : null}
          chosenIds={lines.map(({ product }) => product.id)}
          onPick={({ id }) => find.mutate(id)}
        />
      )}
    </div>
  );
}

/** Which of the product it is, with its price; one that has no others only says what it costs. */
function VariantChoice({ line, onChange }: { line: TrialLine; onChange: (variantId: string) => void }) {
  const t = useTranslations('admin.coupons.trial');
  const locale = useLocale();
  const { product, variantId } = line;
  const [only] = product.variants;
  if (only && product.variants.length === 1) return <Money won={only.priceWon} className="text-muted text-sm" />;
  return (
    <Select
      size="sm"
      aria-label={t('variant', { name: localize(product.name, locale) })}
      value={variantId}
      onChange={(event) => onChange(event.target.value)}
    >
      {product.variants.map((variant) => (
        <option key={variant.id} value={variant.id}>
          {Object.values((locale === 'en' && variant.optionsEn) || variant.options).join(' · ') || variant.sku}
          {` (${variant.priceWon.toLocaleString('en-US')})`}
        </option>
      ))}
    </Select>
  );
}

type OthersProps = { others: OtherCampaign[]; chosenIds: string[]; onChange: (ids: string[]) => void };

function Others({ others, chosenIds, onChange }: OthersProps) {
  const t = useTranslations('admin.coupons.trial');
  const locale = useLocale();
  const { benefit } = useCouponText();
  if (others.length === 0) return null;
  const isFull = chosenIds.length >= cartCouponsMax - 1;
  return (
    <fieldset>
      <legend className="font-medium text-sm">{t('others')}</legend>
      <div className="mt-1 grid grid-cols-1">
        {others.map((other) => (
          <Checkbox
            key={other.id}
            checked={chosenIds.includes(other.id)}
            disabled={isFull && !chosenIds.includes(other.id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosenIds, other.id] : chosenIds.filter((one) => one !== other.id))
            }
            label={<span className="text-sm">{localize(other.name, locale)}</span>}
            hint={benefit(other)}
          />
        ))}
      </div>
    </fieldset>
  );
}
