import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The narrowest screen that WCAG asks pages to fit. */
export const smallPhone = { width: 320, height: 640 };

/** Opens a page and waits until nothing of it is loading: what streams in may be shown a moment after `load`. */
export async function openWhole(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('[data-loading]'), `what ${path} is still loading`).toHaveCount(0);
}

/** Opens each page, and has axe look for what somebody could not read or reach; in the dark, only the colours are others. */
export async function expectAccessible(page: Page, paths: string[]): Promise<void> {
  for (const path of paths) {
    await page.emulateMedia({ colorScheme: 'light' });
    await openWhole(page, path);
    await expectNoViolations(axeOf(page).withTags(rules), path);
    await page.emulateMedia({ colorScheme: 'dark' });
    await transitionsEnded(page);
    await expectNoViolations(axeOf(page).withRules(['color-contrast']), `${path} in the dark`);
  }
}

/** Only what is wrong is looked into closely: the rest would cost most of the time. */
function axeOf(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
}

/** Waits until no colour is on its way to another any more. */
async function transitionsEnded(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.getAnimations().some((animation) => animation instanceof CSSTransition));
}

async function expectNoViolations(axe: AxeBuilder, where: string): Promise<void> {
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${where} ${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Opens each page on a small phone: none may scroll sideways. */
export async function expectToFitPhones(page: Page, paths: string[]): Promise<void> {
  await page.setViewportSize(smallPhone);
  for (const path of paths) {
    await openWhole(page, path);
    expect(await overflowPx(page), path).toBe(0);
  }
}

/** By how much a page is wider than its screen. */
export function overflowPx(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
