import { describe, expect, it } from 'vitest';
import { execute, rows, sql } from '@/lib/db/sql';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { addShopper, brokenBooks, noon } from '@/lib/orders/test-shop';
import { days, later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { required } from '@/lib/shared/invariant';
import { err, ok, unwrap } from '@/lib/shared/result';
import { tierGrantBatchSize } from './admin-model';
import { readCampaignStats, readGrant } from './admin-queries';
import { changeCampaign } from './change-campaign';
import { claimCoupon } from './claim-coupon';
import { continueGrant, findRunningGrants } from './continue-grant';
import { hashCode, isWellFormed, newCouponCode } from './coupon-code';
import { createCodes } from './create-codes';
import { expireCoupons, findOverdueCouponIds } from './expire-coupons';
import type { Signs } from './find-identities';
import { burstAccountsMin, flagCrowds, networkAccountsMin } from './flag-crowds';
import { grantCoupons } from './grant-coupons';
import { findAutomaticCampaigns, issueAutomatic } from './issue-automatic';
import { couponActions, couponStates } from './model';
import { listCoupons, listOffers, readCouponHistory } from './queries';
import { redeemCode } from './redeem-code';
import { tendAbuseAlerts } from './tend-abuse-alerts';
import { addCampaign, couponAdmin } from './test-campaigns';

const db = testDb();

const claim = (actor: Actor, campaignId: string, { signs = null as Signs | null, now = noon } = {}) =>
  inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs, now }));
const signsOf = (changes: Partial<Signs>): Signs => ({
  device: null,
  address: null,
  secret: 'a secret of this test',
  ...changes,
});
const redeem = (actor: Actor, code: string, now = noon) =>
  inTransaction((tx) => redeemCode(tx, { actor, code, signs: null, now }));

async function addShoppers(count: number): Promise<Actor[]> {
  return Promise.all(Array.from({ length: count }, () => addShopper()));
}

/** How many were answered so. */
function countCodes(answers: { ok: boolean; error?: { code: string } }[]) {
  const codes = answers.map((answer) => (answer.ok ? 'ok' : required(answer.error, 'the error').code));
  return Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]));
}

describe('first come, first served', () => {
  it('80 people at once for 20: exactly 20 have one, everybody else is told that they are gone', async () => {
    const campaignId = await addCampaign({ issue: { way: 'CLAIM', quantity: 20 } });
    const shoppers = await addShoppers(80);
    const answers = await Promise.all(shoppers.map((shopper) => claim(shopper, campaignId)));
    expect(countCodes(answers)).toEqual({ ok: 20, 'coupon.soldOut': 60 });
    expect(await db.coupon.count()).toBe(20);
    expect(await db.couponCampaign.findUniqueOrThrow({ where: { id: campaignId } })).toMatchObject({ issuedCount: 20 });
    expect(await brokenBooks()).toEqual([]);
  });

  it.each([1, 3])('one person 50 times at once under a limit of %i: so many, and no more', async (perUser) => {
    const campaignId = await addCampaign({ issue: { way: 'CLAIM', quantity: 100, perUser } });
    const hana = await addShopper();
    const answers = [];
    // Of those at the same moment one wins each time; who asks on gets what they may have.
    for (let round = 0; round < perUser; round++)
      answers.push(...(await Promise.all(Array.from({ length: 50 }, () => claim(hana, campaignId)))));
    const counts = countCodes(answers);
    expect(counts.ok).toBe(perUser);
    expect(Object.keys(counts).toSorted()).toEqual(['coupon.limitReached', 'ok']);
    expect(await brokenBooks()).toEqual([]);
  });

  it('is refused by the database too: one too many of a campaign, of a person, or uncounted', async () => {
    const campaignId = await addCampaign({ issue: { way: 'CLAIM', quantity: 1 } });
    const [hana, minji] = await addShoppers(2);
    unwrap(await claim(required(hana, 'hana'), campaignId));
    const insert = (actor: Actor | undefined, ordinal: number) =>
      execute(
        db,
        sql`INSERT INTO coupons (id, campaign_id, user_id, ordinal, state, source, usable_from, usable_until, issued_at)
            VALUES (gen_random_uuid(), ${campaignId}::uuid, ${actor?.userId}::uuid, ${ordinal}, 'USABLE', 'CLAIM', now(), now() + '1 day', now())`,
      );
    await expect(insert(minji, 1)).rejects.toThrow('coupon_campaigns_issued_within_quantity');
    await expect(insert(hana, 2)).rejects.toThrow('is more than campaign');
    expect(await db.coupon.count()).toBe(1);
  });

  it('opens and closes by the clock, and by an admin’s word', async () => {
    const [opensAt, closesAt] = [later(noon, minutes(10)), later(noon, minutes(20))];
    const window = { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() };
    const campaignId = await addCampaign({ issue: { way: 'CLAIM', ...window } });
    const [hana, minji] = await addShoppers(2);
    const actor = required(hana, 'hana');
    const closed = err({ code: 'coupon.notOpen', ...window });
    expect(await claim(actor, campaignId, { now: later(opensAt, -1) })).toEqual(closed);
    expect(await claim(actor, campaignId, { now: closesAt })).toEqual(closed);
    expect((await claim(actor, campaignId, { now: opensAt })).ok).toBe(true);
    const end = { actor: couponAdmin, campaignId, status: 'ENDED', now: opensAt } as const;
    unwrap(await inTransaction((tx) => changeCampaign(tx, end)));
    expect(await claim(required(minji, 'minji'), campaignId, { now: opensAt })).toEqual(closed);
    expect((await listCoupons(db, { userId: actor.userId, locale: 'en', limit: 5 })).ok).toBe(true);
  });

  it('is for whom it is for', async () => {
    const campaignId = await addCampaign({ tiers: ['VIP', 'GOLD'] });
    const hidden = await addCampaign({ status: 'DRAFT' });
    const [bronze, gold] = [await addShopper(), await addShopper({ tier: 'GOLD' })];
    expect(await claim(bronze, campaignId)).toEqual(err({ code: 'coupon.notEligible', reason: 'TIER' }));
    expect((await claim(gold, campaignId)).ok).toBe(true);
    expect(await claim(gold, hidden)).toEqual(err({ code: 'coupon.campaignNotFound' }));

    const stateFor = async (actor: Actor | null) =>
      (await listOffers(db, { userId: actor?.userId ?? null, locale: 'ko', now: noon })).map(
        ({ claim }) => claim.state,
      );
    expect([await stateFor(null), await stateFor(bronze), await stateFor(gold)]).toEqual([
      ['OPEN'],
      ['NOT_ELIGIBLE'],
      ['CLAIMED'],
    ]);
  });

  it('knows a person with two accounts by phone, address and device, however they are written', async () => {
    const campaignId = await addCampaign({ abusePolicy: 'REFUSE' });
    const flagging = await addCampaign({ abusePolicy: 'FLAG' });
    const [hana, other] = await addShoppers(2);
    const [first, second] = [required(hana, 'hana'), required(other, 'other')];
    await db.user.update({ where: { id: first.userId }, data: { phone: '010-1234-5678' } });
    await db.user.update({ where: { id: second.userId }, data: { phone: '+82 10 1234 5678' } });
    const [firsts, seconds] = [signsOf({ device: 'd1' }), signsOf({ device: 'd2' })];

    const both = [claim(first, campaignId, { signs: firsts }), claim(second, campaignId, { signs: seconds })];
    expect(countCodes(await Promise.all(both))).toEqual({ ok: 1, 'coupon.notEligible': 1 });

    expect((await claim(first, flagging, { signs: firsts })).ok).toBe(true);
    expect((await claim(second, flagging, { signs: seconds })).ok).toBe(true);
    const flags = await db.abuseFlag.findMany();
    expect(flags).toMatchObject([
      { kind: 'PHONE', userId: second.userId, otherUserId: first.userId, masked: '***-****-5678', decision: null },
    ]);

    // What was decided of an account stands the next time, too.
    const again = await addCampaign({ abusePolicy: 'REFUSE' });
    unwrap(await claim(first, again, { signs: firsts }));
    const pair = { campaignId: again, kind: 'PHONE', userId: second.userId, otherUserId: first.userId };
    await db.abuseFlag.create({
      data: { ...pair, id: newId(), createdAt: noon, decision: 'REVOKED', decidedAt: noon, decidedBy: first.userId },
    });
    expect(countCodes([await claim(second, again, { signs: seconds })])).toEqual({ 'coupon.notEligible': 1 });
    await db.abuseFlag.updateMany({ where: pair, data: { decision: 'CLEARED' } });
    expect((await claim(second, again, { signs: seconds })).ok).toBe(true);
  });

  it('never refuses a network: those who claim from one in a crowd, or signed up in a burst, are flagged, and an alert says so once', async () => {
    const campaignId = await addCampaign({ abusePolicy: 'REFUSE' });
    const office = await addShoppers(networkAccountsMin + 1);
    const farm = await addShoppers(burstAccountsMin);
    const few = await addShoppers(2);
    await db.user.updateMany({
      where: { id: { in: farm.map(({ userId }) => userId) } },
      data: { signUpNetwork: new Uint8Array(32).fill(7) },
    });
    const from = (shoppers: Actor[], addressOf: (place: number) => string) =>
      shoppers.map((one, place) => claim(one, campaignId, { signs: signsOf({ address: addressOf(place) }) }));
    const answers = await Promise.all([
      ...from(office, (place) => `121.130.7.${place}`),
      ...from(farm, (place) => `14.${place}.0.1`),
      ...from(few, () => '127.0.0.1'),
    ]);
    expect(countCodes(answers)).toEqual({ ok: answers.length });

    const look = () => inTransaction(async (tx) => ok(await flagCrowds(tx, { now: noon })));
    await Promise.all([look(), look()]);
    const tend = () => inTransaction(async (tx) => ok(await tendAbuseAlerts(tx)));
    await Promise.all([tend(), tend()]);
    const flagged = async (kind: string) =>
      (await db.abuseFlag.findMany({ where: { kind } })).map(({ userId }) => userId).toSorted();
    const idsOf = (shoppers: Actor[]) => shoppers.map(({ userId }) => userId).toSorted();
    expect(await flagged('NETWORK')).toEqual(idsOf(office));
    expect(await flagged('BURST')).toEqual(idsOf(farm));
    expect(await db.alert.findMany()).toMatchObject([{ kind: 'COUPON_ABUSE', subject: campaignId }]);
    expect(unwrap(await look())).toEqual({ judged: 0, isMore: false });
  });
});

describe('codes', () => {
  it('are unguessable, checked, and read however they are typed', () => {
    const codes = Array.from({ length: 500 }, newCouponCode);
    expect(new Set(codes).size).toBe(500);
    for (const code of codes) {
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(isWellFormed(code.toLowerCase().replaceAll('-', ' '))).toBe(true);
      expect(isWellFormed(code.replace(/.$/, (last) => (last === '2' ? '3' : '2')))).toBe(false);
    }
    expect(hashCode('o1l-i')).toEqual(hashCode('0 111'));
  });

  it('a single one is its first user’s alone, and good for a retry', async () => {
    const campaignId = await addCampaign({ issue: { way: 'CODE' } });
    const made = await inTransaction((tx) => createCodes(tx, { actor: couponAdmin, campaignId, count: 3 }));
    const [code = ''] = unwrap(made).codes;
    expect(JSON.stringify(await db.couponCode.findMany())).not.toContain(code);
    const shoppers = await addShoppers(8);
    const answers = await Promise.all(shoppers.map((shopper) => redeem(shopper, code.toLowerCase())));
    expect(countCodes(answers)).toEqual({ ok: 1, 'coupon.unknownCode': 7 });
    const winner = required(shoppers[answers.findIndex((answer) => answer.ok)], 'the winner');
    expect(await redeem(winner, code)).toEqual(answers.find((answer) => answer.ok));
    expect(await brokenBooks()).toEqual([]);
  });

  it('a shared one is everybody’s, once each', async () => {
    await addCampaign({ issue: { way: 'CODE', code: 'hello-2026', quantity: 5 } });
    const [hana, minji] = await addShoppers(2);
    expect((await redeem(required(hana, 'hana'), 'HELLO2026')).ok).toBe(true);
    expect((await redeem(required(minji, 'minji'), 'hello-2026')).ok).toBe(true);
    expect(await redeem(required(hana, 'hana'), 'HELLO2026')).toEqual(err({ code: 'coupon.limitReached', limit: 1 }));
  });
});

describe('given by the house', () => {
  const grant = async (campaignId: string, to: Parameters<typeof grantCoupons>[1]['to']) => {
    const given = await inTransaction((tx) => grantCoupons(tx, { actor: couponAdmin, campaignId, to, now: noon }));
    return given.ok ? readGrant(db, given.value.id) : given;
  };

  it('by name: whoever has one is skipped, and too few for all gives none', async () => {
    const campaignId = await addCampaign({ issue: { way: 'CLAIM', quantity: 4 } });
    const shoppers = await addShoppers(5);
    const [first, ...others] = shoppers.map(({ userId }) => userId);
    expect(await grant(campaignId, { userIds: [required(first, 'first')] })).toMatchObject(
      ok({ state: 'DONE', to: { people: 1 }, wanted: 1, issued: 1, skipped: 0 }),
    );
    expect(
      await grant(campaignId, { userIds: [required(first, 'first'), newId(), ...others.slice(0, 2)] }),
    ).toMatchObject(ok({ state: 'DONE', wanted: 4, issued: 2, skipped: 2 }));
    expect(await grant(campaignId, { userIds: others })).toEqual(err({ code: 'coupon.soldOut' }));
    expect(await db.coupon.count()).toBe(3);
  });

  it('to a tier in batches: nobody twice, however often it is begun anew and beside claims, until all are gone or had', async () => {
    const peopleCount = tierGrantBatchSize + 100;
    await execute(
      db,
      sql`INSERT INTO users (id, email, password_hash, name, tier)
          SELECT gen_random_uuid(), n || '@gold.example', 'none', '금', 'GOLD' FROM generate_series(1, ${peopleCount - 1}) n`,
    );
    const gold = await addShopper({ tier: 'GOLD' });
    const scarce = await addCampaign({ issue: { way: 'CLAIM', quantity: tierGrantBatchSize + 10 } });
    const plenty = await addCampaign({ issue: { way: 'CLAIM' } });
    unwrap(await claim(gold, plenty));
    const grants = [];
    for (const campaignId of [scarce, plenty]) grants.push(unwrap(await grant(campaignId, { tier: 'GOLD' })));
    expect(grants).toMatchObject(Array(2).fill({ state: 'RUNNING', wanted: peopleCount, issued: 0 }));

    const claims = (await addShoppers(5)).map((shopper) => claim(shopper, scarce));
    const goOn = async (grantId: string): Promise<void> => {
      const given = unwrap(await inTransaction((tx) => continueGrant(tx, { grantId, now: noon })));
      if (given.isMore) await goOn(grantId);
    };
    for (let round = 0; round < 2; round++) await Promise.all([...grants, ...grants].map(({ id }) => goOn(id)));
    const claimed = countCodes(await Promise.all(claims)).ok ?? 0;
    const [soldOut, done] = await Promise.all(grants.map(({ id }) => readGrant(db, id)));
    expect(soldOut).toMatchObject(ok({ state: 'SOLD_OUT', issued: tierGrantBatchSize + 10 - claimed }));
    expect(done).toMatchObject(ok({ state: 'DONE', issued: peopleCount - 1, skipped: 1 }));
    expect(await findRunningGrants(db)).toEqual([]);
    expect(await brokenBooks()).toEqual([]);
  });

  it('by itself on an occasion, once however often it is looked', async () => {
    const auto = (on: string, changes: object = {}) => addCampaign({ issue: { way: 'AUTO', on, ...changes } });
    const earlier = await addShopper();
    const now = new Date();
    const opensAt = later(now, -minutes(1)).toISOString();
    await db.user.update({ where: { id: earlier.userId }, data: { createdAt: later(now, -days(30)), tier: 'SILVER' } });
    const newcomer = await addShopper();
    const campaigns = {
      signUp: await auto('SIGN_UP', { opensAt }),
      tierChange: await auto('TIER_CHANGE', { opensAt }),
      firstOrder: await auto('FIRST_ORDER', { opensAt }),
      date: await auto('DATE', { opensAt, quantity: 1 }),
      tomorrow: await auto('DATE', { opensAt: later(now, days(1)).toISOString() }),
    };
    const open = [campaigns.signUp, campaigns.tierChange, campaigns.firstOrder, campaigns.date];
    expect(await findAutomaticCampaigns(db, { now })).toEqual(open.toSorted());
    const look = (campaignId: string) =>
      inTransaction((tx) => issueAutomatic(tx, { campaignId, secret: 'house', now }));
    await Promise.all([...open, ...open].map(look));
    const given = await db.coupon.findMany();
    const ownersOf = (campaignId: string) =>
      given.filter((one) => one.campaignId === campaignId).map(({ userId }) => userId);
    expect(ownersOf(campaigns.signUp)).toEqual([newcomer.userId]);
    expect(ownersOf(campaigns.tierChange)).toEqual([earlier.userId]);
    expect(ownersOf(campaigns.firstOrder)).toEqual([]);
    expect(ownersOf(campaigns.date)).toHaveLength(1);

    const twins = await addShoppers(2);
    const twinIds = twins.map(({ userId }) => userId);
    await db.user.updateMany({ where: { id: { in: twinIds } }, data: { phone: '010-1234-5678' } });
    const strict = await addCampaign({ abusePolicy: 'REFUSE', issue: { way: 'AUTO', on: 'SIGN_UP', opensAt } });
    unwrap(await look(strict));
    unwrap(await look(strict));
    const has = (await db.coupon.findMany({ where: { campaignId: strict, userId: { in: twinIds } } })).length;
    expect([has, await db.abuseFlag.count({ where: { campaignId: strict, refused: true } })]).toEqual([1, 1]);
  });
});

it('a campaign that is over already is not started', async () => {
  const use = { until: later(noon, days(1)).toISOString() };
  const campaignId = await addCampaign({ status: 'DRAFT', use });
  const start = (now: Date) =>
    inTransaction((tx) => changeCampaign(tx, { actor: couponAdmin, campaignId, now, status: 'RUNNING' }));
  const errors = [{ path: 'use.until', message: 'must be in the future' }];
  expect(await start(later(noon, days(2)))).toEqual(err({ code: 'coupon.campaignInvalid', errors }));
  expect(await start(noon)).toMatchObject({ ok: true });
});

it('what a coupon promises stays once it is out', async () => {
  const campaignId = await addCampaign({ issue: { way: 'CLAIM', quantity: 10 } });
  const change = (changes: object) =>
    inTransaction((tx) => changeCampaign(tx, { actor: couponAdmin, campaignId, now: noon, ...changes }));
  unwrap(await change({ discount: { type: 'FIXED', amountWon: 5_000 } }));
  unwrap(await claim(await addShopper(), campaignId));
  expect(await change({ discount: { type: 'FIXED', amountWon: 1 } })).toEqual(
    err({ code: 'coupon.campaignFixed', members: ['discount'] }),
  );
  unwrap(await change({ name: { ko: '겨울 쿠폰' }, issue: { way: 'CLAIM', quantity: 1 } }));
  expect(await change({ name: { ko: '봄' }, version: 2 })).toEqual(err({ code: 'coupon.campaignChanged', version: 3 }));
});

it('ends with its time, in batches, and its history says so', async () => {
  const campaignId = await addCampaign({ use: { days: 1 } });
  const hana = await addShopper();
  unwrap(await claim(hana, campaignId));
  const { id } = await db.coupon.findFirstOrThrow();
  expect(await findOverdueCouponIds(db, { now: later(noon, days(1) - 1) })).toEqual([]);
  const now = later(noon, days(1));
  const couponIds = await findOverdueCouponIds(db, { now });
  const expire = () => inTransaction(async (tx) => ok(await expireCoupons(tx, { couponIds, now })));
  const counts = await Promise.all([expire(), expire()]);
  expect(counts.map((count) => unwrap(count)).toSorted()).toEqual([0, 1]);
  const history = unwrap(await readCouponHistory(db, { couponId: id }));
  expect(history.items.map(({ type, by }) => [type, by])).toEqual([
    ['ISSUED', 'CUSTOMER'],
    ['EXPIRED', 'SYSTEM'],
  ]);
  expect(unwrap(await readCampaignStats(db, campaignId))).toMatchObject({ issued: 1, expired: 1, useRate: 0 });
});

it('the state machine of SQL is the one of the code', async () => {
  const targets: Record<keyof typeof couponActions, readonly string[]> = {
    hold: ['HELD'],
    use: ['USED'],
    release: ['USABLE', 'EXPIRED'],
    restore: ['USABLE', 'EXPIRED'],
    expire: ['EXPIRED'],
    revoke: ['REVOKED'],
  };
  const ofCode = Object.entries(couponActions).flatMap(([action, froms]) =>
    froms.flatMap((from) => targets[action as keyof typeof couponActions].map((to) => `${from} ${to}`)),
  );
  const ofSql = await rows<{ pair: string }>(
    db,
    sql`SELECT a || ' ' || b AS pair FROM unnest(${couponStates}::text[]) a, unnest(${couponStates}::text[]) b
        WHERE coupon_transition_allowed(a::coupon_state, b::coupon_state)`,
  );
  expect(ofSql.map(({ pair }) => pair).toSorted()).toEqual([...new Set(ofCode)].toSorted());
});
