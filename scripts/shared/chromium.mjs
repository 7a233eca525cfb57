import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { chromium } from 'playwright';
import { StartError } from './output.mjs';
import { inRoot } from './paths.mjs';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const INSTALL_WAIT_MS = 300_000;
const VERSION_WAIT_MS = 20_000;

export const chromiumFlags = [
  // Chromium refuses its sandbox to root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium to use, if there is one: CHROMIUM_PATH, else Playwright's own, else the system's. */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (runs(chosen)) return chosen;
    throw new StartError(`CHROMIUM_PATH is not usable: ${chosen} is no Chromium that starts.`);
  }
  return [chromium.executablePath(), ...SYSTEM_BROWSERS].find(runs);
}

/**
 * Installs Chromium through Playwright, else, as root on Debian, through apt.
 * @param {import('./database.mjs').Family} family
 */
export async function installChromium(family) {
  const playwright = [process.execPath, inRoot('node_modules/playwright/cli.js'), 'install', 'chromium'];
  const attempts = [playwright];
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    attempts.push(['sh', '-c', 'apt-get update -q; apt-get install -qy --no-install-recommends chromium']);
  }
  const tried = [];
  for (const command of attempts) {
    tried.push(command[0] === 'sh' ? 'apt-get install chromium' : 'npx playwright install chromium');
    // Whether it helped shows in what can be found then.
    await family.run('chromium', command, { waitMs: INSTALL_WAIT_MS }).catch(() => {});
    const found = findChromium();
    if (found) return found;
  }
  const places = ['Playwright’s own', ...SYSTEM_BROWSERS.filter((file) => file.startsWith('/usr'))].join(', ');
  throw new StartError(
    `There is no Chromium (${places}) and installing it failed (${tried.join(', ')}): install one and set CHROMIUM_PATH.`,
  );
}

/** @param {string} file */
function runs(file) {
  return fs.existsSync(file) && spawnSync(file, ['--version'], { timeout: VERSION_WAIT_MS }).status === 0;
}
