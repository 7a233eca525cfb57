import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { execute, rows, sql } from '@/lib/db/sql';
import { testDb, truncateAll } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { addVariant, testAdmin } from '@/lib/inventory/test-products';
import type { SendOutcome } from '@/lib/notifications/model';
import { resendMessage } from '@/lib/notifications/resend-message';
import { endSubscriptions } from '@/lib/notifications/restock/end-subscriptions';
import { wavePauseMs } from '@/lib/notifications/restock/model';
import { findRestocks } from '@/lib/notifications/restock/queries';
import { addWaiting, dawn, mailbox, move } from '@/lib/notifications/restock/test-waiting';
import { sendDueMessages } from '@/lib/notifications/send-due-messages';
import type { SendMail } from '@/lib/notifications/send-mail';
import { later, minutes } from '@/lib/shared/clock';
import { newId } from '@/lib/shared/ids';
import { ok, unwrap } from '@/lib/shared/result';
import { tellWaiting } from './tell-waiting';

const db = testDb();
const noon = later(dawn, minutes(12 * 60));

describe('a restock of 7 units with 50 waiting', () => {
  test('tells exactly the first 14, in order, once, and the next 14 half an hour later', async () => {
    const variantId = await addVariant(0);
    const line = await addWaiting(variantId, 50);
    await move(variantId, 7);
    const { sent, send } = mailbox();

    const first = await tellWaiting({ variantId, clock: () => noon, send });
    expect(first).toEqual({ told: 14, stopped: 'ENDED', nextWaveAt: later(noon, wavePauseMs).toISOString() });
    expect(sent).toEqual(line.slice(0, 14));

    const tooEarly = later(noon, wavePauseMs - 1);
    expect(await tellWaiting({ variantId, clock: () => tooEarly, send })).toMatchObject({ stopped: 'NOTHING_TO_TELL' });
    expect(await findRestocks(db, { now: tooEarly })).toEqual([]);
    const intime = later(noon, wavePauseMs);
    expect(await findRestocks(db, { now: intime })).toEqual([{ variantId }]);
    await tellWaiting({ variantId, clock: () => intime, send });
    expect(sent).toEqual(line.slice(0, 28));
    expect(await wavesOf(variantId)).toEqual([
      { number: 1, availableUnits: 7, size: 14, endedBy: 'COMPLETE', told: 14 },
      { number: 2, availableUnits: 7, size: 14, endedBy: 'COMPLETE', told: 14 },
    ]);
  });

  test('tells nobody more when no unit remains', async () => {
    const variantId = await addVariant(0);
    await addWaiting(variantId, 50);
    await move(variantId, 7);
    const { sent, send } = mailbox();
    await tellWaiting({ variantId, clock: () => noon, send });
    await move(variantId, -7);
    const next = later(noon, wavePauseMs);
    expect(await findRestocks(db, { now: next })).toEqual([]);
    expect(await tellWaiting({ variantId, clock: () => next, send })).toMatchObject({ stopped: 'NOTHING_TO_TELL' });
    expect(sent).toHaveLength(14);
  });

  test('stops in the middle of a wave when the units are gone; the others keep their places', async () => {
    const variantId = await addVariant(0);
    const line = await addWaiting(variantId, 50);
    await move(variantId, 7);
    const { sent, send } = mailbox((count) => (count === 4 ? move(variantId, -7) : Promise.resolve()));
    const telling = await tellWaiting({ variantId, clock: () => noon, send });
    expect(telling).toEqual({ told: 5, stopped: 'ENDED', nextWaveAt: null });
    expect(await wavesOf(variantId)).toEqual([
      { number: 1, availableUnits: 7, size: 14, endedBy: 'SOLD_OUT', told: 5 },
    ]);

    await move(variantId, 1);
    await tellWaiting({ variantId, clock: () => later(noon, wavePauseMs), send });
    expect(sent).toEqual(line.slice(0, 7));
  });

  test('is told once and in order by engines that work on the same wave at once', async () => {
    const variantId = await addVariant(0);
    const line = await addWaiting(variantId, 50);
    await move(variantId, 7);
    // While a mail leaves, another engine finds nothing to do.
    const { sent, send } = mailbox(async () => {
      expect(await tellWaiting({ variantId, clock: () => noon })).toMatchObject({ told: 0, stopped: 'BUSY' });
    });
    const engine = async () => {
      // An engine that finds the wave busy leaves, and is woken again.
      while ((await tellWaiting({ variantId, clock: () => noon, send })).stopped === 'BUSY');
    };
    await Promise.all([engine(), engine(), engine(), engine()]);
    expect(sent).toEqual(line.slice(0, 14));
    expect(await wavesOf(variantId)).toHaveLength(1);
  });
});

test('whoever ends while a wave is told is left out, and what is sold out, archived or awaited by nobody starts none', async () => {
  const variantId = await addVariant(0);
  const line = await addWaiting(variantId, 6);
  await move(variantId, 2);
  const { sent, send } = mailbox((count) => (count === 0 ? end(line[2] ?? '') : Promise.resolve()));
  await tellWaiting({ variantId, clock: () => noon, send });
  expect(sent).toEqual([line[0], line[1], line[3]]);

  const later30 = later(noon, wavePauseMs);
  await execute(db, sql`UPDATE products SET status = 'ARCHIVED'`);
  expect(await findRestocks(db, { now: later30 })).toEqual([]);
  expect(await tellWaiting({ variantId, clock: () => later30, send })).toMatchObject({ stopped: 'NOTHING_TO_TELL' });
  expect(await findRestocks(db, { among: [await addVariant(3)], now: noon })).toEqual([]);
});

describe('a crash between the record and the end of sending', () => {
  test('repeats nothing: the message shows UNKNOWN, the wave goes on, and people may send it again', async () => {
    const variantId = await addVariant(0);
    const line = await addWaiting(variantId, 4);
    await move(variantId, 2);
    const { sent, send } = mailbox(async (count) => {
      if (count === 1) throw new Error('the process dies');
    });
    await expect(tellWaiting({ variantId, clock: () => noon, send })).rejects.toThrow('dies');

    const after = mailbox();
    // Nobody knows yet whether it is still leaving.
    expect(await tellWaiting({ variantId, clock: () => noon, send: after.send })).toMatchObject({ stopped: 'BUSY' });
    await endLeases();
    expect(await findRestocks(db, { now: noon })).toEqual([{ variantId }]);
    await tellWaiting({ variantId, clock: () => noon, send: after.send });
    await sendDueMessages(db, { now: noon, send: after.send });
    expect([...sent, ...after.sent]).toEqual([line[0], line[2], line[3]]);
    expect(await statesOf(variantId)).toEqual([
      [line[0], 'NOTIFIED', 'SENT'],
      [line[1], 'NOTIFIED', 'UNKNOWN'],
      [line[2], 'NOTIFIED', 'SENT'],
      [line[3], 'NOTIFIED', 'SENT'],
    ]);
  });
});

test('what people have sent again by hand is theirs: a wave neither sends it, nor takes it back when the units are gone', async () => {
  const variantId = await addVariant(0);
  const line = await addWaiting(variantId, 2);
  await move(variantId, 1);
  const dies: SendMail = async () => {
    throw new Error('the process dies');
  };
  await expect(tellWaiting({ variantId, clock: () => noon, send: dies })).rejects.toThrow('dies');
  await endLeases();
  const { sent, send } = mailbox();
  await sendDueMessages(db, { now: noon, send });
  const { id: messageId } = await db.message.findFirstOrThrow({ where: { state: 'UNKNOWN' } });
  unwrap(await inTransaction((tx) => resendMessage(tx, { actor: testAdmin, messageId })));
  await move(variantId, -1);
  await tellWaiting({ variantId, clock: () => noon, send });
  expect(sent).toEqual([]);
  await sendDueMessages(db, { now: noon, send });
  expect(sent).toEqual([line[0]]);
  expect(await statesOf(variantId)).toEqual([
    [line[0], 'NOTIFIED', 'SENT'],
    [line[1], 'WAITING', null],
  ]);
});

describe('a mail server that is away', () => {
  const away: SendMail = async () => ({ type: 'postponed', error: 'connection refused', unreachable: true });

  test('holds the wave, which goes on with the same person once the message is due', async () => {
    const variantId = await addVariant(0);
    const line = await addWaiting(variantId, 3);
    await move(variantId, 2);
    expect(await tellWaiting({ variantId, clock: () => noon, send: away })).toMatchObject({ stopped: 'POSTPONED' });
    await makeDue();
    // The wave looks at the stock before each try, so nobody else sends its messages.
    const { sent, send } = mailbox();
    await sendDueMessages(db, { now: noon, send });
    expect(sent).toEqual([]);
    await tellWaiting({ variantId, clock: () => noon, send });
    expect(sent).toEqual(line);
  });

  test('takes nobody’s place when the units are gone before it is back', async () => {
    const variantId = await addVariant(0);
    const line = await addWaiting(variantId, 3);
    await move(variantId, 2);
    await tellWaiting({ variantId, clock: () => noon, send: away });
    await move(variantId, -2);
    await makeDue();
    const { sent, send } = mailbox();
    expect(await tellWaiting({ variantId, clock: () => noon, send })).toMatchObject({ stopped: 'ENDED' });
    await sendDueMessages(db, { now: noon, send });
    expect(sent).toEqual([]);
    await move(variantId, 1);
    await tellWaiting({ variantId, clock: () => later(noon, wavePauseMs), send });
    expect(sent).toEqual(line.slice(0, 2));
  });
});

test('whatever is subscribed, ended, restocked, sold, crashed or postponed, nobody is told twice, and all in order', {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 20 }), async (deeds) => {
      await truncateAll();
      const variantId = await addVariant(0);
      const world = { variantId, now: noon, joined: 0, left: [] as string[], reached: [] as string[] };
      for (const one of deeds) await act(world, one);

      // A message reached its mailbox once at most, …
      expect(new Set(world.reached).size).toBe(world.reached.length);
      // … in the order of the line (addresses count up), …
      expect(world.reached).toEqual(world.reached.toSorted());
      // … was recorded before it left, and nobody has two.
      const told = await rows<{ email: string; count: number }>(
        db,
        sql`SELECT recipient AS email, count(*) FROM messages WHERE state <> 'CANCELLED' GROUP BY recipient`,
      );
      expect(told.filter(({ count }) => count > 1)).toEqual([]);
      expect(told.map(({ email }) => email)).toEqual(expect.arrayContaining(world.reached));
      const broken = await rows(
        db,
        sql`SELECT w.number FROM restock_waves w JOIN restock_subscriptions s ON s.wave_id = w.id
            GROUP BY w.id HAVING count(*) > 2 * w.available_units`,
      );
      expect(broken).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

type World = { variantId: string; now: Date; joined: number; left: string[]; reached: string[] };
type Deed = { what: 'join' | 'leave' | 'move' | 'tell' | 'wait'; count: number; fate: Fate };
type Fate = 'sent' | 'dies before' | 'dies after' | 'postponed' | 'refused';

const deed = fc.record<Deed>({
  what: fc.constantFrom('join', 'join', 'leave', 'move', 'move', 'tell', 'tell', 'tell', 'wait'),
  count: fc.integer({ min: 1, max: 4 }),
  fate: fc.constantFrom<Fate>('sent', 'sent', 'sent', 'dies before', 'dies after', 'postponed', 'refused'),
});

async function act(world: World, { what, count, fate }: Deed): Promise<void> {
  const { variantId } = world;
  const { onHandUnits } = await db.stockLevel.findUniqueOrThrow({ where: { variantId } });
  if (what === 'join') await join(world, count);
  if (what === 'leave') await end(address(count));
  if (what === 'move' && count > 2) await move(variantId, count);
  if (what === 'move' && count <= 2 && onHandUnits > 0) await move(variantId, -Math.min(count, onHandUnits));
  if (what === 'wait') {
    world.now = later(world.now, wavePauseMs);
    await endLeases();
    await makeDue();
  }
  if (what === 'tell') {
    // Two engines at once, and a third while each mail leaves. The fate meets the mail with this number.
    let mails = 0;
    const send: SendMail = async ({ recipient }) => {
      mails += 1;
      const fateless: SendMail = async (mail) => reach(world, mail.recipient);
      await tellWaiting({ variantId, clock: () => world.now, send: fateless });
      if (mails !== count || fate === 'sent') return reach(world, recipient);
      if (fate === 'dies before') throw new Error('the process dies');
      if (fate === 'postponed') return { type: 'postponed', error: 'away', unreachable: true };
      if (fate === 'refused') return { type: 'refused', error: 'no such mailbox' };
      reach(world, recipient);
      throw new Error('the process dies');
    };
    const engine = () => tellWaiting({ variantId, clock: () => world.now, send });
    const ends = await Promise.allSettled([engine(), engine()]);
    const bugs = ends.filter((one) => one.status === 'rejected' && !/the process dies/.test(String(one.reason)));
    expect(bugs).toEqual([]);
    await sendDueMessages(db, { now: world.now, send: async ({ recipient }) => reach(world, recipient) });
  }
}

function reach(world: World, recipient: string): SendOutcome {
  world.reached.push(recipient);
  return { type: 'sent' };
}

async function join(world: World, count: number): Promise<void> {
  const data = Array.from({ length: count }, () => {
    world.joined += 1;
    return {
      id: newId(),
      variantId: world.variantId,
      email: address(world.joined),
      locale: 'en' as const,
      state: 'WAITING' as const,
      createdAt: world.now,
      waitingSince: later(world.now, world.joined),
    };
  });
  await db.restockSubscription.createMany({ data });
}

const address = (number: number) => `p-${String(number).padStart(3, '0')}@mail.example`;

async function end(email: string): Promise<void> {
  await inTransaction(async (tx) => ok(await endSubscriptions(tx, { where: sql`s.email = ${email}`, now: noon })));
}

/** As if the leases' time had passed. */
function endLeases(): Promise<number> {
  return execute(
    db,
    sql`UPDATE messages SET leased_until = clock_timestamp() - interval '1 s' WHERE state = 'SENDING'`,
  );
}

function makeDue(): Promise<number> {
  return execute(db, sql`UPDATE messages SET due_at = clock_timestamp() - interval '1 s' WHERE state = 'WAITING'`);
}

function wavesOf(variantId: string) {
  return rows(
    db,
    sql`SELECT w.number, w.available_units, w.size, w.ended_by::text,
          (SELECT count(*) FROM restock_subscriptions s WHERE s.wave_id = w.id) AS told
        FROM restock_waves w WHERE w.variant_id = ${variantId}::uuid ORDER BY w.number`,
  );
}

async function statesOf(variantId: string) {
  const found = await rows<{ email: string; state: string; message: string }>(
    db,
    sql`SELECT s.email, s.state::text, m.state::text AS message FROM restock_subscriptions s LEFT JOIN messages m ON m.id = s.message_id
        WHERE s.variant_id = ${variantId}::uuid ORDER BY s.waiting_since`,
  );
  return found.map(({ email, state, message }) => [email, state, message]);
}
