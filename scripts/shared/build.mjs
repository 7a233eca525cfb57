import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { step } from './output.mjs';
import { inRoot } from './paths.mjs';

const SOURCE_DIRS = ['app', 'components', 'inngest', 'lib', 'prisma/schema'];
const STAMP_FILE = inRoot('.next/maru-build');

const BUILD_COMMAND = [process.execPath, inRoot('node_modules/next/dist/bin/next'), 'build'];

/**
 * Builds the app, when `.next` was not built from the sources as they are now.
 *
 * @param {import('./database.mjs').Family} family
 * @param {Parameters<import('./database.mjs').Family['run']>[2]} options
 */
export async function build(family, options) {
  const stamp = sourceStamp();
  const isNeeded = !fs.existsSync(STAMP_FILE) || fs.readFileSync(STAMP_FILE, 'utf8') !== stamp;
  const work = async () => {
    if (!isNeeded) return;
    // Without a stamp while it is under way, a build that was cut off is not taken for one.
    fs.rmSync(STAMP_FILE, { force: true });
    await family.run('build', BUILD_COMMAND, options);
    // Sources that changed meanwhile may be in it or not: the next start builds again.
    if (sourceStamp() === stamp) fs.writeFileSync(STAMP_FILE, stamp);
  };
  await step('Build', work, () => (isNeeded ? 'built' : 'up to date'));
}

function sourceStamp() {
  const hash = createHash('sha256');
  const rootFiles = fs
    .readdirSync(inRoot(), { withFileTypes: true })
    .filter((entry) => entry.isFile() && isBuildInput(entry.name));
  const files = [
    ...rootFiles.map(({ name }) => inRoot(name)),
    ...SOURCE_DIRS.flatMap((dir) => filesBelow(inRoot(dir))),
  ];
  for (const file of files.sort())
    hash.update(path.relative(inRoot(), file)).update('\0').update(fs.readFileSync(file));
  return hash.digest('hex');
}

/** @param {string} dir @returns {string[]} */
function filesBelow(dir) {
  return fs
    .readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/**
 * Of the files at the root: the lockfile, configuration, and proxy.ts or instrumentation.ts; not those of the tests.
 * @param {string} name
 */
function isBuildInput(name) {
  if (/^(vitest|playwright|prisma)\./.test(name) || name === 'next-env.d.ts') return false;
  return name === 'package-lock.json' || name === 'tsconfig.json' || /\.(ts|mjs)$/.test(name);
}
