import { expect, test } from 'vitest';
import { readAnswer } from './answer';

const now = new Date('2026-03-01T10:00:00Z');
const sdk = { 'x-inngest-sdk': 'inngest-js:v4.24.0', 'x-inngest-req-version': '2' };
const read = (status: number, body: unknown, headers: Record<string, string> = sdk) =>
  readAnswer({ status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) }, now);

test.each([
  [206, [{ id: 'a', op: 'StepRun', data: 1 }], {}, 'progress'],
  [206, [{ id: 'a', op: 'StepError', error: {} }], {}, 'retry'],
  [206, [{ id: 'a', op: 'StepNotFound' }], {}, 'retry'],
  [206, { no: 'list' }, {}, 'retry'],
  [200, { done: true }, {}, 'returned'],
  [400, { name: 'NonRetriableError' }, { 'x-inngest-no-retry': 'true' }, 'failed'],
  [500, { name: 'Error' }, { 'x-inngest-no-retry': 'false' }, 'retry'],
  [500, 'not JSON', {}, 'retry'],
])('reads %i %j %j from the SDK as %s', (status, body, headers, kind) => {
  expect(read(status, body, { ...sdk, ...headers }).kind).toBe(kind);
});

test.each([200, 401, 404, 500, 502, 503])('reads %i without the SDK’s headers as an app that is away', (status) => {
  expect(read(status, 'a page', {}).kind).toBe('unreachable');
});

test.each([
  ['2', 2000],
  ['0', 1000],
  ['9999999', 86_400_000],
  ['2026-03-01T10:00:30Z', 30_000],
  ['Sun, 01 Mar 2026 09:00:00 GMT', 1000],
  ['soon', null],
])('waits as Retry-After "%s" asks, between a second and a day', (header, afterMs) => {
  expect(read(500, {}, { ...sdk, 'retry-after': header })).toMatchObject({ kind: 'retry', afterMs });
});
