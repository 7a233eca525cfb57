import { beforeAll, describe, expect, it } from 'vitest';
import { addRun, installRunnerTables } from '@/inngest/embedded/test-runs';
import { testDb } from '@/lib/db/test-database';
import { inTransaction } from '@/lib/db/transaction';
import { issueToken } from '@/lib/identity/issue-token';
import type { Role } from '@/lib/identity/model';
import { newId } from '@/lib/shared/ids';
import { unwrap } from '@/lib/shared/result';
import * as jobs from './route';
import * as cancellation from './runs/[id]/cancellation/route';
import * as rerun from './runs/[id]/rerun/route';
import * as run from './runs/[id]/route';
import * as runs from './runs/route';

const db = testDb();

beforeAll(installRunnerTables);

type Call = { token: string; id?: string; search?: string; key?: string };

async function call(handler: typeof runs.GET, { token, id, search = '', key }: Call) {
  const request = new Request(`http://localhost:3000/api/v1/admin/jobs/runs${id ? `/${id}` : ''}${search}`, {
    method: [cancellation.POST, rerun.POST].includes(handler) ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, ...(key && { 'idempotency-key': key }) },
  });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function signIn(role: Role = 'ADMIN'): Promise<string> {
  const userId = newId();
  await db.user.create({
    data: { id: userId, email: `${userId}@maru.example`, passwordHash: 'none', name: '관리', role },
  });
  return unwrap(await inTransaction((tx) => issueToken(tx, { userId, now: new Date() }))).token;
}

const commands = () => db.$queryRaw<{ kind: string }[]>`SELECT kind FROM maru_jobs.command ORDER BY id`;

describe('/admin/jobs', () => {
  it('is for admins', async () => {
    const token = await signIn('SHOPPER');
    const id = await addRun();
    for (const handler of [jobs.GET, runs.GET, run.GET, cancellation.POST, rerun.POST])
      expect((await call(handler, { token, id, key: newId() })).body.code).toBe('http.forbidden');
  });

  it('shows the engine with its functions, the runs, and one of them', async () => {
    const token = await signIn();
    const id = await addRun({ functionId: 'shown', event: { orderId: 'maru-1' } });
    const overview = await call(jobs.GET, { token });
    expect(overview.body.engine).toMatchObject({ state: 'STOPPED', runnerCount: 0 });
    expect(overview.body.functions).toContainEqual(expect.objectContaining({ id: 'shown', completedCount: 1 }));
    const found = await call(runs.GET, { token, search: '?functionId=shown&state=COMPLETED&q=maru-1&limit=1' });
    expect(found.body).toMatchObject({ items: [{ id, functionName: 'shown' }], nextCursor: null });
    expect((await call(run.GET, { token, id })).body).toMatchObject({ id, state: 'COMPLETED' });
  });

  it('answers 404 to an id that names none, 409 to what the run’s state does not allow', async () => {
    const token = await signIn();
    const [ended, running] = [await addRun(), await addRun({ state: 'RUNNING' })];
    for (const handler of [run.GET, cancellation.POST, rerun.POST]) {
      expect(await call(handler, { token, id: newId(), key: newId() })).toMatchObject({
        status: 404,
        body: { code: 'jobs.runNotFound' },
      });
    }
    const tooLate = await call(cancellation.POST, { token, id: ended });
    expect(tooLate).toMatchObject({ status: 409, body: { code: 'jobs.notRunning' } });
    const tooEarly = await call(rerun.POST, { token, id: running, key: newId() });
    expect(tooEarly).toMatchObject({ status: 409, body: { code: 'jobs.stillRunning' } });
  });

  it('queues a command with its audit log and its answer, once per key', async () => {
    const token = await signIn();
    const [ended, running] = [await addRun(), await addRun({ state: 'RUNNING' })];
    const before = (await commands()).length;
    const asked = await call(cancellation.POST, { token, id: running });
    expect(asked).toMatchObject({ status: 202, body: { runId: running } });
    expect((await call(cancellation.POST, { token, id: running })).status).toBe(202);

    const key = newId();
    const first = await call(rerun.POST, { token, id: ended, key });
    expect(first).toMatchObject({ status: 202, body: { runId: expect.any(String) } });
    const again = await call(rerun.POST, { token, id: ended, key });
    expect(again).toMatchObject({ status: 202, body: first.body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await call(rerun.POST, { token, id: ended, key: newId() });
    expect(other).toMatchObject({ status: 409, body: { code: 'jobs.rerunUnderWay' } });

    expect((await commands()).slice(before).map(({ kind }) => kind)).toEqual(['cancel', 'rerun']);
    expect(await db.auditLog.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { action: 'job.cancel', entityId: running },
      { action: 'job.rerun', entityId: ended, after: { newRunId: first.body.runId } },
    ]);
  });
});
