import { test as base, expect } from '@playwright/test';

/** Every journey fails when a page logs an error or throws one, whatever else it asserts. */
export const test = base.extend<{ pageErrors: string[] }>({
  pageErrors: [
    async ({ context }, use) => {
      const errors: string[] = [];
      context.on('weberror', (error) => errors.push(String(error.error())));
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
      });
      await use(errors);
      expect(errors, 'errors that pages logged').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** How long what the shop does by itself may take: a lost wake-up is found by the next minute's sweep. */
export const soon = { timeout: 70_000 };

/** Where the sample receiver of the shop under test listens. */
export const receiverUrl = process.env.MARU_E2E_RECEIVER_URL ?? 'http://127.0.0.1:4010';
