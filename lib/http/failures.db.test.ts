import { PrismaPg } from '@prisma/adapter-pg';
import { describe, expect, it } from 'vitest';
import { execute, firstRow, sql } from '@/lib/db/sql';
import { testDb } from '@/lib/db/test-database';
import { inTransaction, sqlState } from '@/lib/db/transaction';
import { addVariant } from '@/lib/orders/test-shop';
import { err, ok } from '@/lib/shared/result';
import { PrismaClient } from '@/prisma/generated/client/client';
import { defineRoute } from './define-route';
import { failureOf, isUnavailable } from './failures';
import { WaitingLine } from './waiting-line';

const db = testDb();
const thrownBy = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('a database that is away', () => {
  it('is a 503, whether it refuses, or cuts the connection in a transaction', async () => {
    const nowhere = new PrismaClient({ adapter: new PrismaPg({ connectionString: 'postgresql://x:x@127.0.0.1:1/x' }) });
    const refused = await thrownBy(nowhere.$transaction((tx) => tx.user.count()));
    expect(isUnavailable(refused)).toBe(true);
    expect(isUnavailable(await thrownBy(nowhere.user.count()))).toBe(true);
    expect(failureOf(refused, { traceId: 't', name: 'test' })).toEqual({
      code: 'http.unavailable',
      retryAfterSeconds: 2,
    });

    const cut = await thrownBy(
      inTransaction(async (tx) => {
        const own = await firstRow<{ pid: number }>(tx, sql`SELECT pg_backend_pid() AS pid`);
        await db.$queryRaw`SELECT pg_terminate_backend(${own?.pid}::int)`;
        await tx.user.count();
        return ok(undefined);
      }),
    );
    expect(isUnavailable(cut)).toBe(true);
  });

  it('is not what a broken rule is: that is a bug of ours', async () => {
    const variantId = await addVariant({ units: 1 });
    const broken = await thrownBy(db.stockLevel.update({ where: { variantId }, data: { reservedUnits: 2 } }));
    expect(isUnavailable(broken)).toBe(false);
    expect(failureOf(broken, { traceId: 't', name: 'test' })).toEqual({ code: 'http.broken' });
    expect(isUnavailable(new TypeError('x'))).toBe(false);
  });
});

it('a rush for one thing is a 429 with a time for who waited long enough, and nothing was done for them', async () => {
  let isWorking = () => {};
  const working = new Promise<void>((resolve) => {
    isWorking = resolve;
  });
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let doneCount = 0;
  const route = defineRoute(
    {
      ...{ name: 'wantedByMany', summary: 'Wanted by many', actor: 'public', transaction: false },
      line: new WaitingLine({ atOnceMax: () => 1, waitMsMax: 1 }),
    },
    async () => {
      doneCount += 1;
      isWorking();
      await finished;
      return ok(undefined);
    },
  );
  const ask = () => route(new Request('http://localhost:3000/x', { method: 'POST' }), { params: Promise.resolve({}) });
  const served = ask();
  await working;
  const refused = await ask();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  expect(await refused.json()).toMatchObject({ code: 'http.tooManyAtOnce', retryAfterSeconds: 1 });
  finish();
  expect([(await served).status, doneCount]).toEqual([204, 1]);
});

describe('inTransaction', () => {
  it('rolls back what returned an error and what threw', async () => {
    const variantId = await addVariant({ units: 1 });
    const take = sql`UPDATE stock_levels SET on_hand_units = 0 WHERE variant_id = ${variantId}::uuid`;
    const refused = await inTransaction(async (tx) => {
      await execute(tx, take);
      return err({ code: 'test.refused' });
    });
    expect(refused).toEqual({ ok: false, error: { code: 'test.refused' } });
    const thrown = inTransaction(async (tx) => {
      await execute(tx, take);
      throw new Error('bug');
    });
    await expect(thrown).rejects.toThrow('bug');
    expect(await db.stockLevel.findFirst()).toMatchObject({ onHandUnits: 1 });
  });

  it('tries again after a deadlock', async () => {
    const [one, two] = [await addVariant({ units: 10 }), await addVariant({ units: 10 })];
    const take = (variantId: string) =>
      sql`UPDATE stock_levels SET on_hand_units = on_hand_units - 1 WHERE variant_id = ${variantId}::uuid`;
    let attempts = 0;
    let meet = () => {};
    const bothHaveOne = new Promise<void>((resolve) => {
      let arrived = 0;
      meet = () => void (++arrived === 2 && resolve());
    });
    const cross = (first: string, second: string) =>
      inTransaction(async (tx) => {
        attempts += 1;
        await execute(tx, take(first));
        meet();
        await bothHaveOne;
        await execute(tx, take(second));
        return ok(undefined);
      });
    expect(await Promise.all([cross(one, two), cross(two, one)])).toEqual([ok(undefined), ok(undefined)]);
    // Whoever has to give way may come back first, and they meet once more.
    expect(attempts).toBeGreaterThanOrEqual(3);
    expect((await db.stockLevel.findMany()).map((level) => level.onHandUnits)).toEqual([8, 8]);
  });

  it('knows the state that Postgres gave, raw or through a model', async () => {
    const variantId = await addVariant({ units: 1 });
    const raw = db.$executeRaw`UPDATE stock_levels SET reserved_units = 5 WHERE variant_id = ${variantId}::uuid`;
    expect(sqlState(await thrownBy(raw))).toBe('23514');
  });
});
