import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { inRoot, rootDir } from './paths.mjs';

const CLIENT_DIR = inRoot('prisma/generated');
const STAMP_FILE = inRoot('prisma/generated/.stamp');

/**
 * Generates the Prisma client when the schema, or Prisma, changed since the last time.
 * @returns {boolean} whether it did
 */
export function generatePrismaClient() {
  const stamp = schemaStamp();
  if (fs.existsSync(STAMP_FILE) && fs.readFileSync(STAMP_FILE, 'utf8') === stamp) return false;
  const generated = spawnSync(process.execPath, [inRoot('node_modules/prisma/build/index.js'), 'generate'], {
    cwd: rootDir,
    encoding: 'utf8',
    env: {
      ...process.env,
      // Prisma downloads its schema engine unless it is told of one. Generating never runs it, so any executable will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (generated.status !== 0) throw new Error(`prisma generate failed:\n${generated.stdout}${generated.stderr}`);
  fs.mkdirSync(CLIENT_DIR, { recursive: true });
  fs.writeFileSync(STAMP_FILE, stamp);
  return true;
}

function schemaStamp() {
  const hash = createHash('sha256').update(fs.readFileSync(inRoot('node_modules/prisma/package.json')));
  for (const name of fs.readdirSync(inRoot('prisma/schema')).sort()) {
    hash.update(name).update(fs.readFileSync(inRoot('prisma/schema', name)));
  }
  return hash.digest('hex');
}
