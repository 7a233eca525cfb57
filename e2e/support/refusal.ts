import type { Locator } from '@playwright/test';
import { expect } from './test';

/**
 * Presses a button that can't be pressed now, and reads why. Playwright would wait for it to be enabled; people just
 * press, and again where the page could not hear it yet, or a dialog that was about to go lay over it.
 */
export async function expectRefusal(button: Locator, reason: string): Promise<void> {
  await expect(async () => {
    await button.click({ force: true });
    await expect(button.page().getByRole('tooltip')).toContainText(reason, { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
}
