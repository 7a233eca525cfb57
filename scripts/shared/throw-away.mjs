import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { endLeftOver } from '../../lib/db/embedded-postgres.mjs';
import { isAlive } from '../../lib/shared/processes.mjs';
import { takeOver } from './running.mjs';

const PREFIX = 'maru-tmp-';

/**
 * A temporary folder that bears its owner's pid, so that the next one who asks can remove what a killed owner left,
 * and end what still runs in it. A shop's data folder in it is called `data`, a bare Postgres's `postgres`.
 *
 * @returns {Promise<string>}
 */
export async function throwAwayDir() {
  await sweep();
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  // Postgres may have to run as another user, who must get through.
  fs.chmodSync(dir, 0o711);
  return dir;
}

async function sweep() {
  for (const name of fs.readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const owner = Number.parseInt(name.slice(PREFIX.length), 10);
    if (owner === process.pid || isAlive(owner)) continue;
    const dir = path.join(os.tmpdir(), name);
    try {
      const dataDir = path.join(dir, 'data');
      if (fs.existsSync(dataDir)) await takeOver(dataDir);
      for (const postgresDir of [path.join(dir, 'postgres'), path.join(dataDir, 'postgres')])
        await endLeftOver(postgresDir);
      fs.rmSync(dir, { recursive: true, force: true });
    } catch {
      // Another user's, or one that a shop still runs in; not ours to remove.
    }
  }
}
