import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeDataDir } from './data-dir.mjs';

const MAKERS = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString('base64url'),
  INNGEST_EVENT_KEY: () => randomBytes(24).toString('base64url'),
  INNGEST_SIGNING_KEY: () => `signkey-prod-${randomBytes(32).toString('hex')}`,
  MARU_RECEIVER_SECRET: () => `whsec_${randomBytes(24).toString('base64')}`,
};

/**
 * The secrets nobody had to choose: made once, kept in the data folder, readable by its owner only.
 *
 * @param {string} dataDir
 * @returns {Record<keyof typeof MAKERS, string>}
 */
export function loadSecrets(dataDir) {
  const file = path.join(dataDir, 'secrets.json');
  const known = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  const secrets = Object.fromEntries(Object.entries(MAKERS).map(([name, make]) => [name, known[name] ?? make()]));
  if (Object.keys(MAKERS).some((name) => !known[name])) {
    makeDataDir(dataDir);
    fs.writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  }
  return /** @type {Record<keyof typeof MAKERS, string>} */ (secrets);
}
