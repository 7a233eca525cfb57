import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { chromium } from 'playwright';
import { StartError } from './output.mjs';
import { inRoot } from './paths.mjs';

/** Chromium without its windows: half the work of the whole. */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';
const SYSTEM_BROWSERS = [
  HEADLESS_SHELL,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const INSTALL_WAIT_MS = 300_000;
/** Where there is a browser already a lighter one is worth no long wait. */
const REPLACE_WAIT_MS = 60_000;
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
 * The Chromium for the journeys: as root on Debian the headless shell, installed through apt where it is missing; else what there is, else
 * what Playwright installs.
 * @param {import('./database.mjs').Family} family
 */
export async function provideChromium(family) {
  const isChosen = Boolean(process.env.CHROMIUM_PATH);
  const tried = [];
  if (!isChosen && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get') && !runs(HEADLESS_SHELL)) {
    const command = 'apt-get update -q; apt-get install -qy --no-install-recommends chromium-headless-shell';
    tried.push('apt-get install chromium-headless-shell');
    await tryInstall(family, ['sh', '-c', command], findChromium() ? REPLACE_WAIT_MS : INSTALL_WAIT_MS);
  }
  const found = findChromium();
  if (found) return found;
  tried.push('npx playwright install chromium');
  await tryInstall(
    family,
    [process.execPath, inRoot('node_modules/playwright/cli.js'), 'install', 'chromium'],
    INSTALL_WAIT_MS,
  );
  const installed = findChromium();
  if (installed) return installed;
  const places = ['Playwright’s own', ...SYSTEM_BROWSERS.filter((file) => file.startsWith('/usr'))].join(', ');
  throw new StartError(
    `There is no Chromium (${places}) and installing it failed (${tried.join(', ')}): install one and set CHROMIUM_PATH.`,
  );
}

/**
 * Whether it helped shows in what can be found then.
 * @param {import('./database.mjs').Family} family
 * @param {string[]} command
 * @param {number} waitMs
 */
async function tryInstall(family, command, waitMs) {
  await family.run('chromium', command, { waitMs }).catch(() => {});
}

/** @param {string} file */
function runs(file) {
  return fs.existsSync(file) && spawnSync(file, ['--version'], { timeout: VERSION_WAIT_MS }).status === 0;
}
