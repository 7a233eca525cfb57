'use client';

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import type { Trial, TrialInput } from '@/lib/cart/admin-model';
import type { AdminProduct, AdminProductItem } from '@/lib/catalog/admin-model';
import type { CampaignStats, GrantView, IssuedCoupon, RevocationView } from '@/lib/coupons/admin-model';
import type { CouponHistory } from '@/lib/coupons/model';
import { apiPaths } from '@/lib/http/paths';
import type { Page } from '@/lib/shared/pagination';
import { callApi } from './api-client';
import type { IssuedSearch } from './issued-search';
import { queryText } from './query-text';

/** How often an open page asks again. Pages in the background don't. */
const refreshMs = 5_000;
const progressRefreshMs = 1_000;
/** Products that a search shows. */
const foundMax = 8;

/** Everything below this key is asked for again after a command. */
export const campaignKey = (campaignId: string) => ['campaign', campaignId] as const;

/** What came of a campaign, kept fresh. */
export function useCampaignStats(campaignId: string, rendered: CampaignStats) {
  const locale = useLocale();
  return useQuery({
    queryKey: [...campaignKey(campaignId), 'stats'],
    queryFn: ({ signal }) => callApi<CampaignStats>(apiPaths.adminCampaignStats(campaignId), { locale, signal }),
    initialData: rendered,
    refetchInterval: refreshMs,
  });
}

/** The page of a campaign's coupons that was rendered, kept fresh. */
export function useIssuedCoupons(campaignId: string, search: IssuedSearch, rendered: Page<IssuedCoupon>) {
  const locale = useLocale();
  const query = queryText(search);
  return useQuery({
    queryKey: [...campaignKey(campaignId), 'coupons', query],
    queryFn: ({ signal }) =>
      callApi<Page<IssuedCoupon>>(`${apiPaths.adminCampaignCoupons(campaignId)}?${query}`, { locale, signal }),
    initialData: rendered,
    refetchInterval: refreshMs,
  });
}

/** What was given by hand of a campaign, the latest, kept fresh: quickly while something is under way. */
export function useGrants(campaignId: string, rendered: Page<GrantView>) {
  const locale = useLocale();
  return useQuery({
    queryKey: [...campaignKey(campaignId), 'grants'],
    queryFn: ({ signal }) => callApi<Page<GrantView>>(apiPaths.adminCampaignGrants(campaignId), { locale, signal }),
    initialData: rendered,
    refetchInterval: ({ state }) =>
      state.data?.items.some((grant) => grant.state === 'RUNNING') ? progressRefreshMs : false,
  });
}

/** The last revocation of all of a campaign's coupons, kept fresh until it is done. */
export function useCampaignRevocation(campaignId: string, rendered: RevocationView) {
  const locale = useLocale();
  return useQuery({
    queryKey: [...campaignKey(campaignId), 'revocation', rendered.id],
    queryFn: ({ signal }) => callApi<RevocationView>(apiPaths.adminCampaignRevocation(campaignId), { locale, signal }),
    initialData: rendered,
    refetchInterval: ({ state }) => (state.data?.state === 'RUNNING' ? progressRefreshMs : false),
  });
}

/** What happened to a coupon, asked for when it is looked at. */
export function useIssuedHistory(couponId: string) {
  const locale = useLocale();
  return useQuery({
    queryKey: ['coupon-history', couponId],
    queryFn: ({ signal }) => callApi<CouponHistory>(apiPaths.adminCouponHistory(couponId), { locale, signal }),
    staleTime: 0,
  });
}

/** What a cart would cost with a campaign as it stands in the form; the answer before stays in sight until there is a new one. */
export function useTrial(input: TrialInput | null) {
  const locale = useLocale();
  return useQuery({
    queryKey: ['campaign-trial', input],
    queryFn: ({ signal }) =>
      callApi<Trial>(apiPaths.adminCampaignTrial, { method: 'POST', locale, body: input, signal }),
    enabled: input !== null,
    placeholderData: keepPreviousData,
    // Prices may have changed since somebody tried the same.
    staleTime: 0,
  });
}

/** Products with this in their name or SKU, the newest first; none for no text. */
export function useProductSearch(text: string) {
  const locale = useLocale();
  const query = new URLSearchParams({ q: text, limit: String(foundMax) });
  return useQuery({
    queryKey: ['admin-products', 'search', text, locale],
    queryFn: ({ signal }) => callApi<Page<AdminProductItem>>(`${apiPaths.adminProducts}?${query}`, { locale, signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
}

/** A product with its variants, once it is asked for. */
export function useFindProduct(onFound: (product: AdminProduct) => void) {
  const locale = useLocale();
  return useMutation({
    mutationFn: (productId: string) => callApi<AdminProduct>(apiPaths.adminProduct(productId), { locale }),
    onSuccess: onFound,
  });
}

/** Makes single codes. Sent again with its key, a batch that got no answer is the same batch, whose codes are lost: the list is empty then. */
export function useCreateCodes(campaignId: string) {
  const locale = useLocale();
  return useMutation({
    mutationFn: ({ count, idempotencyKey }: { count: number; idempotencyKey: string }) =>
      callApi<{ count: number; codes: string[] }>(apiPaths.adminCampaignCodes(campaignId), {
        ...{ method: 'POST', locale, idempotencyKey },
        body: { count },
      }),
  });
}
