import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from './journal.mjs';
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
