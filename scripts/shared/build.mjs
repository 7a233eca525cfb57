import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { inRoot } from './paths.mjs';

const SOURCE_DIRS = ['app', 'components', 'inngest', 'lib', 'prisma/schema'];
const STAMP_FILE = inRoot('.next/maru-build');

export const buildCommand = [process.execPath, inRoot('node_modules/next/dist/bin/next'), 'build'];

/** Whether `.next` was built from the sources as they are now. */
export function isBuilt() {
  return fs.existsSync(STAMP_FILE) && fs.readFileSync(STAMP_FILE, 'utf8') === sourceStamp();
}

/** Runs `build`, leaving no stamp when it fails or the sources change meanwhile. */
export async function buildAndMark(/** @type {() => Promise<unknown>} */ build) {
  const stamp = sourceStamp();
  fs.rmSync(STAMP_FILE, { force: true });
  await build();
  fs.writeFileSync(STAMP_FILE, stamp);
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
