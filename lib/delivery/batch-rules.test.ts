import { describe, expect, it, test } from 'vitest';
import { batchBody, batchBytesMax, fitBatch, splitAnswer } from './batch-rules';
import { type Answer, deliveryBody, type FrozenDelivery } from './rules';

const ids = ['a', 'b', 'c'];

describe('the answer to a batch', () => {
  test.each([
    ['nothing', '', [null, null, null]],
    ['words', 'thanks', [null, null, null]],
    ['words in brackets', '[OK] 3 received', [null, null, null]],
    ['JSON without results', '{"received":3}', [null, null, null]],
    ['all well', results(['a', 'ok'], ['b', 'applied'], ['c', 'duplicate']), [null, null, null]],
    ['numbers', results(['a', 200], ['b', 429], ['c', 503]), [null, 'RATE_LIMITED', 'HTTP_5XX']],
    ['another word', results(['a', 'ok'], ['b', 'broken'], ['c', 'OK']), [null, 'BAD_RESPONSE', 'BAD_RESPONSE']],
    ['one left out', results(['c', 'ok'], ['a', 'ok'], ['z', 'ok']), [null, 'BAD_RESPONSE', null]],
    ['no list', '{"results":{"a":"ok"}}', ['BAD_RESPONSE', 'BAD_RESPONSE', 'BAD_RESPONSE']],
    [
      'results after a byte order mark',
      `\ufeff${results(['a', 'ok'], ['b', 'broken'], ['c', 'ok'])}`,
      [null, 'BAD_RESPONSE', null],
    ],
    ['broken JSON', ' {"results":[{"id":"a","status":"failed"},]}', ['BAD_RESPONSE', 'BAD_RESPONSE', 'BAD_RESPONSE']],
    ['no status', '{"results":[{"id":"a"}]}', ['BAD_RESPONSE', 'BAD_RESPONSE', 'BAD_RESPONSE']],
  ])('with %s', (_, text, expected) => {
    const answers = splitAnswer(answer({ body: { text, isWhole: true } }), ids);
    expect(answers.map(({ errorClass }) => errorClass)).toEqual(expected);
  });

  it('that breaks off settles nothing, whatever it says so far', () => {
    const broken = splitAnswer(answer({ body: { text: results(['a', 'ok']), isWhole: false } }), ids);
    expect(broken.map(({ errorClass }) => errorClass)).toEqual(['BAD_RESPONSE', 'BAD_RESPONSE', 'BAD_RESPONSE']);
  });

  it('that is a failure fails each item', () => {
    const down = answer({ statusCode: 503, errorClass: 'HTTP_5XX', retryAfterMs: 1_000 });
    expect(splitAnswer(down, ids)).toEqual([down, down, down]);
  });
});

describe('a batch', () => {
  it('carries each item as it would go alone', () => {
    const bodies = [delivery('1', '{"a":  1}'), delivery('2', '{}')].map(deliveryBody);
    expect(batchBody(fitBatch([delivery('1', '{"a":  1}'), delivery('2', '{}')]))).toBe(`{"items":[${bodies}]}`);
  });

  it('is bounded in bytes, but never empty', () => {
    const large = JSON.stringify('x'.repeat(batchBytesMax / 2 - 1_000));
    expect(fitBatch(['1', '2', '3'].map((id) => delivery(id, large)))).toHaveLength(2);
    const huge = JSON.stringify('x'.repeat(batchBytesMax * 2));
    expect(fitBatch([delivery('1', huge), delivery('2', '{}')])).toHaveLength(1);
  });
});

function results(...items: [string, string | number][]): string {
  return JSON.stringify({ results: items.map(([id, status]) => ({ id, status })) });
}

function answer(members: Partial<Answer>): Answer {
  return {
    ...{ statusCode: 200, errorClass: null, error: null, responseExcerpt: null, retryAfterMs: null, durationMs: 1 },
    ...members,
  };
}

function delivery(id: string, snapshot: string): FrozenDelivery {
  return {
    ...{ id, type: 'order.paid', orderId: 'o', sequence: 1, previousSequence: null, supersedes: [] },
    ...{ occurredAt: new Date('2026-11-23T00:00:00Z'), snapshot },
  };
}
