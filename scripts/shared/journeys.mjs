import * as fs from 'node:fs';
import * as path from 'node:path';
import { openShop } from './open-shop.mjs';
import { inRoot } from './paths.mjs';
import { testEnv } from './suites.mjs';

/**
 * The browser journeys, against a whole shop of their own: throw-away data, free ports, every part real.
 *
 * @type {import('./suites.mjs').Suite['run']}
 */
export async function runJourneys({ family, waitMs }) {
  const deadline = Date.now() + waitMs;
  const { provideChromium } = await import('./chromium.mjs');
  const { throwAwayDir } = await import('./throw-away.mjs');
  const report = inRoot('test-results/logs/e2e.json');
  const dir = await throwAwayDir();
  process.once('exit', () => fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
  try {
    const chromium = await provideChromium(family);
    const shop = await openShop({ family, dataDir: path.join(dir, 'data'), deadline });
    const env = {
      ...testEnv,
      CHROMIUM_PATH: chromium,
      DATABASE_URL: shop.databaseUrl,
      MARU_E2E_URL: shop.localUrl,
      MARU_E2E_DATA_DIR: path.join(dir, 'data'),
      MARU_E2E_RECEIVER_URL: shop.receiverUrl,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    };
    const command = [process.execPath, inRoot('node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'];
    try {
      await family.run('e2e', command, { env, waitMs: deadline - Date.now(), tailLines: 300 });
    } finally {
      await shop.stop();
    }
    return { ...countReport(report), output: undefined };
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error);
    const { passed, failed } = fs.existsSync(report) ? countReport(report) : { passed: 0, failed: 0 };
    return { passed, failed: Math.max(failed, 1), output };
  }
}

/** @param {string} report */
function countReport(report) {
  const { stats, errors } = JSON.parse(fs.readFileSync(report, 'utf8'));
  // A test that passes only now and then has failed.
  return { passed: stats.expected, failed: Math.max(stats.unexpected + stats.flaky, errors.length) };
}
