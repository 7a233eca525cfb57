import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './scripts/shared/chromium.mjs';

// `npm test` starts a shop of its own and says where; by hand: `npm start`, then `npx playwright test`.
const baseURL = process.env.MARU_E2E_URL ?? 'http://localhost:3000';

export default defineConfig({
  testDir: './e2e',
  outputDir: './test-results/e2e',
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  // Journeys may run beside each other. Delivery's break the receiver that all have, the races want the machine for
  // themselves, and the crash kills the shop that all the others use.
  projects: [
    { name: 'journeys', testIgnore: ['delivery-operations.spec.ts', 'races.spec.ts', 'crash.spec.ts'] },
    { name: 'delivery', testMatch: 'delivery-operations.spec.ts', dependencies: ['journeys'] },
    { name: 'races', testMatch: 'races.spec.ts', dependencies: ['delivery'] },
    { name: 'crash', testMatch: 'crash.spec.ts', dependencies: ['races'] },
  ],
  use: {
    baseURL,
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // No traces: filming every page costs a third of the time, and a failure's screenshot and page tree tell enough.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findChromium(), args: chromiumFlags },
  },
});
