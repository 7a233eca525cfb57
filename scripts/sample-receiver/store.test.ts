import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFaults } from './faults.mjs';
import { openJournal } from './journal.mjs';
import { splitItems } from './split-items.mjs';
import { openStore } from './store.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maru-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = () => join(folder, 'receiver.jsonl');
const open = async () => openStore(await openJournal(file()));
const message = (id: string, sequence: number, previousSequence: number | null) => ({
  ...{ id, type: 'order.paid', orderId: 'o1', sequence, previousSequence, occurredAt: '2026-11-23T00:00:00Z' },
  data: { number: 'T-1', step: sequence },
});

describe('the sample receiver', () => {
  it('applies each id once, however many of it come at a time', async () => {
    const store = await open();
    const results = await Promise.all(
      Array.from({ length: 20 }, () => store.apply('w1', message('w1', 1, null), 'body')),
    );
    expect(results.filter((result) => result === 'applied')).toHaveLength(1);
    expect(store.log()).toMatchObject([{ webhookId: 'w1', duplicates: 19, duplicatesWithOtherBytes: 0 }]);
  });

  it('notices other bytes under a known id', async () => {
    const store = await open();
    await store.apply('w1', message('w1', 1, null), 'body');
    await store.apply('w1', message('w1', 1, null), 'other body');
    expect(store.log()).toMatchObject([{ duplicates: 1, duplicatesWithOtherBytes: 1 }]);
  });

  it('notes gaps and what comes out of order, and shows each order as its highest sequence', async () => {
    const store = await open();
    await store.apply('w1', message('w1', 1, null), 'a');
    await store.apply('w3', message('w3', 3, 2), 'b');
    await store.apply('w2', message('w2', 2, 1), 'c');
    expect(store.log().map((delivery) => delivery.anomaly)).toEqual([null, 'GAP', 'OUT_OF_ORDER']);
    expect(store.orders()).toMatchObject([{ sequence: 3, sequences: [1, 3, 2], anomalies: 2, order: { step: 3 } }]);
  });

  it('takes what stands for changes that never came, and a resync of what it has, for what they are', async () => {
    const store = await open();
    await store.apply('w1', message('w1', 1, null), 'a');
    await store.apply('w4', { ...message('w4', 4, 1), supersedes: [2, 3] }, 'b');
    await store.apply(
      'r4',
      { ...message('r4', 4, 4), type: 'order.resync', data: { number: 'T-1', step: 'anew' } },
      'c',
    );
    await store.apply('w5', message('w5', 5, 4), 'd');
    await store.apply('r3', { ...message('r3', 3, 4), type: 'order.resync' }, 'e');
    expect(store.log().map((delivery) => delivery.anomaly)).toEqual([null, null, null, null, 'OUT_OF_ORDER']);
    expect(store.orders()).toMatchObject([{ sequence: 5, order: { step: 5 } }]);
  });

  it('shows an order as a resync left it', async () => {
    const store = await open();
    await store.apply('w1', message('w1', 1, null), 'a');
    await store.apply('r1', { ...message('r1', 1, 1), type: 'order.resync', data: { step: 'anew' } }, 'b');
    expect(store.orders()).toMatchObject([{ sequence: 1, type: 'order.resync', order: { step: 'anew' } }]);
  });

  it('tells the items of a batch apart, byte for byte', () => {
    const items = ['{"id":"a",  "data":{"list":[1,[2]],"text":"]}\\"\\\\{"}}', '{"id":"b"}'];
    expect(splitItems(`{"items":[${items.join(',')}]}`)).toEqual(items);
    expect(splitItems('{"items":[]}')).toEqual([]);
  });

  it('goes through a cycle of faults by itself', async () => {
    const faults = createFaults();
    expect(faults.set({ cycle: [{ seconds: 0.02, status: 500 }, { seconds: 0.02 }] })).toBeNull();
    const seen = new Set<string>();
    await vi.waitFor(() => expect(seen.add(Object.keys(faults.list()).join()).size).toBe(2), { interval: 1 });
    expect([...seen].sort()).toEqual(['', 'status']);
    expect(faults.set({ cycle: [{ status: 500 }] })).toMatch(/seconds/);
    expect(faults.set({ cycle: [{ seconds: 1, nonsense: true }] })).toMatch(/no switch/);
    expect(faults.set({})).toBeNull();
    expect(faults.hit('status')).toBeNull();
  });

  it('has after a restart what it had acknowledged, and cuts a torn last line away', async () => {
    const before = await open();
    await before.apply('w1', message('w1', 1, null), 'a');
    await before.apply('w1', message('w1', 1, null), 'a');
    const sound = await readFile(file(), 'utf8');
    await writeFile(file(), `${sound}{"kind":"applied","deliv`);
    const after = await open();
    expect(after.orders()).toEqual(before.orders());
    expect(after.log()).toEqual(before.log());
    expect(await readFile(file(), 'utf8')).toBe(sound);
    await after.apply('w2', message('w2', 2, 1), 'b');
    expect((await open()).log()).toHaveLength(2);
  });
});
