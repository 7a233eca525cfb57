import { describe, expect, it } from 'vitest';
import { type AdminCampaign, CampaignInput } from '@/lib/coupons/admin-model';
import { type CampaignDraft, copyOf, draftOf, emptyCampaign, payloadOf, stillStands } from './campaign-draft';

const timeZone = 'Asia/Seoul';

const saved: AdminCampaign = {
  id: '01a20755-ffca-7bb9-b2fd-1062de2dc6df',
  name: { ko: '가을 쿠폰' },
  status: 'RUNNING',
  state: 'RUNNING',
  discount: { type: 'PERCENT', percent: 10, capWon: 20_000 },
  scope: { type: 'PRODUCTS', ids: ['01a20755-ffca-7bb9-b2fd-1062de2dc6d0'] },
  minimumWon: 30_000,
  firstPurchaseOnly: false,
  stackable: true,
  tiers: ['GOLD'],
  issue: {
    ...{ way: 'CODE', on: null, code: 'MARU-2026', queue: false, quantity: 1_000, perUser: 2 },
    ...{ opensAt: '2026-11-01T03:00:12.345Z', closesAt: '2026-12-01T03:00:00.000Z' },
  },
  use: { until: '2026-12-31T14:59:59.999Z', days: null },
  restoreOnCancel: 'ALWAYS',
  partialCancelPolicy: 'RECLAIM',
  abusePolicy: 'REFUSE',
  issuedCount: 3,
  usedCount: 1,
  version: 4,
  createdAt: '2026-10-30T00:00:00.000Z',
};

const draft = draftOf(saved, { timeZone, productNames: { '01a20755-ffca-7bb9-b2fd-1062de2dc6d0': '달항아리' } });

describe('a draft', () => {
  it('of a saved campaign, untouched, is sent as it was saved, to the millisecond', () => {
    expect(draft).toMatchObject({ opensAt: '2026-11-01T12:00', quantity: '1,000', products: [{ name: '달항아리' }] });
    const sent = CampaignInput.parse({ ...payloadOf(draft, { timeZone, saved }), status: saved.status });
    const { name, discount, scope, minimumWon, tiers, stackable, restoreOnCancel, abusePolicy } = saved;
    expect(sent).toMatchObject({ name, discount, scope, minimumWon, tiers, stackable, restoreOnCancel, abusePolicy });
    expect(sent.use).toEqual({ until: saved.use.until });
    expect(sent.issue).toMatchObject({ opensAt: saved.issue.opensAt, code: 'MARU-2026', quantity: 1_000, perUser: 2 });
  });

  it('begins with what can be saved once it has a name and an amount', () => {
    const begun: CampaignDraft = { ...emptyCampaign, name: { ko: '새 쿠폰', en: '' }, amountWon: '3,000' };
    const sent = CampaignInput.parse({ ...payloadOf(begun, { timeZone, saved: null }), status: 'DRAFT' });
    expect(sent).toMatchObject({ discount: { type: 'FIXED', amountWon: 3_000 }, issue: { way: 'CLAIM', perUser: 1 } });
  });

  it('sends what is no number as it was typed, so that its field is to blame', () => {
    const wrong = payloadOf({ ...draft, percent: '반값', useUntil: '' }, { timeZone, saved });
    const refused = CampaignInput.safeParse({ ...wrong, status: 'DRAFT' });
    const blamed = refused.error?.issues.map(({ path }) => path.join('.'));
    expect(blamed).toEqual(['discount.percent', 'use']);
  });
});

it('a copy leaves out the code, and the times that are over', () => {
  const copy = copyOf(draft, {
    suffix: { ko: '(사본)', en: '(copy)' },
    now: new Date('2026-11-15T00:00:00Z'),
    timeZone,
  });
  expect(copy).toMatchObject({ name: { ko: '가을 쿠폰 (사본)', en: '' }, code: '', opensAt: '' });
  expect(copy).toMatchObject({ closesAt: draft.closesAt, useUntil: draft.useUntil, percent: '10' });
});

it('a refusal stands until its field, or one that it was judged together with, is another', () => {
  const sent = payloadOf(draft, { timeZone, saved });
  const stands = (path: string, part: Partial<CampaignDraft>) =>
    stillStands(path, sent, payloadOf({ ...draft, ...part }, { timeZone, saved }));
  expect(stands('minimumWon', { code: 'OTHER' })).toBe(true);
  expect(stands('minimumWon', { minimumWon: '1' })).toBe(false);
  expect(stands('minimumWon', { partialCancelPolicy: 'KEEP' })).toBe(false);
  expect(stands('issue.closesAt', { opensAt: '2026-10-01T00:00' })).toBe(false);
});
