import type { AdminCampaign } from '@/lib/coupons/admin-model';
import type { CouponScope, Discount, IssueOccasion, PartialCancelPolicy, RestorePolicy } from '@/lib/coupons/model';
import type { Tier } from '@/lib/identity/model';
import { minuteAt, momentOf } from '@/lib/shared/calendar';
import type { Locale } from '@/lib/shared/locale';
import { numberIn } from './number-in';

type Named = { id: string; name: string };

/**
 * What the builder holds while somebody works: every field as the text that was typed, so that nothing is lost when it is refused, and
 * every choice with what belongs to the others, so that nothing is lost by looking around. Times are what the reader's clocks show.
 */
export type CampaignDraft = {
  name: { ko: string; en: string };
  discountType: Discount['type'];
  amountWon: string;
  percent: string;
  capWon: string;
  scopeType: CouponScope['type'];
  products: Named[];
  categoryIds: string[];
  minimumWon: string;
  firstPurchaseOnly: boolean;
  stackable: boolean;
  tiers: Tier[];
  way: AdminCampaign['issue']['way'];
  opensAt: string;
  closesAt: string;
  quantity: string;
  perUser: string;
  queue: boolean;
  code: string;
  on: IssueOccasion;
  useFor: 'DAYS' | 'UNTIL';
  useDays: string;
  useUntil: string;
  restoreOnCancel: RestorePolicy;
  partialCancelPolicy: PartialCancelPolicy;
  abusePolicy: AdminCampaign['abusePolicy'];
};

export const emptyCampaign: CampaignDraft = {
  name: { ko: '', en: '' },
  discountType: 'FIXED',
  amountWon: '',
  percent: '',
  capWon: '',
  scopeType: 'ALL',
  products: [],
  categoryIds: [],
  minimumWon: '',
  firstPurchaseOnly: false,
  stackable: false,
  tiers: [],
  way: 'CLAIM',
  opensAt: '',
  closesAt: '',
  quantity: '',
  perUser: '1',
  queue: false,
  code: '',
  on: 'SIGN_UP',
  useFor: 'DAYS',
  useDays: '30',
  useUntil: '',
  restoreOnCancel: 'IF_NOT_EXPIRED',
  partialCancelPolicy: 'KEEP',
  abusePolicy: 'FLAG',
};

type Reader = { timeZone: string };

/** A saved campaign as it is edited. `productNames` are of the products in its scope, by id. */
export function draftOf(
  campaign: AdminCampaign,
  { timeZone, productNames }: Reader & { productNames: Record<string, string> },
): CampaignDraft {
  const { name, discount, scope, minimumWon, issue, use } = campaign;
  const { firstPurchaseOnly, stackable, tiers, restoreOnCancel, partialCancelPolicy, abusePolicy } = campaign;
  const shown = (moment: string | null) => (moment ? minuteAt(new Date(moment), timeZone) : '');
  const text = (number: number | null) => (number === null ? '' : number.toLocaleString('en-US'));
  return {
    ...emptyCampaign,
    ...{ firstPurchaseOnly, stackable, tiers, restoreOnCancel, partialCancelPolicy, abusePolicy },
    name: { ko: name.ko, en: name.en ?? '' },
    discountType: discount.type,
    amountWon: discount.type === 'FIXED' ? text(discount.amountWon) : '',
    percent: discount.type === 'PERCENT' ? text(discount.percent) : '',
    capWon: discount.type === 'PERCENT' ? text(discount.capWon) : '',
    scopeType: scope.type,
    products: scope.type === 'PRODUCTS' ? scope.ids.map((id) => ({ id, name: productNames[id] ?? id })) : [],
    categoryIds: scope.type === 'CATEGORIES' ? scope.ids : [],
    minimumWon: minimumWon === 0 ? '' : text(minimumWon),
    way: issue.way,
    opensAt: shown(issue.opensAt),
    closesAt: shown(issue.closesAt),
    quantity: text(issue.quantity),
    perUser: text(issue.perUser),
    queue: issue.queue,
    code: issue.code ?? '',
    on: issue.on ?? emptyCampaign.on,
    useFor: use.until ? 'UNTIL' : 'DAYS',
    useDays: use.days === null ? emptyCampaign.useDays : text(use.days),
    useUntil: shown(use.until),
  };
}

/** What a copy begins with: all but the code, which is one campaign's alone, and the times that are over. `suffix` tells the two apart, in each language. */
export function copyOf(
  draft: CampaignDraft,
  { suffix, now, timeZone }: Reader & { suffix: Record<Locale, string>; now: Date },
): CampaignDraft {
  const present = minuteAt(now, timeZone);
  const ahead = (minute: string) => (minute > present ? minute : '');
  const { name, opensAt, closesAt, useUntil } = draft;
  return {
    ...draft,
    name: { ko: `${name.ko} ${suffix.ko}`, en: name.en && `${name.en} ${suffix.en}` },
    code: '',
    opensAt: ahead(opensAt),
    closesAt: ahead(closesAt),
    useUntil: ahead(useUntil),
  };
}

type Saved = AdminCampaign | null;

/**
 * The draft as the use cases take it. What is not a number or a time stays the text that it is, so that it is refused at its field. A time
 * that was not touched is sent as it was saved: fields show no seconds.
 */
export function payloadOf(draft: CampaignDraft, { timeZone, saved }: Reader & { saved: Saved }) {
  const { name, tiers, restoreOnCancel, partialCancelPolicy, abusePolicy } = draft;
  return {
    ...termsOf(draft, { timeZone, saved }),
    name: { ko: name.ko, ...(name.en.trim() !== '' && { en: name.en }) },
    tiers,
    issue: issueOf(draft, { timeZone, saved }),
    ...{ restoreOnCancel, partialCancelPolicy, abusePolicy },
  };
}

/** What the draft's coupons are worth, for the test cart. */
export function termsOf(draft: CampaignDraft, { timeZone, saved }: Reader & { saved: Saved }) {
  const { discountType, scopeType, products, categoryIds, minimumWon, firstPurchaseOnly, stackable } = draft;
  const ids = { ALL: [], PRODUCTS: products.map(({ id }) => id), CATEGORIES: categoryIds }[scopeType];
  const until = momentIn(draft.useUntil, { timeZone, saved: saved?.use.until });
  return {
    discount:
      discountType === 'FIXED'
        ? { type: discountType, amountWon: numberIn(draft.amountWon) }
        : { type: discountType, percent: numberIn(draft.percent), capWon: numberIn(draft.capWon) },
    scope: scopeType === 'ALL' ? { type: scopeType } : { type: scopeType, ids },
    minimumWon: numberIn(minimumWon) ?? 0,
    ...{ firstPurchaseOnly, stackable },
    use: draft.useFor === 'UNTIL' ? { until } : { days: numberIn(draft.useDays) },
  };
}

function issueOf(draft: CampaignDraft, { timeZone, saved }: Reader & { saved: Saved }) {
  const { way, queue, code, on } = draft;
  const terms = {
    opensAt: momentIn(draft.opensAt, { timeZone, saved: saved?.issue.opensAt }),
    closesAt: momentIn(draft.closesAt, { timeZone, saved: saved?.issue.closesAt }),
    quantity: numberIn(draft.quantity),
    perUser: numberIn(draft.perUser),
  };
  switch (way) {
    case 'CLAIM':
      return { way, ...terms, queue };
    case 'CODE':
      return { way, ...terms, code: code.trim() || null };
    case 'AUTO':
      return { way, ...terms, on };
  }
}

function momentIn(minute: string, { timeZone, saved }: Reader & { saved: string | null | undefined }): string | null {
  if (minute === '') return null;
  if (saved && minuteAt(new Date(saved), timeZone) === minute) return saved;
  return momentOf(minute, timeZone)?.toISOString() ?? minute;
}

export type CampaignPayload = ReturnType<typeof payloadOf>;

/** Members of the payload whose values a rule looks at together: any of them may be put right. */
const judgedTogether: Record<string, string[]> = {
  minimumWon: ['discount', 'partialCancelPolicy'],
  'issue.closesAt': ['issue.opensAt'],
  'use.until': ['issue.opensAt'],
  'issue.perUser': ['issue.queue'],
};

/** Whether what was refused at `path` of the payload that was sent still stands there. */
export function stillStands(path: string, sent: CampaignPayload, present: CampaignPayload): boolean {
  return [path, ...(judgedTogether[path] ?? [])].every(
    (one) => JSON.stringify(valueAt(sent, one)) === JSON.stringify(valueAt(present, one)),
  );
}

function valueAt(root: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], root);
}

/** Whether coupons are out, so that what they promise stays. */
export function isPromised(saved: Saved): boolean {
  return saved !== null && saved.issuedCount > 0;
}
