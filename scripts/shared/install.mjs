import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { step } from './output.mjs';
import { inRoot } from './paths.mjs';

const STAMP_FILE = inRoot('node_modules/.maru-installed');

/** Whether the committed lockfile is what stands in node_modules, for this Node and machine. */
export function isInstalled() {
  return fs.existsSync(STAMP_FILE) && fs.readFileSync(STAMP_FILE, 'utf8') === stamp();
}

/** Whether packages are there at all, however they were installed. */
export function hasPackages() {
  return fs.existsSync(inRoot('node_modules/.package-lock.json'));
}

/**
 * Installs what the committed lockfile names, when it is not there yet.
 * @param {import('./database.mjs').Family} family
 */
export async function install(family) {
  const isNeeded = !isInstalled();
  await step(
    'Packages',
    async () => {
      if (!isNeeded) return;
      await family.run('install', installCommand());
      fs.writeFileSync(STAMP_FILE, stamp());
    },
    () => (isNeeded ? 'installed' : 'up to date'),
  );
}

/**
 * The command that installs. Not `npm ci`: it refuses a lockfile that lacks other platforms' optional binaries, as
 * ours does where a registry does not serve them.
 */
function installCommand() {
  // npm names itself to what it runs, which holds also where it is not in PATH.
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  return [...npm, 'install', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
}

function stamp() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const name of ['package.json', 'package-lock.json']) hash.update(fs.readFileSync(inRoot(name)));
  return hash.digest('hex');
}
