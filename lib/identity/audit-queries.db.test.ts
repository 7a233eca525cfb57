import { describe, expect, it } from 'vitest';
import { testDb } from '@/lib/db/test-database';
import { newId } from '@/lib/shared/ids';
import { encodeCursor } from '@/lib/shared/pagination';
import { unwrap } from '@/lib/shared/result';
import { AuditEntryView, AuditQuery } from './audit-model';
import { listAuditEntries } from './audit-queries';
import { writeAuditLog } from './write-audit-log';

const db = testDb();

const noon = '2026-11-23T12:00:00.456Z';

type Planted = Partial<{ id: string; actorId: string; action: string; entityType: string; entityId: string }>;

async function plant(entries: (Planted & { at?: string })[]): Promise<string[]> {
  const data = entries.map(({ at = noon, ...entry }) => ({
    ...{ id: crypto.randomUUID(), actorId: newId(), action: 'stock.move', entityType: 'variant', entityId: newId() },
    ...entry,
    occurredAt: at,
  }));
  await db.auditLog.createMany({ data });
  return data.map(({ id }) => id);
}

async function found(query: Record<string, unknown>): Promise<string[]> {
  return unwrap(await listAuditEntries(db, AuditQuery.parse(query))).items.map(({ id }) => id);
}

async function throughPages(limit: number): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = unwrap(await listAuditEntries(db, AuditQuery.parse({ limit, cursor })));
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return seen;
}

describe('listAuditEntries', () => {
  it('says who did what, with before and after', async () => {
    const userId = newId();
    await db.user.create({
      data: { id: userId, email: 'admin@maru.example', passwordHash: 'x', name: '관리', role: 'ADMIN' },
    });
    const entry = { action: 'stock.move', entityType: 'variant', entityId: newId() } as const;
    const change = { before: { units: 1 }, after: { units: 3 }, groupId: newId() };
    await db.$transaction((tx) => writeAuditLog(tx, { actor: { userId }, ...entry, ...change }));
    const { items } = unwrap(await listAuditEntries(db, AuditQuery.parse({})));
    expect(items).toMatchObject([{ actor: { id: userId, name: '관리' }, ...entry, ...change }]);
    AuditEntryView.strict().parse(items[0]);
  });

  it('has no name for an actor without an account, and no facts where there were none', async () => {
    const actorId = newId();
    await plant([{ actorId }]);
    const { items } = unwrap(await listAuditEntries(db, AuditQuery.parse({})));
    expect(items).toMatchObject([{ actor: { id: actorId, name: null }, groupId: null, before: null, after: null }]);
  });

  it('shows each entry once over its pages, newest first', async () => {
    const ids = await plant(
      [3, 1, 6, 0, 5, 2, 4].map((minute) => ({ at: `2026-11-23T12:0${minute}:00Z`, action: `${minute}` })),
    );
    expect(await throughPages(3)).toEqual([2, 4, 6, 0, 5, 1, 3].map((place) => ids[place]));
  });

  it('neither loses nor repeats entries of one moment, whatever their ids', async () => {
    const [older] = await plant([{ at: '2026-11-23T12:00:00.455Z' }]);
    const ids = await plant(Array.from({ length: 7 }, () => ({})));
    const [newer] = await plant([{ at: '2026-11-23T12:00:00.457Z' }]);
    for (const limit of [1, 2, 3, 8]) {
      expect(await throughPages(limit)).toEqual([newer, ...ids.toSorted().reverse(), older]);
    }
  });

  it('is narrowed by each of its filters, and by all at once', async () => {
    const actorId = newId();
    const entityId = newId();
    const one = { actorId, action: 'product.change', entityType: 'product', entityId, at: '2026-11-23T13:00:00Z' };
    const [id] = await plant([one, {}, { action: 'product.changes', entityType: 'productImport' }]);
    const filters = {
      actorId,
      action: 'product.change',
      entityType: 'product',
      entityId,
      from: '2026-11-23T13:00:00Z',
    };
    for (const [name, value] of Object.entries(filters)) expect(await found({ [name]: value }), name).toEqual([id]);
    expect(await found(filters)).toEqual([id]);
    expect(await found({ ...filters, entityType: 'variant' })).toEqual([]);
  });

  it('has what happened from the first moment on and before the last', async () => {
    const [, second] = await plant(['12:00', '12:01', '12:02'].map((at) => ({ at: `2026-11-23T${at}:00Z` })));
    expect(await found({ from: '2026-11-23T12:01:00Z', to: '2026-11-23T12:02:00Z' })).toEqual([second]);
  });

  it('refuses a cursor that is none of its own', async () => {
    const badCursor = { ok: false, error: { code: 'http.badCursor' } };
    for (const cursor of ['nonsense', encodeCursor([newId()]), encodeCursor(['0000-01-01T00:00:00Z', newId()])])
      expect(await listAuditEntries(db, AuditQuery.parse({ cursor }))).toEqual(badCursor);
  });
});
