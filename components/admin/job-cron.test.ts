import { expect, test } from 'vitest';
import { readCron } from './job-cron';

test.each([
  ['* * * * *', { kind: 'everyMinutes', minutes: 1 }],
  ['*/5 * * * *', { kind: 'everyMinutes', minutes: 5 }],
  ['17 * * * *', { kind: 'hourly', minute: 17 }],
  ['0 9 * * *', { kind: 'daily', time: '09:00' }],
  ['30 23 * * *', { kind: 'daily', time: '23:30' }],
  ['*/7 * * * *', null],
  ['*/0 * * * *', null],
  ['* 9 * * *', null],
  ['0 9 * * 1', null],
  ['0 9,18 * * *', null],
  ['@hourly', null],
])('%s is %j', (cron, words) => {
  expect(readCron(cron)).toEqual(words);
});
