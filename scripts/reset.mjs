// `npm run reset`: throws away everything that Maru keeps on this machine; the next start begins anew.
import './shared/node-version.mjs';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { endLeftOverPostgres } from './shared/database.mjs';
import { say, sayError } from './shared/output.mjs';
import { takeOver } from './shared/running.mjs';
import { loadEnvFiles, readSettings } from './shared/settings.mjs';

try {
  loadEnvFiles();
  const { dataDir, databaseUrl } = readSettings(process.env);
  const shownDir = path.relative(process.cwd(), dataDir);
  if (fs.existsSync(dataDir)) {
    // Nothing may run on what is being removed.
    await takeOver(dataDir);
    if (fs.existsSync(path.join(dataDir, 'postgres'))) await endLeftOverPostgres(dataDir);
    fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    say(`Removed ${shownDir}: the embedded database, its secrets and logs. npm start begins anew.`);
  } else {
    say(`There is nothing to remove: ${shownDir} does not exist.`);
  }
  if (databaseUrl) say('The database that DATABASE_URL names is as it was.');
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
