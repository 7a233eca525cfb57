import { expect, test } from 'vitest';
import { EventStream } from './event-stream';

test('a stream with nothing to tell beats by a message that pages can see, and one that tells does not need to', async () => {
  const stream = new EventStream(null);
  const reader = stream.body.getReader();
  const next = async () => new TextDecoder().decode((await reader.read()).value);

  stream.send('jar', { event: 'stock', id: '1', data: { availableUnits: 4 } });
  stream.beat();
  expect(await next()).toMatch(/^retry: \d+\n\nevent: stock\nid: 1\ndata: \{"availableUnits":4\}\n\n$/);
  stream.beat();
  expect(await next()).toBe('event: beat\ndata: {}\n\n');
  await reader.cancel();
});
