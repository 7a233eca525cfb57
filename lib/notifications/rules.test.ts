import { expect, test } from 'vitest';
import { attemptCountMax, decideNext, outcomeOfFailure } from './rules';

test.each([
  // command, server's code, whether the server had asked for the mail → what is known
  ['CONN', undefined, false, 'postponed'],
  ['CONN', 554, false, 'postponed'],
  ['EHLO', 421, false, 'postponed'],
  ['AUTH LOGIN', 535, false, 'postponed'],
  ['MAIL FROM', 451, false, 'postponed'],
  ['MAIL FROM', 553, false, 'refused'],
  ['RCPT TO', 450, false, 'postponed'],
  ['RCPT TO', 550, false, 'refused'],
  ['DATA', 452, true, 'postponed'],
  ['DATA', 554, true, 'refused'],
  ['DATA', 354, true, 'unknown'],
  ['CONN', undefined, true, 'unknown'],
  ['CONN', 421, true, 'unknown'],
])('%s answered %s, mail asked for: %s → %s', (command, responseCode, handedOver, type) => {
  const failure = { message: 'no', command, ...(responseCode && { responseCode }) };
  expect(outcomeOfFailure(failure, { handedOver }).type).toBe(type);
});

test('what the client itself refuses is for good, and is no sign that the server is away', () => {
  const failure = { message: 'No recipients defined', code: 'EENVELOPE', command: 'API' };
  expect(outcomeOfFailure(failure, { handedOver: false })).toEqual({ type: 'refused', error: failure.message });
});

test('what was put off waits longer each time, up to an hour, and at last has failed', () => {
  const postponed = { type: 'postponed', error: '451 later', unreachable: false } as const;
  const nexts = Array.from({ length: attemptCountMax }, (_, index) => decideNext(postponed, { attempts: index + 1 }));
  const waits = nexts.filter(({ state }) => state === 'WAITING').map(({ delaySeconds }) => delaySeconds);
  expect(waits).toEqual([30, 120, 600, 1_800, ...Array(attemptCountMax - 5).fill(3_600)]);
  expect(nexts.at(-1)).toEqual({ state: 'FAILED', error: '451 later', delaySeconds: 0 });
});
