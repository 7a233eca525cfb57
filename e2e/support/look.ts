import type { Page } from '@playwright/test';
import axe, { type RunOnly, type RunOptions } from 'axe-core';
import { expect } from './test';

const everything: RunOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
const colours: RunOnly = { type: 'rule', values: ['color-contrast'] };
/** A page of thousands of elements takes a while to change its colours on a busy machine. */
const settleMsMax = 30_000;
/** The narrowest screen that WCAG asks pages to fit. */
export const smallPhone = { width: 320, height: 640 };

/** Opens a page and waits until nothing of it is loading: what streams in may be shown a moment after `load`. */
export async function openWhole(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('[data-loading]'), `what ${path} is still loading`).toHaveCount(0);
}

/**
 * Opens each page, has axe look for what somebody could not read or reach, and then narrows it to a small phone. `part` selects what axe
 * looks at, on a page that repeats itself. In the dark only the colours are others, and all pages share theirs: `darkCount` pages are
 * looked at there, too.
 */
export async function expectAccessible(
  page: Page,
  paths: string[],
  { part = 'html', darkCount = 0 } = {},
): Promise<void> {
  const size = page.viewportSize() ?? smallPhone;
  for (const [place, path] of paths.entries()) {
    await page.emulateMedia({ colorScheme: 'light' });
    await openWhole(page, path);
    await page.evaluate(axe.source);
    await expectNoViolations(page, path, { part, runOnly: everything });
    if (place < darkCount) {
      await page.emulateMedia({ colorScheme: 'dark' });
      await transitionsEnded(page);
      await expectNoViolations(page, `${path} in the dark`, { part, runOnly: colours });
    }
    await page.setViewportSize(smallPhone);
    expect(await overflowPx(page), `${path} on a phone`).toBe(0);
    await page.setViewportSize(size);
  }
}

/** Waits until no colour is on its way to another any more. */
async function transitionsEnded(page: Page): Promise<void> {
  const ended = () => !document.getAnimations().some((animation) => animation instanceof CSSTransition);
  await page.waitForFunction(ended, undefined, { timeout: settleMsMax });
}

/**
 * axe itself, in the page: its usual wrapper for Playwright puts it into every frame, and opens a page to gather the results, which
 * takes five times as long. Only what is wrong is looked into closely.
 */
async function expectNoViolations(page: Page, where: string, { part, runOnly }: { part: string; runOnly: RunOnly }) {
  const violations = await page.evaluate(
    async ({ part, options }) => {
      const { axe: injected } = globalThis as unknown as { axe: typeof axe };
      const found = await injected.run(part, options);
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    },
    { part, options: axeOptions(runOnly) },
  );
  expect(violations, where).toEqual([]);
}

const axeOptions = (runOnly: RunOnly): RunOptions => ({
  runOnly,
  resultTypes: ['violations'],
  preload: false,
  iframes: false,
});

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
