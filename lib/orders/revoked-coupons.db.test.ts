import { describe, expect, it } from 'vitest';
import { claimCoupon } from '@/lib/coupons/claim-coupon';
import { readCouponHistory } from '@/lib/coupons/queries';
import { findRunningRevocations, listUserRevocations, readRevocation } from '@/lib/coupons/revocation-queries';
import { startRevocation } from '@/lib/coupons/start-revocation';
import { addCampaign, couponAdmin } from '@/lib/coupons/test-campaigns';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import type { Actor } from '@/lib/identity/model';
import { err, unwrap } from '@/lib/shared/result';
import { placeOrder } from './place-order';
import { revokeNext } from './revoke-next';
import { buy, choose, claimed, historyOf, newShop, pay, revoke, stateOf } from './test-coupon-shop';
import { addShopper, brokenBooks, checkout, fillCart, noon } from './test-shop';

const db = testDb();

describe('revoking a coupon', () => {
  it('that an unpaid order holds quotes the order again, which asks for the new total', async () => {
    const { hana, jar, campaignId, couponId } = await newShop({ stackable: true, issue: { way: 'CLAIM', perUser: 2 } });
    const other = await claimed(hana, campaignId);
    const placed = unwrap(await buy(hana, { [jar]: 2 }, [couponId, other], { pay: false }));
    expect(placed.totalWon).toBe(54_000);
    unwrap(await revoke(couponId));
    expect([await stateOf(couponId), await stateOf(other)]).toEqual(['REVOKED', 'HELD']);
    const changed = err({ code: 'order.totalChanged', totalWon: 57_000 });
    expect(await pay(hana, placed)).toEqual(changed);
    expect(await pay(hana, placed, { expectedTotalWon: 54_000 })).toEqual(changed);
    expect(unwrap(await pay(hana, placed, { expectedTotalWon: 57_000 })).paidWon).toBe(57_000);
    expect(await brokenBooks()).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('against a payment at the same moment: used, or revoked and asked again (%i)', async () => {
    const { hana, jar, couponId } = await newShop();
    const placed = unwrap(await buy(hana, { [jar]: 2 }, [couponId], { pay: false }));
    const [paid, revoked] = await Promise.all([pay(hana, placed), revoke(couponId)]);
    expect(paid.ok).toBe(!revoked.ok);
    if (!paid.ok) expect(paid.error).toMatchObject({ code: 'order.totalChanged', totalWon: 60_000 });
    expect(await stateOf(couponId)).toBe(paid.ok ? 'USED' : 'REVOKED');
    expect(await brokenBooks()).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('against a placement at the same moment: one outcome (%i)', async () => {
    const { hana, jar, couponId } = await newShop();
    await fillCart(hana, { [jar]: 1 });
    const cart = unwrap(await choose(hana, [couponId]));
    const order = checkout(hana, cart.version, { pay: false, expectedTotalWon: 30_000 });
    const [placed, revoked] = await Promise.all([inTransaction((tx) => placeOrder(tx, order)), revoke(couponId)]);
    expect(revoked.ok).toBe(true);
    if (!placed.ok) expect(['order.totalChanged', 'coupon.gone']).toContain(placed.error.code);
    else expect(await pay(hana, placed.value)).toEqual(err({ code: 'order.totalChanged', totalWon: 33_000 }));
    expect(await brokenBooks()).toEqual([]);
  });

  it('against claims at the same moment: who lost it gets no other, and nobody gets it instead', async () => {
    const campaignId = await addCampaign({ issue: { way: 'CLAIM', quantity: 5 } });
    const people = await Promise.all(Array.from({ length: 10 }, () => addShopper()));
    const ask = (actor: Actor) => inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs: null, now: noon }));
    const lost = await Promise.all(
      people.map(async (actor) => {
        const first = await ask(actor);
        if (!first.ok || !('id' in first.value)) return null;
        const [revoked, again] = await Promise.all([revoke(first.value.id), ask(actor)]);
        expect([revoked.ok, again]).toEqual([true, err({ code: 'coupon.limitReached', limit: 1 })]);
        return first.value.id;
      }),
    );
    const revokedIds = lost.filter((id) => id !== null);
    expect(revokedIds).toHaveLength(5);
    expect(await db.coupon.count()).toBe(5);
    for (const id of revokedIds) expect(await historyOf(id)).toEqual(['ISSUED', 'REVOKED']);
    expect(await brokenBooks()).toEqual([]);
  });

  it('that was used, or is over, changes nothing', async () => {
    const { hana, jar, couponId } = await newShop();
    unwrap(await buy(hana, { [jar]: 1 }, [couponId]));
    expect(await revoke(couponId)).toEqual(err({ code: 'coupon.notRevocable', couponState: 'USED' }));
  });

  it('of a whole campaign: used ones stay, held ones have their orders asked again, claims at that moment have none or lose it, and once is enough', async () => {
    const { campaignId, hana, cup, couponId } = await newShop();
    const [minji, jiho] = [await addShopper({ balanceWon: 100_000 }), await addShopper()];
    const used = await claimed(minji, campaignId);
    unwrap(await buy(minji, { [cup]: 1 }, [used]));
    const placed = unwrap(await buy(hana, { [cup]: 1 }, [couponId], { pay: false }));
    const left = await claimed(jiho, campaignId);

    const late = await Promise.all(Array.from({ length: 6 }, () => addShopper()));
    const claims = late.map((actor) =>
      inTransaction((tx) => claimCoupon(tx, { actor, campaignId, signs: null, now: noon })),
    );
    const of = { campaignId };
    const start = { actor: couponAdmin, of, reason: '잘못된 행사', now: noon };
    const { id: revocationId } = unwrap(await inTransaction((tx) => startRevocation(tx, start)));
    const goOn = async (): Promise<void> => {
      if (unwrap(await inTransaction((tx) => revokeNext(tx, { revocationId, now: noon }))).isMore) await goOn();
    };
    await Promise.all([goOn(), goOn()]);
    const codes = (await Promise.all(claims)).map((one) => (one.ok ? 'ok' : one.error.code));
    expect(codes.filter((code) => code !== 'ok' && code !== 'coupon.notOpen')).toEqual([]);
    expect(await db.coupon.count({ where: { state: { in: ['USABLE', 'HELD'] } } })).toBe(0);
    expect(await historyOf(couponId)).toEqual(['ISSUED', 'HELD', 'REVOKED']);
    expect(await pay(hana, placed)).toMatchObject({ ok: false, error: { code: 'order.totalChanged' } });
    expect([await stateOf(used), await stateOf(left)]).toEqual(['USED', 'REVOKED']);
    const { items } = unwrap(await readCouponHistory(db, { couponId: left }));
    expect(items.at(-1)).toMatchObject({ by: 'ADMIN', reason: '잘못된 행사' });
    const revoked = await db.coupon.count({ where: { state: 'REVOKED' } });
    expect(unwrap(await readRevocation(db, revocationId))).toMatchObject({ state: 'DONE', revoked });
    expect(await findRunningRevocations(db)).toEqual([]);
    expect(await brokenBooks()).toEqual([]);
  });

  it('of a person: of all campaigns, or of one, and those go on', async () => {
    const { campaignId, hana, couponId } = await newShop();
    const other = await claimed(hana, await addCampaign());
    const revokeOf = async (campaign?: string) => {
      const of = { userId: hana.userId, campaignId: campaign };
      const start = { actor: couponAdmin, of, reason: '부정 사용', now: noon };
      const { id: revocationId } = unwrap(await inTransaction((tx) => startRevocation(tx, start)));
      while (unwrap(await inTransaction((tx) => revokeNext(tx, { revocationId, now: noon }))).isMore);
    };
    await revokeOf(campaignId);
    expect([await stateOf(couponId), await stateOf(other)]).toEqual(['REVOKED', 'USABLE']);
    await revokeOf();
    expect(await stateOf(other)).toBe('REVOKED');
    expect(await db.couponCampaign.count({ where: { status: 'RUNNING' } })).toBe(2);
    expect(unwrap(await listUserRevocations(db, { userId: hana.userId, limit: 5 })).items).toMatchObject([
      { campaignId: null, wanted: 1, revoked: 1, state: 'DONE' },
      { campaignId, wanted: 1, revoked: 1, state: 'DONE' },
    ]);
  });
});
