import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { endLeftOver } from '../../lib/db/embedded-postgres.mjs';
import { isAlive } from '../../lib/shared/processes.mjs';

const PREFIX = 'maru-tmp-';

/**
 * A temporary folder that bears its owner's pid, so that the next one who asks can remove what a killed owner left,
 * and end the Postgres in it.
 *
 * @returns {Promise<string>}
 */
export async function throwAwayDir() {
  await sweep();
  return fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
}

async function sweep() {
  for (const name of fs.readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const owner = Number.parseInt(name.slice(PREFIX.length), 10);
    if (owner === process.pid || isAlive(owner)) continue;
    const dir = path.join(os.tmpdir(), name);
    try {
      for (const dataDir of ['postgres', 'data/postgres']) await endLeftOver(path.join(dir, dataDir));
      fs.rmSync(dir, { recursive: true, force: true });
    } catch {
      // Another user's; not ours to remove.
    }
  }
}
